import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from tests.factories.casework import NAMED, publish
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.web.public.journeys import receipt_on, text_of, walk

TOLD = NAMED | {
    "channel": "phone",
    "received_on": {"day": 2, "month": 11, "year": 2026},
    "received_at": "2:15pm",
    "taken_by": "The front desk",
}
START = "/desk/enter"


@pytest.fixture
def clerk(partnership, sign_in):
    publish(partnership)
    TeamFactory(partnership=partnership)
    return sign_in(Role.ENTRY_CLERK)


@pytest.fixture
def entered(clerk, partnership):
    check = walk(clerk, TOLD, start=START)
    return clerk.post(check).url


def test_how_it_came_is_asked_first(clerk):
    assert clerk.post(START).url.endswith("/write/how-it-came")


def test_it_counts_from_when_it_came(entered, clerk, partnership):
    referral = partnership.referrals.get()

    came = timezone.localtime(referral.received_at)
    assert (came.day, came.hour, came.minute) == (2, 14, 15)
    assert (referral.channel, referral.depth) == ("phone", "public")
    assert referral.entered_by == clerk.member
    assert referral.referrer.contact["referrer_name"] == "Kim Neighbour"


def test_the_receipt_is_handed_over(entered, clerk, visitor, partnership):
    receipt = receipt_on(clerk.get(entered))

    assert visitor.post("/mailbox", {"receipt": receipt}).url == "/mailbox/open"


def test_the_clerk_cannot_read_it_afterwards(entered, clerk, partnership):
    draft = partnership.drafts.get()
    page = entered.removesuffix("/sent")

    for address in (entered, f"{page}/check", f"{page}/write/worry", START):
        shown = clerk.get(address, follow=True).content.decode()
        assert "Robin" not in shown
        assert "Kim Neighbour" not in shown
    assert draft.answers is None


def test_what_was_begun_is_gone_on_with_or_deleted(clerk, partnership):
    clerk.post(START)
    draft = partnership.drafts.get()
    assert "Not sent yet" in text_of(clerk.get(START))
    page = f"{START}/{draft.pk}"
    assert clerk.get(f"{page}/sent").url.endswith("/write/how-it-came")
    assert "Delete what you wrote?" in text_of(clerk.get(f"{page}/delete"))

    clerk.post(f"{page}/delete")

    assert not partnership.drafts.exists()


def test_nobody_else_opens_the_draft(clerk, partnership, sign_in):
    clerk.post(START)
    draft = partnership.drafts.get()
    other = sign_in(Role.ENTRY_CLERK)
    partner = MembershipFactory(partnership=partnership, role=Role.PARTNER)

    for page in ("check", "sent", "delete", "write/worry"):
        assert other.get(f"{START}/{draft.pk}/{page}").status_code == 404
    as_partner = sign_in(Role.PARTNER, member=partner)
    assert as_partner.get(f"/partners/drafts/{draft.pk}/check").status_code == 404


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR, Role.PANEL_CHAIR])
def test_others_enter_nothing(sign_in, role):
    assert sign_in(role).get(START).status_code == 403


def test_a_stranger_signs_in_first(visitor):
    assert visitor.get(START).url.startswith("/sign-in")
