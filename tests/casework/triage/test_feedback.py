"""The templates of what a referrer is told."""

import json
from pathlib import Path

from saltmarsh.casework import triage

FEEDBACK = json.loads((Path(triage.__file__).parent / "feedback.json").read_text())
NEUTRAL = [each for each in FEEDBACK if not each["tells_outcome"]]
INNER_WORDS = ("police", "panel", "channel", "section 36", "gateway", "threshold")


def test_each_template_has_its_own_key_and_words():
    assert len({each["key"] for each in FEEDBACK}) == len(FEEDBACK)
    assert all(
        list(each) == ["key", "title", "text", "tells_outcome"] for each in FEEDBACK
    )


def test_the_first_to_be_offered_tell_no_outcome():
    assert FEEDBACK[: len(NEUTRAL)] == NEUTRAL
    assert {"received", "being_looked_at", "more_needed", "finished"} <= {
        each["key"] for each in NEUTRAL
    }


def test_no_template_tells_a_stage_the_police_or_a_panel():
    for each in FEEDBACK:
        text = f"{each['title']} {each['text']}".lower()
        assert not [word for word in INNER_WORDS if word in text]
