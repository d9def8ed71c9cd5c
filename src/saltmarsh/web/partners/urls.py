from django.urls import path

from saltmarsh.web.partners.referrals import views as referrals

app_name = "partners"

urlpatterns = [
    path("", referrals.home, name="home"),
    path("/start", referrals.start, name="start"),
    path("/drafts/<uuid:draft>/check", referrals.check, name="check"),
    path("/drafts/<uuid:draft>/sent", referrals.sent, name="sent"),
    path("/drafts/<uuid:draft>/delete", referrals.forget, name="forget"),
    path("/drafts/<uuid:draft>/documents", referrals.documents, name="documents"),
    path(
        "/drafts/<uuid:draft>/documents/<uuid:document>/remove",
        referrals.remove_document,
        name="remove-document",
    ),
    path("/drafts/<uuid:draft>/write/<slug:slug>", referrals.ask, name="write"),
    path("/sent/<str:reference>", referrals.mailbox, name="mailbox"),
    path("/sent/<str:reference>/answer/<uuid:key>", referrals.answer, name="answer"),
    path("/sent/<str:reference>/add", referrals.add, name="add"),
    path("/sent/<str:reference>/take-back", referrals.take_back, name="take-back"),
]
