from datetime import timedelta

import psycopg
import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from saltmarsh.access.models import Bucket
from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.models import Draft, Referral
from saltmarsh.casework.routing import queries
from saltmarsh.cli import jobs, proving, schedule
from saltmarsh.foundation.accounts.models import Team
from saltmarsh.foundation.keyring.models import RecordKey
from saltmarsh.foundation.notices import queries as post
from saltmarsh.foundation.notices.models import Email
from tests import database
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about
from tests.casework.triage.desk import make_officer
from tests.committed import apart
from tests.factories.casework import SchemaVersionFactory, publish
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
)
from tests.factories.routing import DeskFactory, default_rule
from tests.foundation.notices.test_actions import letter
from tests.smtp import catching


@pytest.fixture
def path(partnership):
    """A partnership whose form is published and reaches a desk."""
    TeamFactory(partnership=partnership)
    publish(partnership)
    default_rule(partnership, DeskFactory(partnership=partnership))
    return partnership


def run(name, partnership):
    app.tasks[name].func(partnership=str(partnership.pk))


def test_every_scheduled_job_exists_and_is_scheduled_once():
    names = [name for _cron, name in schedule.SCHEDULE]

    assert set(names) <= set(app.tasks)
    assert len(names) == len(set(names))


def test_a_proof_goes_through_and_leaves_nothing(path):
    keys = RecordKey.objects.count()

    proof = proving.prove(path)

    assert proof.missing == ""
    assert [letter.subject for letter in mail.outbox] == ["Test of referrals"]
    assert not Referral.objects.exists()
    assert not Draft.objects.exists()
    assert not Email.objects.exists()
    assert RecordKey.objects.count() == keys


@pytest.mark.parametrize("step", ["receive", "store", "deliver"])
def test_a_proof_names_the_step_that_failed(path, step):
    if step == "receive":
        Team.objects.all().delete()
    elif step == "store":
        ask_no_worry(path)
    else:
        path.routing_rules.get().goes_to.all().delete()

    assert proving.prove(path).missing == step


def ask_no_worry(partnership):
    """Publish questions of which no answer is what the proof told."""
    version = partnership.schemas.get()
    pages = [page for page in version.document["pages"] if page["slug"] != "worry"]
    SchemaVersionFactory(
        partnership=partnership,
        version="without a worry",
        effective_from=version.effective_from + timedelta(days=1),
        document=version.document | {"pages": pages},
    )


def test_a_proof_fails_when_a_receipt_opens_nothing():
    missing = []

    def scene():
        name = connection.settings_dict["NAME"]
        with psycopg.connect(database.address(database.OWNER, name)) as owner:
            owner.execute(LOST_RECEIPTS)
        with transaction.atomic():
            partnership = PartnershipFactory()
            TeamFactory(partnership=partnership)
            publish(partnership)
            default_rule(partnership, DeskFactory(partnership=partnership))
            missing.append(proving.prove(partnership).missing)

    apart(scene)
    assert missing == ["receipt"]


LOST_RECEIPTS = """
CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.receipt_look_up = '\\x00'; RETURN NEW; END $$;
CREATE TRIGGER lose BEFORE INSERT ON referrals_referral
FOR EACH ROW EXECUTE FUNCTION lose();
"""


def test_a_proof_fails_when_the_mail_server_refuses(path):
    with catching() as caught:
        caught.refuses = True

        assert proving.prove(path).missing == "mail"


def test_administrators_are_told_when_the_proof_fails_and_when_it_is_well_again(path):
    admin = MembershipFactory(partnership=path, role=Role.ADMINISTRATOR)
    desk = path.desks.get()
    desk.is_active = False
    desk.save()

    run("path.prove", path)
    assert post.waiting(admin).get().kind == jobs.BROKEN

    desk.is_active = True
    desk.save()
    run("path.prove", path)
    assert not post.waiting(admin).exists()


def test_nothing_is_proved_before_a_form_is_published(partnership):
    run("path.prove", partnership)

    assert queries.last_proof(partnership) is None


def test_a_stuck_outbox_is_told_in_the_product_until_it_drains(partnership):
    admin = MembershipFactory(partnership=partnership, role=Role.ADMINISTRATOR)
    letter(partnership)
    Email.objects.update(created_at=timezone.now() - timedelta(hours=1))

    run("outbox.drain", partnership)
    assert post.waiting(admin).get().kind == jobs.STUCK

    Email.objects.update(state="failed")
    run("outbox.drain", partnership)
    assert not post.waiting(admin).exists()


def test_managers_are_asked_about_what_nobody_may_decide(partnership):
    manager = MembershipFactory(partnership=partnership, role=Role.MANAGER)
    about(make_officer(partnership), ROBIN)
    about(make_officer(partnership), MISSPELT)

    jobs.ask_managers(partnership=str(partnership.pk))

    [notice] = post.waiting(manager)
    assert notice.kind == "likeness.nobody"


def test_old_counts_are_forgotten(partnership):
    old = timezone.now() - timedelta(days=2)
    Bucket.objects.create(name="refer", started=old, network=b"x", count=1)

    run("visits.expire", partnership)

    assert not Bucket.objects.exists()
