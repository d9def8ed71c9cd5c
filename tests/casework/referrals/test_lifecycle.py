"""Property: what the referrer sees never tells a stage apart."""

import pytest

from saltmarsh.casework.referrals.lifecycle import (
    LIFECYCLE,
    OPEN,
    Stage,
    Status,
    status,
)

SHOWN_WHILE_WORKED_ON = {
    status(stage, has_open_question=False) for stage in OPEN - {Stage.RECEIVED}
}


def test_every_stage_that_is_worked_on_looks_the_same():
    assert {Status.LOOKED_AT} == SHOWN_WHILE_WORKED_ON


@pytest.mark.parametrize("stage", Stage)
def test_only_a_closed_referral_is_finished_with(stage):
    finished = status(stage, has_open_question=False) == Status.FINISHED

    assert finished == (stage == Stage.CLOSED)


def test_the_quarantine_box_is_never_shown():
    assert status(Stage.QUARANTINED, has_open_question=False) == Status.RECEIVED


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_an_open_question_is_shown_whatever_the_stage(stage):
    assert status(stage, has_open_question=True) == Status.NEEDS_MORE


def test_every_stage_can_be_reached_and_every_move_leads_somewhere_known():
    starts = {Stage.RECEIVED, Stage.QUARANTINED}
    reached = {move.to for move in LIFECYCLE.moves} | starts

    assert reached == set(Stage)
