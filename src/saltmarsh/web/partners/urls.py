from django.urls import path

from saltmarsh.web.partners.papers import packs
from saltmarsh.web.partners.papers import views as papers
from saltmarsh.web.partners.referrals import views as referrals
from saltmarsh.web.partners.requests import views as requests
from saltmarsh.web.partners.support import views as support

app_name = "partners"

urlpatterns = [
    path("", referrals.home, name="home"),
    path("/support", support.index, name="support"),
    path("/support/<uuid:action>", support.show, name="support-one"),
    path("/support/<uuid:action>/plan", support.plan, name="support-plan"),
    path(
        "/support/<uuid:action>/sessions/<uuid:session>",
        support.record,
        name="support-session",
    ),
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
    path("/requests", requests.index, name="requests"),
    path("/requests/<uuid:asked>", requests.show, name="request"),
    path(
        "/requests/<uuid:asked>/documents/<uuid:attached>/remove",
        requests.remove_document,
        name="request-remove-document",
    ),
    path(
        "/asked/<str:token>/open/documents/<uuid:attached>/remove",
        requests.remove_by_link,
        name="asked-remove-document",
    ),
    path("/asked/<str:token>", requests.knock, name="asked"),
    path("/asked/<str:token>/code", requests.enter_code, name="asked-code"),
    path("/asked/<str:token>/open", requests.answer, name="asked-open"),
    path("/papers", papers.index, name="papers"),
    path("/papers/<uuid:item>", papers.paper, name="paper"),
    path(
        "/papers/<uuid:item>/documents/<uuid:annex>",
        papers.open_document,
        name="paper-document",
    ),
    path("/papers/<uuid:item>/interest", papers.declare, name="declare"),
    path("/meetings/<uuid:meeting>", papers.meeting, name="meeting"),
    path("/meetings/<uuid:meeting>/pack", packs.show, name="pack"),
    path(
        "/meetings/<uuid:meeting>/invitation.ics", papers.invitation, name="invitation"
    ),
    path("/actions/<uuid:task>", papers.action, name="action"),
]
