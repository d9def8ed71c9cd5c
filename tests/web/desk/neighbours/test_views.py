import pytest
from django.urls import reverse

from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import crossing, queries
from saltmarsh.casework.neighbours.lifecycle import Stage
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.web.desk.neighbours import views
from tests.casework.triage.desk import make_colleague
from tests.factories.neighbours import (
    MAILBOX,
    WHY,
    Two,
    make_enquiry,
    make_received,
    moved,
)


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def at(two, sign_in):
    """Return a function that opens a page as a member of either partnership."""

    def _at(member, route, *arguments, **typed):
        client = sign_in(member.role, member=member)
        path = reverse(f"desk:{route}", args=arguments)
        answer = client.post(path, typed) if typed else client.get(path)
        partnerships.enter(two.here)
        return answer

    partnerships.enter(two.here)
    return _at


def test_without_a_ground_the_page_says_so_and_asks_nothing(two, at):
    page = at(two.asker, "neighbour-ask", two.referral.reference).text

    assert "Nobody may be asked yet" in page
    assert "Save and check" not in page


def test_without_a_partnership_to_ask_the_page_leads_to_the_mailboxes(two, at):
    moved(two.referral, two.asker.user)
    two.there.settings = {}
    two.there.save()

    page = at(two.asker, "neighbour-ask", two.referral.reference).text
    assert "There is no partnership to ask" in page
    assert two.there.name not in page


def test_the_minimum_is_ticked(two, at):
    moved(two.referral, two.asker.user)

    page = at(two.asker, "neighbour-ask", two.referral.reference).text
    assert page.count(" checked") == 1
    assert "4 Old Street" in page


def test_a_manager_writes_and_submits_a_request(two, at):
    moved(two.referral, two.asker.user)
    key = queries.offered(two.referral, two.asker)[0].key
    typed = {"whom": str(two.there.pk), "facts": [key], "reason": WHY}

    answer = at(two.asker, "neighbour-ask", two.referral.reference, **typed)
    enquiry = two.here.enquiries.get()
    assert answer.url == reverse("desk:neighbour", args=[enquiry.pk])
    page = at(two.asker, "neighbour", enquiry.pk).text
    assert "Ask for a second signature" in page
    assert "Robin Example" in page
    assert "4 Old Street" not in page

    at(two.asker, "neighbour-submit", enquiry.pk, go="on")
    enquiry.refresh_from_db()
    assert enquiry.stage == Stage.WAITING
    assert (
        "You cannot sign what you wrote" in at(two.asker, "neighbour", enquiry.pk).text
    )


def test_a_second_request_is_refused_and_keeps_what_was_typed(two, at):
    two.drafted()
    key = queries.offered(two.referral, two.asker)[0].key
    typed = {"whom": str(two.there.pk), "facts": [key], "reason": WHY}

    page = at(two.asker, "neighbour-ask", two.referral.reference, **typed).text
    assert "is open already" in page
    assert WHY in page


def test_who_wrote_it_is_refused_as_the_second_person(two, at):
    enquiry = two.waiting()

    page = at(two.asker, "neighbour-sign", enquiry.pk, decision="sign").text
    assert "Another manager signs" in page


def test_a_second_manager_signs(two, at):
    enquiry = two.waiting()
    assert "Sign or refuse" in at(two.second, "neighbour", enquiry.pk).text

    at(two.second, "neighbour-sign", enquiry.pk, decision="sign")
    enquiry.refresh_from_db()
    assert (enquiry.stage, enquiry.signed_by) == (Stage.SENT, two.second.user)


def test_a_refusal_needs_a_reason(two, at):
    enquiry = two.waiting()
    page = at(two.second, "neighbour-sign", enquiry.pk, decision="refuse").text
    assert "Enter why you do not sign" in page

    at(two.second, "neighbour-sign", enquiry.pk, decision="refuse", reason="Too early")
    assert "Too early" in at(two.asker, "neighbour", enquiry.pk).text


def test_a_request_is_withdrawn_with_a_reason(two, at):
    enquiry = two.drafted()
    assert "Why do you withdraw" in at(two.asker, "neighbour-withdraw", enquiry.pk).text

    at(two.asker, "neighbour-withdraw", enquiry.pk, reason="Found them")
    page = at(two.asker, "neighbour", enquiry.pk).text
    assert "Found them" in page
    assert "Withdraw the request" not in page


def test_the_other_partnership_reads_and_answers(two, at):
    _enquiry, received = two.sent()

    page = at(two.answerer, "neighbour-received", received.pk).text
    assert "Robin Example" in page
    assert reverse("desk:search") in page
    assert WHY not in page
    typed = {"answer": "contact", "note": "Will call."}
    at(two.answerer, "neighbour-received", received.pk, **typed)
    page = at(two.answerer, "neighbour-received", received.pk).text
    assert "Will call." in page
    assert "Send answer" not in page


def test_nobody_there_sees_ours_and_nobody_here_sees_theirs(two, at):
    enquiry, received = two.sent()

    assert at(two.answerer, "neighbour", enquiry.pk).status_code == 404
    assert at(two.asker, "neighbour-received", received.pk).status_code == 404


def test_an_erased_request_says_so(two, at):
    enquiry, received = two.sent()
    neighbours.withdraw(enquiry, words="No.", by=two.asker.user)
    crossing.take_back(two.here, enquiry_id=str(enquiry.pk))
    page = at(two.answerer, "neighbour-received", received.pk).text
    assert "was erased" in page
    assert "Robin Example" not in page


def test_an_answer_is_read_and_its_notice_goes(two, at):
    enquiry, _received = two.sent()
    neighbours.take_answer(enquiry, answer="nothing", who="Somebody")
    page = at(two.asker, "neighbour", enquiry.pk).text
    assert "We have nothing to say" in page

    at(two.asker, "neighbour-read", enquiry.pk, go="on")
    assert not Notice.objects.waiting().filter(kind=neighbours.ANSWERED).exists()


def test_the_list_shows_both_sides(two, at):
    two.sent()

    assert two.referral.reference in at(two.asker, "neighbours").text
    page = at(two.answerer, "neighbours").text
    assert str(two.here) in page
    assert two.referral.reference not in page


def test_a_mailbox_is_recorded_with_a_reason(two, at):
    typed = {"name": "Elsewhere", "mailbox": MAILBOX}
    page = at(two.asker, "neighbour-record", **typed).text
    assert "Enter how you know" in page
    assert MAILBOX in page

    at(two.asker, "neighbour-record", **typed, reason="By telephone")
    assert MAILBOX in at(two.asker, "neighbours").text


def test_the_officer_reads_the_register_without_a_name(two, at):
    assert "No request was made" in at(two.officer, "neighbours-register").text
    two.sent()

    page = at(two.officer, "neighbours-register").text
    assert str(two.asker.user) in page
    assert "Robin" not in page
    assert two.referral.reference not in page
    at(two.officer, "neighbours-register", go="on")
    assert not Notice.objects.waiting().filter(kind=neighbours.TOLD_OFFICER).exists()


def test_the_person_leads_managers_alone_to_a_request(two, at):
    officer = make_colleague(two.asker)
    page = at(officer, "person", two.referral.reference).text
    assert reverse("desk:neighbour-ask", args=[two.referral.reference]) not in page
    page = at(two.second, "person", two.referral.reference).text
    assert reverse("desk:neighbour-ask", args=[two.referral.reference]) in page


def test_lists_have_pages(two, at, monkeypatch):
    monkeypatch.setattr(views, "A_PAGE", 1)
    two.sent()
    moved(two.referral, two.asker.user)
    make_enquiry(two.referral, by=two.asker)
    for _each in range(2):
        make_received(two.referral)

    page = at(two.asker, "neighbours").text
    assert "?asked=1&amp;received=2" in page
    assert "?received=1&amp;asked=2" in page
    assert page.count("<tbody") == page.count('<th scope="row"') == 2
    register = at(two.officer, "neighbours-register").text
    assert "?page=2" in register
