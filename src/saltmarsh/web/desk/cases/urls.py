from django.urls import path

from saltmarsh.web.desk.assessments import views as assessments
from saltmarsh.web.desk.cases import handing, restricting, views
from saltmarsh.web.desk.consents import views as consents
from saltmarsh.web.desk.exits import views as exits
from saltmarsh.web.desk.gathering import views as gathering
from saltmarsh.web.desk.interventions import views as interventions
from saltmarsh.web.desk.leavers import views as leavers
from saltmarsh.web.desk.panels import views as panels
from saltmarsh.web.desk.reviews import views as reviews
from saltmarsh.web.desk.support import views as support
from saltmarsh.web.desk.transfers.urls import urlpatterns as transfers

ONE = "/cases/<str:case>"

urlpatterns = [
    path("/referrals/<str:reference>/case", views.open_case, name="open-case"),
    path(
        "/referrals/<str:reference>/case/opened",
        views.after_opening,
        name="opened-case",
    ),
    path("/cases", views.index, name="cases"),
    path(ONE, views.show, name="case"),
    path(f"{ONE}/access", views.show_access, name="case-access"),
    path(f"{ONE}/list", views.list_for_panel, name="case-list"),
    path(f"{ONE}/leave", views.leave, name="case-leave"),
    path(f"{ONE}/hand-over", handing.hand_over, name="case-hand-over"),
    path(f"{ONE}/hand-over/take-back", handing.take_back, name="take-back-handover"),
    path(f"{ONE}/decide", panels.decide, name="case-decide"),
    path(f"{ONE}/care/<uuid:care>", panels.answer_care, name="case-care"),
    path(f"{ONE}/consent", consents.record, name="case-consent"),
    path(f"{ONE}/consent/withdraw", consents.withdraw, name="case-withdraw"),
    path(f"{ONE}/consent/again", consents.ask_again, name="case-ask-again"),
    path(f"{ONE}/support", consents.start_support, name="case-support"),
    path(f"{ONE}/further/<uuid:task>", consents.assess_further, name="case-further"),
    path(f"{ONE}/close", exits.close, name="case-close"),
    path(f"{ONE}/close/second", exits.second, name="case-close-second"),
    path(f"{ONE}/reviews/extend", exits.extend, name="case-extend"),
    path(f"{ONE}/reviews/<uuid:review>", exits.review, name="case-review"),
    path(f"{ONE}/requests/ask", gathering.ask, name="request-ask"),
    path(f"{ONE}/requests/referrer", gathering.ask_referrer, name="referrer-ask"),
    path(f"{ONE}/requests/<uuid:asked>", gathering.show, name="request"),
    path(f"{ONE}/requests/<uuid:asked>/read", gathering.read, name="request-read"),
    path(
        f"{ONE}/requests/<uuid:asked>/documents/<uuid:attached>",
        gathering.show_document,
        name="request-document",
    ),
    path(
        f"{ONE}/requests/<uuid:asked>/remind", gathering.remind, name="request-remind"
    ),
    path(
        f"{ONE}/requests/<uuid:asked>/withdraw",
        gathering.withdraw,
        name="request-withdraw",
    ),
    path("/requests", gathering.index, name="requests"),
    path("/requests/partners", gathering.record_contact, name="partner-contacts"),
    path(f"{ONE}/assessments", assessments.show, name="case-assessments"),
    path(f"{ONE}/assessments/record", assessments.record, name="case-assess"),
    path(
        f"{ONE}/assessments/<uuid:assessment>/add",
        assessments.add,
        name="case-addendum",
    ),
    path(f"{ONE}/plan", support.show, name="case-plan"),
    path(f"{ONE}/plan/write", support.write, name="case-plan-write"),
    path(f"{ONE}/plan/act", support.act, name="case-act"),
    path(f"{ONE}/plan/needs/<uuid:need>", support.leave_out, name="case-need"),
    path(f"{ONE}/plan/actions/<uuid:action>/start", support.start, name="case-start"),
    path(f"{ONE}/plan/actions/<uuid:action>/end", support.end, name="case-end"),
    path(
        f"{ONE}/plan/actions/<uuid:action>/brief",
        interventions.brief,
        name="case-brief",
    ),
    path(
        f"{ONE}/plan/actions/<uuid:action>/contact",
        interventions.log,
        name="case-contact",
    ),
    path(
        f"{ONE}/plan/actions/<uuid:action>/contacts/plan",
        interventions.plan_contact,
        name="case-plan-contact",
    ),
    path(
        f"{ONE}/plan/actions/<uuid:action>/contacts/<uuid:session>",
        interventions.record_contact,
        name="case-record-contact",
    ),
    path(f"{ONE}/live-review", reviews.review, name="case-live-review"),
    path(f"{ONE}/silence", interventions.explain, name="case-silence"),
    path(f"{ONE}/restrict", restricting.restrict, name="case-restrict"),
    path(f"{ONE}/restrict/lift", restricting.lift, name="case-lift"),
    path("/hand-overs/<uuid:handover>", handing.answer, name="handover"),
    *transfers,
    path("/leavers", leavers.index, name="leavers"),
    path("/leavers/<uuid:member>", leavers.show, name="leaver"),
]
