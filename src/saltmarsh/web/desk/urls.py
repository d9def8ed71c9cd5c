from django.urls import path

from saltmarsh.web.desk.allocation import views as allocation
from saltmarsh.web.desk.assurance.urls import urlpatterns as assurance
from saltmarsh.web.desk.cases.urls import urlpatterns as cases
from saltmarsh.web.desk.closing import views as closing
from saltmarsh.web.desk.complaints.urls import urlpatterns as complaints
from saltmarsh.web.desk.deliveries import views as deliveries
from saltmarsh.web.desk.enter import views as enter
from saltmarsh.web.desk.inbox import views as inbox
from saltmarsh.web.desk.likenesses import views as likenesses
from saltmarsh.web.desk.links import views as links
from saltmarsh.web.desk.meetings.urls import urlpatterns as meetings
from saltmarsh.web.desk.messages import views as messages
from saltmarsh.web.desk.neighbours import views as neighbours
from saltmarsh.web.desk.notes import views as notes
from saltmarsh.web.desk.notices import views as notices
from saltmarsh.web.desk.oversight import views as oversight
from saltmarsh.web.desk.person import views as person
from saltmarsh.web.desk.quarantine import views as quarantine
from saltmarsh.web.desk.referral import views as referral
from saltmarsh.web.desk.search import views as search
from saltmarsh.web.desk.story import views as story
from saltmarsh.web.desk.triage import views as triage
from saltmarsh.web.desk.undecided import views as undecided

app_name = "desk"

ONE = "/referrals/<str:reference>"

urlpatterns = [
    path("", inbox.show, name="inbox"),
    path("/find", inbox.find, name="find"),
    path("/search", search.search, name="search"),
    path("/search/<uuid:search>", search.show, name="searched"),
    path("/search/<uuid:search>/change", search.change, name="search-again"),
    path("/filters", inbox.save_filter, name="save-filter"),
    path("/filters/<uuid:key>/remove", inbox.remove_filter, name="remove-filter"),
    path("/allocate", allocation.waiting, name="allocate"),
    path("/quarantine", quarantine.show_box, name="quarantine"),
    path("/quarantine/<str:reference>", quarantine.decide, name="quarantined"),
    path(ONE, referral.show, name="referral"),
    path(f"{ONE}/referrer", referral.show_referrer, name="referrer"),
    path(f"{ONE}/history", referral.show_history, name="history"),
    path(f"{ONE}/documents/<uuid:document>", referral.show_document, name="document"),
    path(f"{ONE}/openings", referral.show_openings, name="openings"),
    path(
        f"{ONE}/national-reference",
        referral.change_national_reference,
        name="national-reference",
    ),
    path(f"{ONE}/correct", referral.correct, name="correct"),
    path(f"{ONE}/messages", messages.show, name="messages"),
    path(f"{ONE}/messages/read", messages.mark_read, name="mark-read"),
    path(
        f"{ONE}/messages/<uuid:message>/take-back",
        messages.take_back,
        name="take-back",
    ),
    path(f"{ONE}/feedback", messages.give_feedback, name="give-feedback"),
    path(f"{ONE}/notes", notes.show, name="notes"),
    path(f"{ONE}/notes/add", notes.add, name="add-note"),
    path(f"{ONE}/notes/<uuid:note>/answer", notes.answer, name="answer-note"),
    path(f"{ONE}/allocate", allocation.allocate, name="allocate-one"),
    path(f"{ONE}/allocated", allocation.after, name="after-allocating"),
    path(f"{ONE}/take", allocation.take, name="take"),
    path(f"{ONE}/restrict", allocation.restrict, name="restrict"),
    path(f"{ONE}/restrict/lift", allocation.lift, name="lift"),
    path(f"{ONE}/acknowledge", triage.acknowledge, name="acknowledge"),
    path(f"{ONE}/pass-to-police", triage.pass_to_police, name="pass-to-police"),
    path(f"{ONE}/police-outcome", triage.record_police_outcome, name="police-outcome"),
    path(f"{ONE}/more-information", triage.ask_for_more, name="ask-for-more"),
    path(f"{ONE}/refer-on", triage.refer_on, name="refer-on"),
    path(
        f"{ONE}/services/<uuid:onward>/answer",
        triage.record_answer,
        name="onward-answer",
    ),
    path(f"{ONE}/below-threshold", triage.find_below, name="below-threshold"),
    path(f"{ONE}/section-36", triage.decide_section_36, name="section-36"),
    path(f"{ONE}/quality", triage.record_quality, name="quality"),
    path(f"{ONE}/person", person.show, name="person"),
    path(f"{ONE}/person/add/<slug:kind>", person.add, name="add-fact"),
    path(f"{ONE}/person/<uuid:fact>/correct", person.correct, name="correct-fact"),
    path(f"{ONE}/link", links.link, name="link"),
    path(f"{ONE}/links/<uuid:link>/undo", links.undo, name="undo-link"),
    path(f"{ONE}/same-person", likenesses.index, name="likenesses"),
    path(f"{ONE}/same-person/look", likenesses.look_again, name="look-again"),
    path(f"{ONE}/same-person/weaker", likenesses.show_weaker, name="weaker"),
    path(f"{ONE}/same-person/with/<str:other>", likenesses.compare, name="compare"),
    path(f"{ONE}/may-see", undecided.may_see, name="may-see"),
    path("/undecided", undecided.index, name="undecided"),
    path("/undecided/<uuid:likeness>", undecided.name, name="name-somebody"),
    path(f"{ONE}/story", story.show, name="story"),
    path(f"{ONE}/close", closing.close, name="close"),
    path(f"{ONE}/closing", closing.answer, name="answer-closing"),
    path(f"{ONE}/reopen", closing.reopen, name="reopen"),
    path("/deliveries", deliveries.index, name="deliveries"),
    path("/deliveries/<uuid:key>", deliveries.show, name="delivery"),
    path("/deliveries/<uuid:key>/told", deliveries.told, name="delivery-told"),
    path("/notices", notices.index, name="notices"),
    path("/notices/<uuid:notice>/settle", notices.settle, name="notice-settle"),
    path(f"{ONE}/ask-partnership", neighbours.ask, name="neighbour-ask"),
    path("/partnerships", neighbours.index, name="neighbours"),
    path("/partnerships/record", neighbours.record, name="neighbour-record"),
    path(
        "/partnerships/register", neighbours.show_register, name="neighbours-register"
    ),
    path("/partnerships/<uuid:enquiry>", neighbours.show, name="neighbour"),
    path(
        "/partnerships/<uuid:enquiry>/submit",
        neighbours.submit,
        name="neighbour-submit",
    ),
    path("/partnerships/<uuid:enquiry>/sign", neighbours.sign, name="neighbour-sign"),
    path(
        "/partnerships/<uuid:enquiry>/withdraw",
        neighbours.withdraw,
        name="neighbour-withdraw",
    ),
    path("/partnerships/<uuid:enquiry>/read", neighbours.read, name="neighbour-read"),
    path(
        "/partnerships/received/<uuid:received>",
        neighbours.receive,
        name="neighbour-received",
    ),
    path("/oversight", oversight.overdue, name="oversight"),
    path("/oversight/stages", oversight.show_durations, name="durations"),
    path("/enter", enter.start, name="enter"),
    path("/enter/<uuid:draft>/check", enter.check, name="enter-check"),
    path("/enter/<uuid:draft>/sent", enter.sent, name="enter-sent"),
    path("/enter/<uuid:draft>/delete", enter.forget, name="enter-forget"),
    path("/enter/<uuid:draft>/write/<slug:slug>", enter.ask, name="enter-page"),
    *assurance,
    *cases,
    *complaints,
    *meetings,
]
