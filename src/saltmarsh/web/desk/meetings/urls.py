from django.urls import path

from saltmarsh.web.desk.actions import views as actions
from saltmarsh.web.desk.meetings import (
    documents,
    minutes,
    packs,
    planning,
    sitting,
    views,
)

SERIES = "/meetings/series/<uuid:series>"
ONE = "/meetings/<uuid:meeting>"
ITEM = "/meetings/cases/<uuid:item>"

urlpatterns = [
    path("/meetings", views.index, name="meetings"),
    path("/meetings/series", planning.begin, name="begin-series"),
    path(SERIES, planning.show_series, name="series"),
    path(f"{SERIES}/members", planning.seat, name="seat"),
    path(f"{SERIES}/members/<uuid:seat>/end", planning.unseat, name="unseat"),
    path(f"{SERIES}/plan", planning.plan, name="plan-meeting"),
    path(ONE, views.show, name="meeting"),
    path(f"{ONE}/change", planning.move, name="move-meeting"),
    path(f"{ONE}/cancel", planning.cancel, name="cancel-meeting"),
    path(f"{ONE}/agenda", views.add, name="agenda"),
    path(f"{ONE}/pack", packs.allow, name="pack"),
    path(f"{ONE}/call", views.call, name="call-meeting"),
    path(f"{ONE}/invitation.ics", views.invitation, name="invitation"),
    path(f"{ONE}/attendance", sitting.attend, name="attendance"),
    path(f"{ONE}/people", sitting.invite, name="invite"),
    path(f"{ONE}/minutes", minutes.write, name="minutes"),
    path(f"{ONE}/minutes/approve", minutes.approve, name="approve-minutes"),
    path(f"{ONE}/minutes/add", minutes.add, name="add-to-minutes"),
    path(ITEM, sitting.show, name="item"),
    path(f"{ITEM}/up", views.move_up, name="item-up"),
    path(f"{ITEM}/remove", views.remove, name="item-remove"),
    path(f"{ITEM}/paper", sitting.paper, name="item-paper"),
    path(f"{ITEM}/documents", documents.add, name="item-documents"),
    path(f"{ITEM}/documents/<uuid:annex>", documents.download, name="item-document"),
    path(
        f"{ITEM}/documents/<uuid:annex>/take-off",
        documents.take_off,
        name="item-document-off",
    ),
    path(f"{ITEM}/place", sitting.place, name="item-place"),
    path(f"{ITEM}/open", sitting.open_item, name="item-open"),
    path(f"{ITEM}/decide", sitting.decide, name="item-decide"),
    path(f"{ITEM}/interest", sitting.declare, name="item-interest"),
    path(
        f"{ITEM}/interests/<uuid:interest>/error",
        sitting.set_aside,
        name="item-interest-error",
    ),
    path(f"{ITEM}/action", sitting.give, name="item-action"),
    path("/actions", actions.index, name="actions"),
    path("/actions/<uuid:task>/give", actions.pass_on, name="action-pass-on"),
]
