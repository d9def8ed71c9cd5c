import uuid

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals import letters
from tests.factories.casework import NAMED, publish
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
)
from tests.web.public.journeys import receipt_on, text_of, walk

TOLD = {
    name: said
    for name, said in NAMED.items()
    if name not in ("part_of_job", "stay_anonymous", "referrer_name", "reply_email")
}
START = "/partners/start"


@pytest.fixture
def partner(partnership, sign_in):
    publish(partnership)
    TeamFactory(partnership=partnership)
    member = MembershipFactory(
        partnership=partnership,
        role=Role.PARTNER,
        organisation="A school by the river",
        user=UserFactory(name="Sam Teacher", email="sam@school.example"),
    )
    return sign_in(Role.PARTNER, member=member)


def sent(client, partnership):
    told = TOLD | {
        "referrer_name": "Sam Teacher",
        "reply_email": "sam@school.example",
        "organisation": "A school by the river",
    }
    check = walk(client, told, start=START)
    answer = client.post(check)
    return answer.url, partnership.referrals.get()


def test_the_first_page_says_what_a_partner_can_do(partner):
    page = text_of(partner.get("/partners"))

    assert "send a referral" in page
    assert "You have sent no referral yet" in page


def test_a_partner_is_asked_as_a_professional_and_known_already(partner, partnership):
    address = partner.post(START).url
    assert address.endswith("/write/emergency")

    address = partner.post(address, {"immediate_danger": "no"}).url

    html = partner.get(address).content.decode()
    assert address.endswith("/write/your-organisation")
    assert 'value="A school by the river"' in html


def test_what_is_sent_is_listed_with_its_status(partner, partnership):
    address, referral = sent(partner, partnership)

    assert (referral.channel, referral.depth) == ("partner", "professional")
    assert referral.entered_by == partner.member
    assert referral.referrer.contact["referrer_name"] == "Sam Teacher"
    assert receipt_on(partner.get(address))
    page = text_of(partner.get("/partners"))
    assert referral.reference in page
    assert "Received" in page
    assert "Not sent yet" not in page


def test_clicking_twice_sends_once(partner, partnership):
    address, _referral = sent(partner, partnership)
    check = address.replace("/sent", "/check")

    assert partner.post(check).url == partner.get(check).url == address
    assert partnership.referrals.count() == 1


def test_a_draft_is_kept_in_the_account_until_it_is_deleted(partner, partnership):
    address = partner.post(START).url
    draft = partnership.drafts.get()
    assert "Not sent yet" in text_of(partner.get("/partners"))
    assert partner.get(f"/partners/drafts/{draft.pk}/check").url == address
    assert partner.get(f"/partners/drafts/{draft.pk}/sent").status_code == 302

    assert "Delete" in text_of(partner.get(f"/partners/drafts/{draft.pk}/delete"))
    partner.post(f"/partners/drafts/{draft.pk}/delete")

    assert not partnership.drafts.exists()


def test_a_question_is_answered_without_a_receipt(partner, partnership):
    _address, referral = sent(partner, partnership)
    question = letters.ask(referral, text="Which class?", by=UserFactory())
    here = f"/partners/sent/{referral.reference}"
    assert "Which class?" in text_of(partner.get(here))

    partner.post(f"{here}/answer/{question.pk}", {"text": "The third"})
    partner.post(f"{here}/add", {"text": "It goes on"})
    partner.post(f"{here}/take-back", {"text": "It was a mistake"})

    page = text_of(partner.get(here))
    assert "The third" in page
    assert "It goes on" in page
    assert "You asked to take this back" in page
    assert {m.by for m in referral.messages.from_referrer()} == {partner.member.user}


def test_nobody_opens_what_another_partner_wrote_or_sent(partner, partnership, sign_in):
    _address, referral = sent(partner, partnership)
    partner.post(START)
    draft = partnership.drafts.unsent().get()
    elsewhere = PartnershipFactory()
    for other in (sign_in(Role.PARTNER), sign_in(Role.PARTNER, elsewhere=elsewhere)):
        for page in (
            f"sent/{referral.reference}",
            f"sent/{referral.reference}/add",
            f"sent/{referral.reference}/take-back",
            f"sent/{referral.reference}/answer/{draft.pk}",
            f"drafts/{draft.pk}/check",
            f"drafts/{draft.pk}/sent",
            f"drafts/{draft.pk}/delete",
            f"drafts/{draft.pk}/write/worry",
        ):
            assert other.get(f"/partners/{page}").status_code == 404, page


@pytest.mark.parametrize("role", [Role.TRIAGE_OFFICER, Role.ENTRY_CLERK, Role.AUDITOR])
def test_only_partners_send_from_here(sign_in, role):
    other = sign_in(role)

    assert other.get("/partners").status_code == 403
    assert other.post(START).status_code == 403


def test_a_stranger_signs_in_first(visitor):
    assert visitor.get("/partners").url.startswith("/sign-in")


def test_the_list_is_paged_and_asks_little(
    partner, partnership, django_assert_max_num_queries
):
    _address, referral = sent(partner, partnership)
    for number in range(30):
        copy = partnership.referrals.get(pk=referral.pk)
        copy.pk, copy.reference = uuid.uuid4(), f"COPY-{number:04}"
        copy.receipt_look_up = number.to_bytes(32)
        copy.received_at = timezone.now()
        copy.save(force_insert=True)

    with django_assert_max_num_queries(16):
        first = partner.get("/partners")

    assert "Next page" in text_of(first)
    assert referral.reference not in text_of(first)
    assert referral.reference in text_of(partner.get("/partners?page=2"))
