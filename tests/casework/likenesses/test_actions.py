import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities.facts import Name, Told
from saltmarsh.casework.identities.models import Kind
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import queries
from saltmarsh.casework.likenesses.models import Answer, Likeness
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.links.models import Link
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices import queries as notices
from saltmarsh.foundation.refusals import Refused
from tests.casework.identities.test_actions import waiting
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    STRANGER,
    TWIN,
    about,
    find,
    others,
    restrict,
)
from tests.casework.triage.desk import acknowledged, arrived, make_officer
from tests.factories.casework import NAMELESS, TOLD

SAME = Given(State.SAME, "One birthday, one street.")
DIFFERENT = Given(State.DIFFERENT, "Her brother.", are_related=True)
UNSURE = Given(State.UNSURE, "The school is asked.")


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def give(referral, other, given, officer):
    return likenesses.answer(referral, other=other, given=given, by=officer.user)


def repeats(*referrals):
    for referral in referrals:
        referral.refresh_from_db()
    return [referral.is_repeat for referral in referrals]


def test_a_misspelt_referral_asks_about_the_earlier_one(officer):
    earlier = about(officer, ROBIN)

    later = about(officer, MISSPELT)

    assert others(later, officer) == [earlier]
    assert others(earlier, officer) == [later]
    event = Event.objects.filter(name="likeness.looked").latest("created_at")
    assert (event.by_kind, event.codes["opened"]) == ("system", "1")
    assert later.pk in event.subject_ids


def test_a_stranger_is_asked_about_with_nobody(officer):
    about(officer, ROBIN)

    assert others(about(officer, STRANGER), officer) == []


def test_looking_twice_asks_once(officer):
    about(officer, ROBIN)
    later = about(officer, MISSPELT)

    likenesses.look(later.partnership, identity_id=find(later).pk)

    assert Likeness.objects.count() == 1


def test_the_machine_looks_once_the_referral_can_be_found(officer):
    arrived(officer, told=TOLD | ROBIN)

    indexing = ProcrastinateJob.objects.get(task_name="identities.index")
    assert indexing.args["then"] == "likenesses.look"


def test_somebody_asks_to_look_again(officer):
    referral = about(officer, ROBIN)

    likenesses.ask(referral, by=officer.user)

    assert Event.objects.get(name="likeness.asked").by == officer.user_id
    assert "likenesses.look" in waiting()


def test_the_same_person_is_linked_and_no_longer_asked_about(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)

    give(later, earlier, SAME, officer)

    assert repeats(earlier, later) == [True, True]
    assert Link.objects.filter(undone_at=None).count() == 2
    assert others(later, officer) == []


def test_a_wrong_link_is_taken_back_and_its_history_kept(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    likeness = give(later, earlier, SAME, officer)

    give(later, earlier, DIFFERENT, officer)

    assert repeats(earlier, later) == [False, False]
    kept = likeness.answers.order_by("created_at")
    assert [answer.state for answer in kept] == [State.SAME, State.DIFFERENT]
    assert kept[1].because == {"words": "Her brother.", "are_related": True}
    assert Link.objects.count() == 2


def test_not_the_same_is_not_asked_again(officer):
    earlier, twin = about(officer, ROBIN), about(officer, TWIN)
    give(twin, earlier, DIFFERENT, officer)

    likenesses.look(twin.partnership, identity_id=find(twin).pk)

    assert others(twin, officer) == []


def test_changed_facts_ask_again(officer):
    earlier, twin = about(officer, ROBIN), about(officer, TWIN)
    give(twin, earlier, DIFFERENT, officer)
    facts = Told(names=(Name("Robin Wetherby"),)).and_also(queries.told_of(earlier))

    changed = identities.retell(
        twin.partnership, file_id=twin.pk, kind=Kind.REFERRAL, told=facts
    )
    identities.index(twin.partnership, identity_id=changed.pk)
    likenesses.look(twin.partnership, identity_id=changed.pk)

    assert others(twin, officer) == [earlier]
    again = Answer.objects.latest("created_at")
    assert (again.state, again.by) == (State.OPEN, None)


def test_what_rested_on_a_wrong_link_is_asked_again(officer):
    first, second = about(officer, ROBIN), about(officer, MISSPELT)
    third = about(officer, ROBIN)
    give(second, first, SAME, officer)
    give(third, second, SAME, officer)

    give(second, first, DIFFERENT, officer)

    assert repeats(first, second, third) == [True, False, True]
    assert others(second, officer) == [third]


def test_undoing_a_link_answers_that_it_is_not_the_same(officer):
    earlier, later = about(officer, ROBIN), about(officer, STRANGER)
    made = links.link(later, earlier=earlier, reason="One name.", by=officer.user)

    likenesses.undo(made, reason="Another birthday.", by=officer.user)

    assert Likeness.objects.get().state == State.DIFFERENT
    assert repeats(earlier, later) == [False, False]


def test_a_restricted_match_goes_to_the_holder_of_its_grant_alone(officer):
    secret = about(officer, ROBIN)
    holder = make_officer(officer.partnership)
    restrict(secret, holder)

    later = about(officer, MISSPELT)

    assert others(later, officer) == []
    assert others(secret, holder) == [later]
    [notice] = notices.waiting(holder).filter(kind="likeness.restricted")
    assert notice.about_id == secret.pk
    assert not notices.waiting(officer).filter(kind="likeness.restricted")

    give(secret, later, DIFFERENT, holder)

    assert not notices.waiting(holder).filter(kind="likeness.restricted")


def test_two_restricted_referrals_are_asked_about_by_who_may_open_both(officer):
    one, other = make_officer(officer.partnership), make_officer(officer.partnership)
    first = about(officer, ROBIN)
    restrict(first, one, other)
    second = about(officer, MISSPELT)
    restrict(second, other)
    Likeness.objects.all().delete()

    likenesses.look(second.partnership, identity_id=find(second).pk)

    assert others(first, one) == []
    assert others(first, other) == [second]


def test_a_referral_in_the_quarantine_box_asks_nothing(officer):
    about(officer, ROBIN)
    boxed = arrived(officer, told=TOLD | MISSPELT, quarantine="honeypot")

    assert likenesses.look(boxed.partnership, identity_id=find(boxed).pk) == 0


def test_an_answer_is_refused_with_its_reasons(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    for other, given, words in (
        (None, SAME, "no referral"),
        (later, SAME, "another referral"),
        (earlier, Given(State.SAME, "One name.", are_related=True), "alone"),
        (earlier, Given(State.UNSURE, " "), "your reasons"),
    ):
        with pytest.raises(Refused, match=words):
            give(later, other, given, officer)

    assert not Answer.objects.exists()


def test_unsure_is_an_answer(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)

    give(later, earlier, UNSURE, officer)

    assert others(later, officer) == []
    assert repeats(earlier, later) == [False, False]


def test_nothing_is_looked_for_where_nobody_is_told_of(officer):
    referral = acknowledged(officer, told=NAMELESS)
    before = waiting()

    likenesses.ask(referral, by=officer.user)

    assert waiting() == before
    assert Event.objects.get(name="likeness.asked").by == officer.user_id


def test_a_person_s_own_facts_lead_to_their_referrals(officer):
    earlier, later = about(officer, ROBIN), about(officer, STRANGER)
    made = links.link(later, earlier=earlier, reason="One street.", by=officer.user)
    third = about(officer, TWIN)
    Likeness.objects.all().delete()

    known = identities.tell(
        officer.partnership_id,
        file_id=made.person_id,
        kind=Kind.PERSON,
        told=queries.told_of(third),
    )
    likenesses.look(officer.partnership, identity_id=known.pk)

    assert set(others(third, officer)) == {earlier, later}


def test_an_answer_is_taken_back_where_the_link_was_undone_elsewhere(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    likeness = give(later, earlier, SAME, officer)
    links.undo(later.links.get(), reason="Another birthday.", by=officer.user)
    later.refresh_from_db()
    seen = later.version

    give(later, earlier, DIFFERENT, officer)

    likeness.refresh_from_db()
    later.refresh_from_db()
    assert (likeness.state, later.version) == (State.DIFFERENT, seen + 1)
