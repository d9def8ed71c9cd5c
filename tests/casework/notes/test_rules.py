from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.notes import rules
from saltmarsh.casework.notes.lifecycle import Visibility


@given(st.sampled_from(list(Visibility)), st.sampled_from([None, True, False]))
def test_only_what_tells_no_outcome_is_a_note_to_the_referrer(visibility, tells):
    found = rules.barriers_to_writing(visibility=visibility, tells_outcome=tells)

    allowed = visibility != Visibility.REFERRER or tells is False
    assert (found == []) == allowed
