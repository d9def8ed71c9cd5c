from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import drafts, queries
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.actions import erase
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused
from tests.factories.casework import TOLD, make_draft, publish
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
)

NAMES = {"names": "Robin Example"}


@pytest.fixture
def began(partnership):
    publish(partnership)
    return drafts.start(partnership)


def later(**passed):
    return timezone.now() + timedelta(**passed)


def test_only_its_secret_opens_a_draft(partnership, began):
    draft, secret = began
    drafts.keep(draft, answers=NAMES)

    now = timezone.now()
    assert queries.draft_with(partnership, secret, now).answers == NAMES
    assert queries.draft_with(partnership, "another", now) is None
    assert queries.draft_with(partnership, "", now) is None


def test_a_draft_found_to_write_is_locked_and_opened_at_once(
    partnership, began, django_assert_num_queries
):
    draft, secret = began
    drafts.keep(draft, answers=NAMES)
    keyring.forget()
    keyring.partnership_keys(partnership.pk)

    with django_assert_num_queries(1):
        found = queries.draft_with(partnership, secret, timezone.now(), to_write=True)
        assert drafts.locked(found) is found
        assert found.answers == NAMES


def test_a_draft_found_to_be_read_is_locked_when_it_is_written(partnership, began):
    _draft, secret = began
    found = queries.draft_with(partnership, secret, timezone.now())

    assert drafts.locked(found) is not found


def test_a_draft_whose_key_is_gone_is_found_and_does_not_open(partnership, began):
    draft, secret = began
    drafts.keep(draft, answers=NAMES)
    erase(partnership, file_id=draft.pk, by=None)
    keyring.forget()

    with pytest.raises(keyring.Erased):
        _ = queries.draft_with(partnership, secret, timezone.now()).answers


def test_the_secret_is_not_in_the_row(began):
    draft, secret = began

    assert len(secret) >= 43
    assert secret.encode() not in bytes(draft.secret_look_up)


def test_another_partnership_does_not_open_it(began):
    _draft, secret = began
    other = PartnershipFactory()

    assert queries.draft_with(other, secret, timezone.now()) is None


def test_it_is_forgotten_when_nobody_writes(partnership, began):
    _draft, secret = began

    assert queries.draft_with(partnership, secret, later(minutes=29))
    assert queries.draft_with(partnership, secret, later(minutes=31)) is None


def test_the_time_that_it_is_kept_is_a_setting(partnership):
    publish(partnership)
    values = {"drafts.idle_minutes": 5}
    partnerships.change_settings(partnership, values=values, by=None)

    _draft, secret = drafts.start(partnership)

    assert queries.draft_with(partnership, secret, later(minutes=6)) is None


def test_saved_it_opens_with_its_code_for_days(partnership, began):
    draft, secret = began
    drafts.keep(draft, answers=NAMES)

    code = drafts.save(draft)

    found = queries.draft_saved_as(partnership, code.upper(), later(days=6))
    assert found.answers == NAMES
    assert queries.draft_saved_as(partnership, code, later(days=8)) is None
    assert queries.draft_saved_as(partnership, "-", timezone.now()) is None
    assert queries.draft_with(partnership, secret, later(minutes=31)) is None


def test_saving_twice_gives_the_same_code(began):
    draft, _secret = began

    assert drafts.save(draft) == drafts.save(draft)


def test_keeping_does_not_shorten_what_is_saved(partnership, began):
    draft, _secret = began
    code = drafts.save(draft)
    drafts.keep(draft, answers=NAMES)

    assert queries.draft_saved_as(partnership, code, later(days=6))


def test_opened_again_the_secret_before_opens_nothing(partnership, began):
    draft, before = began
    drafts.save(draft)

    after = drafts.reopen(draft)

    assert queries.draft_with(partnership, before, timezone.now()) is None
    assert queries.draft_with(partnership, after, timezone.now()) == draft


def test_a_member_keeps_a_draft_in_their_account(partnership):
    publish(partnership)
    member = MembershipFactory(partnership=partnership)

    known = {"name": "Sam Teacher", "organization": ""}
    draft = drafts.start_for(member, door=Depth.PROFESSIONAL, known=known)
    drafts.keep(draft, answers=draft.answers | NAMES)

    mine = partnership.drafts.written_by(member, later(days=6))
    assert mine.get().answers == {"referrer_name": "Sam Teacher"} | NAMES


def test_forgetting_deletes_the_draft_and_its_key(partnership, began):
    draft, _secret = began

    drafts.forget(draft)

    assert not partnership.drafts.exists()
    assert not partnership.record_keys.exists()


def test_those_whose_time_is_over_go_with_their_keys(partnership, began):
    kept = make_draft(partnership)
    drafts.save(kept)

    assert drafts.expire(partnership, later(hours=1)) == 1
    assert drafts.expire(partnership, later(hours=1)) == 0

    assert partnership.drafts.get() == kept
    assert partnership.record_keys.get().file_id == kept.pk
    assert Event.objects.get(name="drafts.forgotten").codes == {"count": "1"}


def test_what_was_sent_is_not_written_on(partnership):
    draft = make_draft(partnership)
    team = TeamFactory(partnership=partnership)
    referrals.send(draft, team=team, arrival=Arrival("web", timezone.now()))

    with pytest.raises(Refused, match="sent this already"):
        drafts.keep(draft, answers=TOLD)
    with pytest.raises(Refused, match="sent this already"):
        drafts.save(draft)


def test_a_reminder_tells_nothing_of_the_form(partnership, began):
    draft, _secret = began
    drafts.keep(draft, answers=NAMES)
    code = drafts.save(draft)

    drafts.remind(draft, to="kim@school.example")

    text = str(partnership.emails.get().text)
    assert "/refer/return" in text
    assert not [word for word in code.split() if f" {word} " in text]
    assert "Robin" not in text


def test_without_questions_in_force_nothing_begins(partnership):
    with pytest.raises(Refused, match="not open now"):
        drafts.start(partnership)
