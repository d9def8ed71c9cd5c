import pytest

from saltmarsh.casework.onward import actions as onward
from saltmarsh.casework.onward.lifecycle import Stage
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.triage.desk import arrived, in_days, make_officer

SERVICE = {"name": "Youth mentoring", "contact": "01632 960 010", "way": "referred"}


def asked_by(member, **values):
    given = {"service": SERVICE, "reason": "To help.", "chase_on": in_days(3)}
    return onward.ask(arrived(member), **given | values, by=member.user)


def test_a_service_is_asked_and_its_words_are_sealed():
    asked = asked_by(make_officer())

    assert asked.stage == Stage.ASKED
    assert b"Youth" not in bytes(asked.sealed_service)
    assert (asked.service, asked.contact) == (SERVICE["name"], SERVICE["contact"])


def test_a_service_without_a_day_to_chase_it_is_not_asked():
    with pytest.raises(Refused, match="future"):
        asked_by(make_officer(), chase_on=in_days(0))


def test_no_answer_may_become_an_answer():
    member = make_officer()
    asked = asked_by(member)

    onward.answer(asked, stage="no_answer", words="Three calls.", by=member.user)
    onward.answer(asked, stage="declined", words="No places.", by=member.user)

    assert asked.stage == Stage.DECLINED
    assert asked.answered_by == member.user


def test_an_answer_is_given_once():
    member = make_officer()
    asked = asked_by(member)
    onward.answer(asked, stage="accepted", words="Yes.", by=member.user)

    with pytest.raises(MoveNotAllowed):
        onward.answer(asked, stage="declined", words="No.", by=member.user)
