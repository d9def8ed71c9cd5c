import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import drafts, queries, reading
from saltmarsh.casework.referrals.actions import Arrival, StaleReferral
from saltmarsh.casework.referrals.lifecycle import ACKNOWLEDGE, CLOSE, Stage
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.factories.casework import NAMED, SHIPPED, TOLD, make_draft, make_referral
from tests.factories.foundation import MembershipFactory, TeamFactory, UserFactory

BY_WEB = Arrival("web", timezone.now())


def send(draft, arrival=BY_WEB):
    team = TeamFactory(partnership=draft.partnership)
    return referrals.send(draft, team=team, arrival=arrival)


def document(**changes):
    return json.dumps(json.loads(reading.write(SHIPPED)) | changes)


def test_a_sent_referral_holds_what_was_told(partnership):
    sent = send(make_draft(partnership))

    kept = partnership.referrals.get()
    assert kept.answers == TOLD
    assert kept.stage == Stage.RECEIVED
    assert kept.reference == sent.referral.reference
    assert kept.is_anonymous
    assert sent.is_new


def test_the_referrer_is_sealed_apart(partnership):
    referral = send(make_draft(partnership, NAMED)).referral

    assert "referrer_name" not in referral.answers
    assert referral.referrer.contact["referrer_name"] == "Kim Neighbour"
    assert not referral.is_anonymous


def test_sending_twice_is_one_referral_and_one_receipt(partnership):
    draft = make_draft(partnership)

    first, second = send(draft), send(draft)

    assert (second.receipt, second.is_new) == (first.receipt, False)
    assert second.referral == first.referral
    assert partnership.referrals.count() == 1


def test_numbers_are_taken_from_the_database_many_at_a_time(partnership):
    drafts_to_send = [make_draft(partnership) for _ in range(referrals.BLOCK + 1)]
    referrals._numbers.clear()

    with CaptureQueriesContext(connection) as asked:
        for draft in drafts_to_send:
            send(draft)

    taken = [query for query in asked.captured_queries if "nextval" in query["sql"]]
    references = set(partnership.referrals.values_list("reference", flat=True))
    assert len(taken) == 2
    assert len(references) == referrals.BLOCK + 1


def test_sending_erases_the_answers_from_the_draft(partnership):
    draft = make_draft(partnership)
    drafts.save(draft)

    send(draft)

    draft.refresh_from_db()
    assert draft.answers is None
    assert draft.code is draft.code_look_up is None


def test_nothing_is_sent_while_something_is_missing(partnership):
    draft = make_draft(partnership, {"names": "Robin Example"})

    with pytest.raises(Refused, match="Select yes if anyone is in immediate danger"):
        send(draft)

    assert not partnership.referrals.exists()


def test_answers_that_the_form_could_not_have_given_are_refused(partnership):
    draft = make_draft(partnership, TOLD | {"names": ["Robin"]})

    with pytest.raises(Refused, match="cannot be right"):
        send(draft)


def test_answers_to_pages_no_longer_asked_are_dropped(partnership):
    draft = make_draft(partnership, TOLD | {"referrer_name": "Kim Neighbour"})

    referral = send(draft).referral

    assert referral.answers == TOLD
    assert referral.referrer.contact == {}


def test_a_doubtful_one_waits_in_the_quarantine_box(partnership):
    draft = make_draft(partnership)

    sent = send(draft, Arrival("web", timezone.now(), "honeypot"))

    assert sent.referral.stage == Stage.QUARANTINED
    event = Event.objects.get(name="referral.received")
    assert event.codes == {"channel": "web", "quarantine": "honeypot"}
    assert (event.by, event.by_kind) == (draft.pk, "draft")


def test_a_member_who_sends_is_named_in_the_event(partnership):
    member = MembershipFactory(partnership=partnership)
    draft = make_draft(partnership)

    team = TeamFactory(partnership=partnership)
    referrals.send(draft, team=team, arrival=BY_WEB, by=member)

    assert Event.objects.get(name="referral.received").by == member.user_id


def test_a_draft_that_is_gone_is_not_sent(partnership):
    draft = make_draft(partnership)
    drafts.forget(draft)

    with pytest.raises(Refused, match="forgotten"):
        send(draft)


def test_receipts_open_and_references_differ(partnership):
    one, other = make_referral(partnership), make_referral(partnership)

    assert one.reference != other.reference
    assert queries.referral_with(partnership, one.receipt.upper()) == one


def test_a_move_is_noted_and_counted(partnership):
    referral, user = make_referral(partnership), UserFactory()

    referrals.move(referral, ACKNOWLEDGE, by=user)

    change = referral.stage_changes.get()
    assert (change.move, change.stage, change.by) == (
        "acknowledge",
        Stage.ACKNOWLEDGED,
        user,
    )
    assert referral.version == 2


def test_the_machine_may_make_a_move(partnership):
    referral = make_referral(partnership, quarantine="too fast")

    referrals.move(referral, CLOSE, by=None)

    assert Event.objects.get(name="referral.moved").by_kind == "system"


def test_a_move_from_the_wrong_stage_writes_nothing(partnership):
    referral = make_referral(partnership)
    partnership.referrals.update(stage=Stage.CLOSED)

    with pytest.raises(MoveNotAllowed):
        referrals.move(referral, ACKNOWLEDGE, by=None)

    assert not referral.stage_changes.exists()


def test_a_page_that_is_behind_changes_nothing(partnership):
    referral = make_referral(partnership)
    seen = referral.version
    referrals.change(referral, due_for="acknowledge")

    with pytest.raises(StaleReferral):
        referrals.lock(referral, version=seen)

    assert referrals.lock(referral, version=2).due_for == "acknowledge"


def test_a_new_version_is_asked_from_its_day_on(partnership):
    referrals.publish_shipped(partnership, by=None)
    referrals.publish_shipped(partnership, by=None)
    coming = timezone.localdate() + timedelta(days=3)
    later = document(version="next", effective_from=coming.isoformat())

    version = referrals.publish_schema(partnership, document=later, by=UserFactory())

    today = queries.schema_in_force(partnership, timezone.localdate())
    assert today.version == SHIPPED.version
    assert queries.schema_in_force(partnership, coming) == version


@pytest.mark.parametrize("wrong", ["{", "[]", document(pages=[]), document(more=1)])
def test_a_document_that_is_no_schema_is_refused(partnership, wrong):
    with pytest.raises(Refused):
        referrals.publish_schema(partnership, document=wrong, by=None)

    assert not partnership.schemas.exists()


def test_a_form_that_nobody_receives_is_refused(partnership):
    with pytest.raises(Refused, match="Nobody receives it"):
        referrals.publish_schema(
            partnership, document=document(), barriers=["Nobody receives it"], by=None
        )


def test_a_version_is_published_once(partnership):
    referrals.publish_schema(partnership, document=document(), by=None)

    with pytest.raises(Refused, match="already"):
        referrals.publish_schema(partnership, document=document(), by=None)
