"""A triage officer with a note half written, and a session that has ended."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client

from saltmarsh.access.guards import SECOND_FACTOR
from tests.casework.triage.desk import acknowledged, make_officer
from tests.web.desk.pages import address
from tests.web.hidden import carried_in
from tests.web.sign_in.conftest import PASSWORD

WORDS = "She said “no”.\r\nTwice, & <loudly>."


class Desk:
    """Somebody at the desk, in one browser, who is writing a note."""

    def __init__(self, officer):
        self.officer = officer
        self.referral = acknowledged(officer)
        self.path = address("add-note", self.referral)
        self.client = Client(headers={"host": officer.partnership.hosts[0]})

    def sign_in(self):
        self.client.force_login(self.officer.user)
        session = self.client.session
        session[SECOND_FACTOR] = True
        session.save()

    def write(self, words=WORDS):
        """Send the note."""
        self.referral.refresh_from_db()
        version = self.referral.version
        typed = {"text": words, "visibility": "panel", "version": version}
        return self.client.post(self.path, typed)

    def enter(self, page, **typed):
        """Answer a page between the door and the inside, with what it carries."""
        known = {"email": self.officer.user.email, "password": PASSWORD}
        return self.client.post(where(page), carried_in(page.text) | known | typed)

    def go_on(self, page, **typed):
        return self.client.post(where(page), carried_in(page.text) | typed)


def where(page):
    """Return where the page's form is sent."""
    form = page.text.split('<form method="post" action="')[-1]
    return form.partition('"')[0].replace("&amp;", "&")


@pytest.fixture
def member(partnership, settings):
    settings.SECOND_FACTOR = False
    return make_officer(partnership, user__password=make_password(PASSWORD))


@pytest.fixture
def desk(member):
    held = Desk(member)
    held.sign_in()
    return held


@pytest.fixture
def ended(desk):
    """Return the desk, its session ended by an administrator or by time."""
    Session.objects.all().delete()
    return desk
