"""Complaints, for tests of what is done with one."""

from dataclasses import replace

from django.utils import timezone

from saltmarsh.casework.complaints import actions as complaints
from saltmarsh.casework.complaints.queries import About
from saltmarsh.casework.complaints.rules import Received
from saltmarsh.foundation.partnerships import actions as partnerships

FROM = "Wren Example, his aunt, 01632 960 123"
TOLD = "Nobody rings me back."
ANSWERED = "We are sorry. Your call was missed, and we ring you on Monday."


def received(**values) -> Received:
    made = Received(FROM, TOLD, timezone.localdate(), "phone")
    return replace(made, **values)


def make_complaint(owner, *, by=None, came=None, **about):
    """Return a complaint about what the keywords name: case, referral, member."""
    partnerships.enter(owner.partnership)
    return complaints.record(
        came or received(), about=About(**about), owner=owner, by=by or owner
    )


def answered(complaint, *, by, words=ANSWERED, on=None):
    on = on or timezone.localdate()
    complaints.answer(complaint, words=words, answered_on=on, by=by)
    return complaint
