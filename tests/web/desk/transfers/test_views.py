import pytest
from django.urls import reverse

from saltmarsh.casework.cases.lifecycle import Stage as At
from saltmarsh.casework.transfers.lifecycle import Stage
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.transfers import WORDS, Panels
from tests.web.desk.pages import beside

TYPED = {"why": "moved", "words": WORDS, "parts": ["identity", "decisions"]}


@pytest.fixture
def panels(partnership):
    return Panels(partnership)


@pytest.fixture
def at(panels, sign_in):
    """Return a function that opens a page of ours as a member, and the answer."""

    def _at(member, route, *arguments, **typed):
        partnerships.enter(member.partnership)
        client = sign_in(member.role, member=member)
        path = reverse(f"desk:{route}", args=arguments)
        answer = client.post(path, typed) if typed else client.get(path)
        partnerships.enter(panels.here)
        return answer

    partnerships.enter(panels.here)
    return _at


def asked(panels, at):
    """Ask for a transfer on the pages, up to the second signature."""
    case = panels.case
    typed = TYPED | {"to": panels.there.pk, "version": case.version}
    at(panels.asker, "transfer-ask", case.reference, **typed)
    transfer = case.transfers.get()
    at(panels.asker, "transfer-submit", case.reference, transfer.pk, yes="1")
    return transfer


def test_a_transfer_is_asked_shown_signed_and_sent(panels, at):
    case = panels.case
    start = at(panels.asker, "transfer-ask", case.reference).text
    assert "Scotland’s panel has its own law" in start
    assert "Who keeps what access" in start

    transfer = asked(panels, at)

    page = at(panels.asker, "transfer", case.reference, transfer.pk).text
    assert "You cannot sign what you wrote" in page
    assert "Robin Example" in page
    assert "led and timed here until" in at(panels.asker, "case", case.reference).text
    at(panels.second, "transfer-sign", case.reference, transfer.pk, decision="sign")
    transfer.refresh_from_db()
    assert transfer.stage == Stage.ASKED
    assert case.reference in at(panels.second, "transfers").text
    assert panels.received().words == WORDS


def test_while_one_is_open_it_is_shown_instead_of_a_form(panels, at):
    case, transfer = panels.case, asked(panels, at)

    answer = at(panels.asker, "transfer-ask", case.reference)

    path = reverse("desk:transfer", args=[case.reference, transfer.pk])
    assert answer.url == path
    typed = TYPED | {"to": panels.there.pk, "version": case.version}
    again = at(panels.asker, "transfer-ask", case.reference, **typed)
    assert WORDS in again.text
    assert case.transfers.count() == 1


def test_who_read_a_pack_stands_among_those_who_looked_at_the_case(panels, at):
    case, transfer = panels.case, asked(panels, at)

    at(panels.second, "transfer", case.reference, transfer.pk)
    at(panels.second, "transfers")

    page = at(panels.asker, "case-access", case.reference).text
    assert "A transfer to another panel" in page
    assert "The list of transfers" in page


@pytest.mark.parametrize("name", ["why", "words", "parts", "to"])
def test_what_is_missing_is_said_beside_it(panels, at, name):
    typed = TYPED | {"to": panels.there.pk, "version": panels.case.version}

    answer = at(
        panels.asker, "transfer-ask", panels.case.reference, **typed | {name: ""}
    )

    assert beside(answer, name)
    assert not panels.case.transfers.exists()


def test_where_no_panel_takes_cases_nothing_is_asked(panels, at):
    panels.there.settings = {}
    panels.there.save()

    page = at(panels.asker, "transfer-ask", panels.case.reference).text

    assert "There is no panel to ask" in page
    assert "Save and check" not in page


def test_a_second_person_refuses_with_a_reason(panels, at):
    transfer = asked(panels, at)
    no = {"decision": "refuse", "reason": "They have not moved."}

    at(panels.second, "transfer-sign", panels.case.reference, transfer.pk, **no)

    page = at(panels.asker, "transfer", panels.case.reference, transfer.pk).text
    assert "They have not moved." in page
    assert "Refused by the second person" in page


def test_it_is_taken_back_with_a_reason(panels, at):
    transfer = asked(panels, at)
    place = (panels.case.reference, transfer.pk)
    assert "Why do you take" in at(panels.asker, "transfer-take-back", *place).text

    at(panels.asker, "transfer-take-back", *place, reason="They stay.")

    transfer.refresh_from_db()
    assert (transfer.stage, transfer.ending) == (Stage.WITHDRAWN, "They stay.")


def test_an_officer_reads_that_it_was_asked_and_never_whose_case_it_is(panels, at):
    panels.asked()

    page = at(panels.officer, "transfers-register").text
    assert str(panels.there) in page
    assert "Decisions, with reasons" in page
    assert panels.case.reference not in page

    at(panels.officer, "transfers-register", yes="1")
    waiting = Notice.objects.filter(member=panels.officer, done_at=None)
    assert not waiting.exists()


class TestThere:
    """The pages of the panel that is asked: a site of its own."""

    @pytest.fixture
    def panels(self, partnership):
        partnership.settings = {"transfers.takes": "yes"}
        partnership.save()
        return Panels(there=partnership)

    @pytest.fixture
    def client(self, panels, sign_in):
        panels.asked()
        self.received = panels.received()
        return sign_in("manager", member=panels.receiver)

    def answer(self, client, **typed):
        path = reverse("desk:transfer-received", args=[self.received.pk])
        return client.post(path, typed) if typed else client.get(path)

    def test_it_is_read_and_accepted_and_its_pack_stays_with_the_case(
        self, panels, client
    ):
        assert "Robin Example" in self.answer(client).text
        listed = client.get(reverse("desk:transfers")).text
        assert str(panels.here) in listed
        lead = {"lead": panels.receiver.pk, "agency": "Millgate", "words": ""}

        answer = self.answer(client, answer="accepted", **lead)

        assert answer.status_code == 302
        case = panels.received().case
        page = client.get(reverse("desk:case", args=[case.reference])).text
        assert f"handed over by {panels.here}" in page
        pack = client.get(reverse("desk:case-pack", args=[case.reference])).text
        assert "Robin Example" in pack
        panels.home()
        assert panels.case.stage == At.TRANSFERRED

    def test_nobody_accepts_without_a_lead(self, panels, client):
        answer = self.answer(client, answer="accepted", words="Yes.")

        assert "Name who leads the case" in answer.text
        assert panels.received().stage == Stage.ASKED

    def test_it_is_declined_with_a_reason_and_erased(self, panels, client):
        bare = self.answer(client, answer="declined", words="")
        assert "Enter why you decline" in bare.text

        self.answer(client, answer="declined", words="They live in Hillfoot.")

        page = self.answer(client).text
        assert "What was handed over is erased" in page
        assert "Robin Example" not in page
        panels.home()
        assert panels.case.stage == At.GATHERING
