"""A course of events, told again day by day on a moved clock.

The worker of the product does what it would have done: what an action left for it at
once, and at noon of each day all that rings by the clock. Whatever it says in the
product is noted, with the day and whom it was said to.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import time_machine
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.access.guards import SECOND_FACTOR
from saltmarsh.access.permissions import Role
from saltmarsh.cli.schedule import SCHEDULE
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from tests.factories.foundation import MembershipFactory, TeamPlaceFactory

OFTEN = (
    ".ring",
    ".ring_overdue",
    ".ring_silent",
    ".ring_unread",
    ".chase_late",
    ".begin_cycles",
)
RINGS = [name for _when, name in SCHEDULE if name.endswith(OFTEN)]
# What the worker does soon after an action, and no clock has a part in.
AT_ONCE = {"identities.index", "likenesses.look", "likenesses.follow"}


@dataclass(frozen=True)
class Hand:
    """A hand that was raised: on which day, over what, to whom, about which record."""

    on: date
    kind: str
    to: Membership | Team
    about_id: UUID


@dataclass
class Course:
    """One partnership whose days go by."""

    partnership: Partnership
    team: Team
    clock: time_machine.Traveller | None = None
    raised: list[Hand] = field(default_factory=list)
    known: set[UUID] = field(default_factory=set)

    def somebody(self, role: Role = Role.TRIAGE_OFFICER) -> Membership:
        """Return a new member with a place in the team."""
        member = MembershipFactory(partnership=self.partnership, role=role)
        TeamPlaceFactory(partnership=self.partnership, team=self.team, member=member)
        member.team = self.team
        return member

    def go_on(self, *, until: date) -> list[Hand]:
        """Let days go by, up to noon of `until`; return the hands raised meanwhile."""
        before = len(self.raised)
        while timezone.now().date() < until:
            self.skip(to=timezone.now().date() + timedelta(days=1))
        return self.raised[before:]

    def skip(self, *, to: date) -> None:
        """Go to noon of a day at once: nobody looks at what rings on the way."""
        self.clock.move_to(datetime(to.year, to.month, to.day, 12, tzinfo=UTC))
        self.let_the_worker_work()

    def let_the_worker_work(self) -> None:
        """Do what waits to be done at once, and ring what is overdue."""
        partnerships.enter(self.partnership)
        while job := self._next():
            ProcrastinateJob.objects.filter(pk=job.pk).delete()
            app.tasks[job.task_name](**job.args)
        for name in RINGS:
            app.tasks[name](partnership=str(self.partnership.pk))
        self._note()

    def _next(self) -> ProcrastinateJob | None:
        waiting = ProcrastinateJob.objects.filter(status="todo", task_name__in=AT_ONCE)
        return waiting.order_by("pk").first()

    def _note(self) -> None:
        for notice in Notice.objects.exclude(pk__in=self.known).order_by("created_at"):
            self.known.add(notice.pk)
            to = notice.member or notice.team
            today = timezone.now().date()
            self.raised.append(Hand(today, notice.kind, to, notice.about_id))


def browser_of(member: Membership) -> Client:
    """Return a browser in which `member` is signed in."""
    client = Client(headers={"host": member.partnership.hosts[0]})
    client.force_login(member.user)
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


def days(hands: list[Hand], kind: str, to: Membership | Team) -> list[date]:
    """Return on which days hands of a kind were raised to somebody."""
    return [hand.on for hand in hands if hand.kind == kind and hand.to == to]
