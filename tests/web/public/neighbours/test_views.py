import pytest
from django.test import Client
from django.utils import timezone

from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import crossing
from saltmarsh.casework.neighbours.lifecycle import Stage
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.foundation.notices.models import Email
from tests.factories.foundation import PartnershipFactory
from tests.factories.neighbours import MAILBOX, WHY, Two, make_enquiry, make_neighbour
from tests.web.hidden import hidden_in

NAME = "Robin Example"


@pytest.fixture
def enquiry():
    """A request that went to a mailbox; `path` is where its link leads."""
    two = Two()
    whom = Whom(neighbour=make_neighbour(two.here, two.asker.user))
    enquiry = make_enquiry(two.referral, by=two.asker, whom=whom)
    neighbours.submit(enquiry, by=two.asker.user)
    neighbours.sign(enquiry, by=two.second)
    crossing.deliver(two.here, enquiry_id=str(enquiry.pk))
    email = Email.objects.get(template="neighbours/link")
    assert email.to == MAILBOX
    assert NAME not in str(email.text)
    enquiry.path = "/requests/" + email.text["body"].split("/requests/")[1].split()[0]
    return enquiry


@pytest.fixture
def guest(enquiry):
    return Client(headers={"host": enquiry.partnership.hosts[0]})


def let_in(guest, enquiry):
    guest.post(enquiry.path)
    return guest.post(f"{enquiry.path}/code", {"code": code_sent()})


def code_sent():
    email = Email.objects.filter(template="neighbours/code").latest("created_at")
    assert email.to == MAILBOX
    return email.text["body"].split("is:\n\n")[1].split("\n")[0]


def test_the_link_shows_nothing_but_a_button(guest, enquiry):
    page = guest.get(enquiry.path).text

    assert "Send a code to our mailbox" in page
    assert NAME not in page
    assert enquiry.partnership.enquiries.get().stage == Stage.SENT


def test_without_the_code_it_does_not_open(guest, enquiry):
    guest.post(enquiry.path)
    page = guest.post(f"{enquiry.path}/code", {"code": "2222 2222"}).text

    assert "This is not the code" in page
    assert guest.get(f"{enquiry.path}/open").url == enquiry.path


def test_the_code_opens_the_least_identity_and_an_answer_ends_it(guest, enquiry):
    here = let_in(guest, enquiry).url
    page = guest.get(here).text
    assert NAME in page
    assert WHY not in page
    assert "4 Old Street" not in page
    assert enquiry.referral.reference not in page

    page = guest.post(here, {"answer": "not_here"}).text
    assert "Your answer was sent" in page
    held = enquiry.partnership.enquiries.get()
    assert (held.stage, held.answer) == (Stage.ANSWERED, "not_here")
    assert "does not open anything" in guest.get(enquiry.path).text
    assert guest.get(here).status_code == 302


def test_we_will_contact_you_is_picked_unless_they_change_it(guest, enquiry):
    page = guest.get(let_in(guest, enquiry).url).text

    picked = [line for line in page.split("<input") if " checked" in line]
    assert len(picked) == 1
    assert 'value="contact"' in picked[0]


def test_what_is_withdrawn_opens_no_more(guest, enquiry):
    let_in(guest, enquiry)
    neighbours.withdraw(enquiry, words="No.", by=enquiry.by)

    assert "does not open anything" in guest.get(enquiry.path).text
    assert guest.get(f"{enquiry.path}/open").status_code == 302


def test_a_request_does_not_open_as_a_delivery_nor_elsewhere(guest, enquiry):
    delivery = enquiry.path.replace("/requests/", "/deliveries/")
    assert "does not open anything" in guest.get(delivery).text

    other = Client(headers={"host": PartnershipFactory().hosts[0]})
    assert "does not open anything" in other.get(enquiry.path).text


@pytest.mark.parametrize("page", ["", "/code"])
def test_an_unknown_link_opens_nothing(visitor, page):
    assert "does not open anything" in visitor.get(f"/requests/unknown{page}").text


def test_too_many_codes_are_refused_in_words(guest, enquiry):
    for _ in range(5):
        guest.post(enquiry.path)

    assert "Too many codes" in guest.post(enquiry.path).text
    assert "Enter the code" in guest.get(f"{enquiry.path}/code").text


def test_an_answer_is_kept_while_a_new_code_is_asked_for(guest, enquiry):
    here = let_in(guest, enquiry).url
    Code.objects.update(open_until=timezone.now())

    shut = guest.post(here, {"answer": "not_here"}).text
    assert NAME not in shut
    brought = hidden_in(shut)
    assert brought["brought-answer"] == ["not_here"]
    sent = guest.post(enquiry.path, brought)
    opened = guest.post(sent.url, brought | {"code": code_sent()})
    assert (opened.status_code, opened.url) == (307, here)
    page = guest.post(here, brought).text

    assert "Nothing was sent yet" in page
    assert enquiry.partnership.enquiries.get().stage == Stage.SENT
    assert "Your answer was sent" in guest.post(here, {"answer": "not_here"}).text
