import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.lifecycle import Stage
from tests.factories.casework import NAMED, TOLD, publish
from tests.factories.foundation import PartnershipFactory, TeamFactory
from tests.web.public.journeys import page_of, receipt_on, text_of, walk

PROFESSIONAL = NAMED | {
    "part_of_job": "yes",
    "organisation": "A school by the river",
    "role": "Teacher",
    "children_at_home": "yes",
}


@pytest.fixture
def visitor(visitor, partnership):
    publish(partnership)
    TeamFactory(partnership=partnership)
    return visitor


def long_ago(partnership):
    """Let every draft have been begun some minutes ago."""
    partnership.drafts.update(created_at=timezone.now() - timedelta(minutes=5))


def sent(visitor, partnership, told=TOLD):
    check = walk(visitor, told)
    long_ago(partnership)
    answer = visitor.post(check)
    assert answer.status_code == 302, text_of(answer)
    return visitor.get(answer.url)


def test_somebody_stays_anonymous(visitor, partnership):
    page = sent(visitor, partnership)

    referral = partnership.referrals.get()
    assert referral.reference in text_of(page)
    assert (referral.stage, referral.channel) == (Stage.RECEIVED, "web")
    assert referral.is_anonymous
    assert referral.answers == TOLD


def test_somebody_says_who_they_are(visitor, partnership):
    sent(visitor, partnership, NAMED)

    referral = partnership.referrals.get()
    assert not referral.is_anonymous
    assert referral.referrer.contact["reply_email"] == "kim@neighbours.example"


def test_a_professional_is_asked_more(visitor, partnership):
    told = {
        name: said for name, said in PROFESSIONAL.items() if name != "stay_anonymous"
    }
    sent(visitor, partnership, told)

    referral = partnership.referrals.get()
    assert referral.depth == "professional"
    assert referral.answers["children_at_home"] == "yes"
    assert referral.referrer.contact["organisation"] == "A school by the river"


def test_the_emergency_gate_comes_first(visitor):
    first = visitor.post("/refer").url
    assert first == "/refer/emergency"

    following = visitor.post(first, {"immediate_danger": "yes"}).url

    assert 'href="tel:999"' in visitor.get(following).content.decode()


def test_every_page_leads_back(visitor):
    address = visitor.post("/refer").url
    before = "/refer"
    for posted in ({"immediate_danger": "no"}, {"part_of_job": "no"}, {}):
        html = visitor.get(address).content.decode()
        assert f'href="{before}" class="govuk-back-link"' in html
        before, address = address, visitor.post(address, posted).url


def test_an_error_stands_beside_the_field_and_in_the_summary(visitor):
    address = visitor.post("/refer").url

    html = visitor.post(address, {}).content.decode()

    assert html.count("Select yes if anyone is in immediate danger") == 2
    assert "<title>Error: " in html


def test_an_answer_is_changed_from_the_check(visitor):
    check = walk(visitor, TOLD)
    assert "/refer/person?change=names" in visitor.get(check).content.decode()

    page = visitor.get("/refer/person?change=names").content.decode()
    assert 'value="Robin Example"' in page
    assert 'action="/refer/person?change=names"' in page

    answer = visitor.post("/refer/person?change=names", {"names": "Robin Other"})
    assert answer.url == check
    assert "Robin Other" in visitor.get(check).content.decode()


def test_a_change_that_asks_more_goes_on_with_the_questions(visitor):
    walk(visitor, TOLD)

    answer = visitor.post("/refer/your-job?change=part_of_job", {"part_of_job": "yes"})

    assert answer.url == "/refer/your-organisation"


def test_what_is_missing_is_asked_before_the_check(visitor):
    visitor.post("/refer")

    assert visitor.get("/refer/check").url == "/refer/emergency"


def test_a_page_that_is_not_asked_leads_to_where_they_stopped(visitor):
    visitor.post("/refer")
    visitor.post("/refer/emergency", {"immediate_danger": "no"})

    assert visitor.get("/refer/your-organisation").url == "/refer/your-job"
    assert visitor.get("/refer/no-such-page").status_code == 404


def test_clicking_twice_sends_once(visitor, partnership):
    check = walk(visitor, TOLD)

    first, second = visitor.post(check), visitor.post(check)

    assert first.url == second.url == "/refer/sent"
    assert visitor.get(check).url == visitor.get("/refer/worry").url == "/refer/sent"
    assert partnership.referrals.count() == 1


def test_the_receipt_opens_the_mailbox_and_can_be_kept(visitor, partnership):
    receipt = receipt_on(sent(visitor, partnership))

    kept = visitor.get("/refer/sent/receipt.txt")
    assert receipt in kept.content.decode()
    assert "attachment" in kept["Content-Disposition"]
    assert visitor.post("/mailbox", {"receipt": receipt}).url == "/mailbox/open"


def test_a_receipt_is_typed_back_to_check_it(visitor, partnership):
    receipt = receipt_on(sent(visitor, partnership))

    right = visitor.post("/refer/sent", {"typed": receipt.title().replace(" ", "-")})
    wrong = visitor.post("/refer/sent", {"typed": "something else"})

    assert "You wrote it down right" in text_of(right)
    assert "This is not your receipt" in text_of(wrong)


def test_before_sending_there_is_no_receipt(visitor):
    visitor.post("/refer")

    assert visitor.get("/refer/sent").url == "/refer/emergency"
    assert visitor.get("/refer/sent/receipt.txt").url == "/refer/emergency"


def test_what_is_saved_opens_on_another_device(visitor, partnership):
    walk(visitor, TOLD)
    visitor.post("/refer/save", {})
    code = receipt_on(visitor.get("/refer/saved"))

    other = Client(headers={"host": partnership.hosts[0]})
    wrong = other.post("/refer/return", {"code": "not the code"})
    right = other.post("/refer/return", {"code": code.upper()})

    assert "Nothing is saved under this code" in text_of(wrong)
    assert right.url == "/refer/check"
    assert TOLD["worry"] in text_of(other.get(right.url))
    assert visitor.get("/refer/check").status_code == 410


def test_a_professional_may_be_reminded(visitor, partnership):
    visitor.post("/refer")
    visitor.post("/refer/emergency", {"immediate_danger": "no"})
    visitor.post("/refer/save", {"email": "sam@school.example"})
    assert not partnership.emails.exists()

    visitor.post("/refer/your-job", {"part_of_job": "yes"})
    visitor.post("/refer/save", {"email": "sam@school.example"})

    assert partnership.emails.get().to == "sam@school.example"


def test_without_a_code_there_is_nothing_saved(visitor):
    visitor.post("/refer")

    assert visitor.get("/refer/saved").url == "/refer/save"
    assert "seven words" in text_of(visitor.get("/refer/save"))


def test_after_sending_there_is_nothing_to_save(visitor, partnership):
    sent(visitor, partnership)

    assert visitor.get("/refer/save").url == "/refer/sent"


def test_a_forgotten_form_says_so_and_whom_to_call(visitor, partnership):
    address = visitor.post("/refer").url
    partnership.drafts.update(secret_until=timezone.now())

    for answer in (visitor.get(address), visitor.post(address, {})):
        assert answer.status_code == 410
        assert "We have forgotten what you wrote" in text_of(answer)
        assert "0800 011 3764" in text_of(answer)


def test_without_a_form_one_begins(visitor):
    assert visitor.get("/refer/worry").url == "/refer"


def test_what_was_begun_can_be_gone_on_with_or_deleted(visitor, partnership):
    visitor.post("/refer")
    assert "Go on with what you wrote" in text_of(visitor.get("/refer"))
    assert "Delete what you wrote?" in text_of(visitor.get("/refer/delete"))

    forgotten = visitor.post("/refer/delete").cookies["__Host-draft"]

    assert forgotten["secure"]
    assert not partnership.drafts.exists()
    assert "Go on with what you wrote" not in text_of(visitor.get("/refer"))


def test_a_machine_in_the_trap_waits_for_a_person(visitor, partnership):
    check = walk(visitor, TOLD)
    long_ago(partnership)
    assert 'name="website"' in visitor.get(check).content.decode()

    visitor.post(check, {"website": "http://spam.example"})

    assert partnership.referrals.get().stage == Stage.QUARANTINED


def test_a_form_filled_in_no_time_waits_for_a_person(visitor, partnership):
    visitor.post(walk(visitor, TOLD))

    assert partnership.referrals.get().stage == Stage.QUARANTINED


def test_many_from_one_network_are_kept_and_read_by_a_person(visitor, partnership):
    for _ in range(21):
        visitor.post("/refer/check")

    page = sent(visitor, partnership)

    assert "We have your referral" in text_of(page)
    assert partnership.referrals.get().stage == Stage.QUARANTINED


def test_the_cookie_is_random_and_out_of_reach(visitor):
    answer = visitor.post("/refer")

    cookie = answer.cookies["__Host-draft"]
    assert len(cookie.value) >= 43
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/")
    assert cookie["max-age"] == 30 * 60


def test_nothing_is_kept_by_browser_or_proxy(visitor):
    address = visitor.post("/refer").url

    assert "no-store" in visitor.get(address)["Cache-Control"]


def test_reading_keeps_nothing(visitor, partnership):
    visitor.get("/refer")

    assert not partnership.drafts.exists()


def test_the_answers_are_not_in_the_session_or_a_cookie(visitor):
    walk(visitor, TOLD)

    cookies = str({name: morsel.value for name, morsel in visitor.cookies.items()})
    assert "Robin" not in cookies
    assert "session" not in cookies


def test_another_partnership_does_not_know_the_draft(visitor):
    address = visitor.post("/refer").url
    other = PartnershipFactory()
    publish(other)

    assert visitor.get(address, headers={"host": other.hosts[0]}).status_code == 410


def test_a_member_sends_the_public_form_as_anybody(partnership, sign_in, visitor):
    member = sign_in(Role.AUDITOR)

    assert member.get("/refer").status_code == 200
    assert member.post("/refer").url == "/refer/emergency"


def test_every_page_shows_the_way_out(visitor):
    address = visitor.post("/refer").url

    for page in ("/refer", address, "/mailbox", "/refer/return"):
        html = visitor.get(page).content.decode()
        assert re.search(
            r'href="/leave"[^>]*class="[^"]*govuk-exit-this-page', html
        ) or ("govuk-exit-this-page" in html and "/leave" in html)


def test_the_check_asks_few_questions_of_the_database(
    visitor, partnership, django_assert_max_num_queries
):
    # What the process keeps was asked for by whoever sent before, its block of numbers
    # too: another test may have used the last one up.
    referrals._numbers.clear()
    visitor.post(walk(visitor, TOLD))
    check = walk(visitor, TOLD)
    long_ago(partnership)

    with django_assert_max_num_queries(7):
        visitor.post(check)


def test_an_answer_is_kept_with_few_questions_of_the_database(
    visitor, partnership, django_assert_max_num_queries
):
    address = visitor.post("/refer").url

    with django_assert_max_num_queries(6):
        answered = visitor.post(address, {"immediate_danger": "no"})

    assert answered.status_code == 302


def test_the_page_has_one_heading(visitor):
    address = visitor.post("/refer").url
    for _ in range(3):
        headings = page_of(visitor.get(address)).findall(".//h1")
        assert len(headings) == 1
        address = visitor.post(
            address, {"immediate_danger": "no", "part_of_job": "no"}
        ).url


def test_what_cannot_be_sent_is_asked_again(visitor, partnership):
    visitor.post("/refer")

    assert visitor.post("/refer/check").url == "/refer/emergency"

    assert not partnership.referrals.exists()


def test_a_question_is_asked_once_on_the_screen(visitor):
    visitor.post("/refer")
    for slug, posted in (
        ("emergency", {"immediate_danger": "no"}),
        ("your-job", {"part_of_job": "no"}),
    ):
        visitor.post(f"/refer/{slug}", posted)

    html = visitor.get("/refer/anonymous").content.decode()

    legend = '<legend class="govuk-fieldset__legend govuk-visually-hidden">'
    assert html.count("<h1") == html.count(legend) == 1


def test_without_a_form_there_are_numbers_to_call(partnership):
    browser = Client(headers={"host": partnership.hosts[0]})

    page = browser.get("/refer")
    pressed = browser.post("/refer")

    assert (page.status_code, pressed.status_code) == (200, 409)
    for answer in (page, pressed):
        assert "The form is not open now" in answer.text
        assert 'href="tel:999"' in answer.text
        assert "0800 011 3764" in answer.text
        assert "Start now" not in answer.text
    assert not partnership.drafts.exists()


def test_who_had_begun_before_the_form_closed_can_go_on(visitor, partnership):
    visitor.post("/refer")
    partnership.schemas.update(effective_from=timezone.localdate() + timedelta(days=9))

    page = visitor.get("/refer").text

    assert "Go on with what you wrote" in page


@pytest.mark.parametrize(
    ("role", "path"),
    [(Role.PARTNER, "/partners/start"), (Role.ENTRY_CLERK, "/desk/enter")],
)
def test_staff_and_partners_are_told_too(sign_in, role, path):
    browser = sign_in(role)

    for answer in (browser.get(path), browser.post(path)):
        assert "The form is not open now" in answer.text
        assert "0800 789 321" in answer.text


def test_a_receipt_being_checked_stays_when_the_language_changes(visitor, partnership):
    page = sent(visitor, partnership)
    assert 'name="in_language"' in page.text

    answer = visitor.post("/refer/sent", {"typed": "one two", "in_language": "cy"})

    assert 'value="one two"' in answer.text
    assert "govuk-error" not in answer.text
    assert receipt_on(answer) == receipt_on(page)
