from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from saltmarsh.casework.cases.models import Case, Grant, Interest
from saltmarsh.casework.exits.models import Review
from saltmarsh.casework.meetings.lifecycle import (
    LIFECYCLE,
    Attendance,
    Side,
    State,
    Unit,
    Why,
)
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.foundation.accounts.models import Membership, Team, User, in_team_of
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned

COMING = (Attendance.EXPECTED, Attendance.ATTENDED)


class SeriesQuerySet(models.QuerySet["Series"]):
    def seen_by(self, member: Membership) -> Self:
        return self.filter(in_team_of(member))


class Series(Owned):
    """Meetings that follow each other: how often, when and where the panel of a team
    meets. name, place and link tell of nobody.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="series")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=Unit.choices)
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__in=Unit.values, every__gte=1),
                name="series_comes_again",
            ),
        ]


class Seat(Owned):
    """A standing member of a series: who, for whom, for which agency or force."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="seats")
    series = models.ForeignKey(Series, models.PROTECT, related_name="seats")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    agency = models.CharField(max_length=200)
    force = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "member"],
                condition=Q(ended_at=None),
                name="seat_once",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.POLICE) | ~Q(force=""), name="seat_of_a_force"
            ),
        ]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def seen_by(self, member: Membership) -> Self:
        """Those of the series of the member's teams: they prepare or run them."""
        mine = Series.objects.seen_by(member)
        return self.filter(series__in=mine)

    def planned(self) -> Self:
        return self.filter(state=State.PLANNED)

    def coming_to(self, member: Membership) -> Self:
        """Those that the member is expected at or attends."""
        mine = Attendee.objects.filter(member=member.pk, state__in=COMING)
        return self.filter(pk__in=mine.values("meeting_id"))


class Meeting(Owned):
    """One meeting of the panel. `sequence` counts its changes for calendars."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="meetings"
    )
    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=LIFECYCLE.starts_at
    )
    sequence = models.PositiveIntegerField(default=0)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=State.APPROVED,
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                )
                | ~Q(state=State.APPROVED) & Q(approved_at=None, approved_by=None),
                name="meeting_approved_by_someone",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "starts_at"], name="meeting_by_day")
        ]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class ItemQuerySet(models.QuerySet["Item"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those whose case the member may see."""
        return self.filter(case__in=Case.objects.seen_by(member, now))

    def read_by(self, member: Membership, now: datetime) -> Self:
        """Those whose papers the member may read when their window is open: they come
        to the meeting, or for this case, and have no interest in it. A restricted case
        is read by those named for it alone.
        """
        comes = Attendee.objects.filter(
            Q(only_for=None) | Q(only_for=OuterRef("pk")),
            meeting=OuterRef("meeting"),
            member=member.pk,
            state__in=COMING,
        )
        declared = Interest.objects.standing().filter(case=OuterRef("case"))
        mine = Grant.objects.filter(case=OuterRef("case"), member=member.pk)
        granted = mine.filter(Q(until=None) | Q(until__gt=now), ended_at=None)
        return self.filter(
            Q(case__is_restricted=False) | Exists(granted),
            Exists(comes),
            ~Exists(declared.filter(member=member.pk)),
        )


class Item(Owned):
    """A case on the agenda of a meeting.

    due: why it was due, [{why, day, what}], as due.Reason keeps it.
    home: which police force covers where the person lives, {force, is_known, why}.
    chair: who is in the chair for this case, where it is not the meeting's.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="agenda_items"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    chair = models.ForeignKey(
        "Attendee", models.SET_NULL, null=True, related_name="chairs_alone"
    )
    sealed_due = models.BinaryField(null=True)
    due: Any = sealed("sealed_due", field="F0890", file="case_id")
    sealed_home = models.BinaryField(null=True)
    home: Any = sealed("sealed_home", field="F0722", file="case_id")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decision = models.OneToOneField(
        PanelDecision, models.PROTECT, null=True, related_name="item"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"], name="agenda_case_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None, decision=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="item_opened_before_decided",
            ),
        ]


class Attendee(Owned):
    """Somebody who comes to a meeting, or does not. who: {name, agency, force}.

    member: their account, if they have one. only_for: the one case they are invited
    for. stands_for: whom they stand in for.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="attendees"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    state = models.CharField(
        max_length=10, choices=Attendance.choices, default=Attendance.EXPECTED
    )
    is_chair = models.BooleanField(default=False)
    only_for = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="invited"
    )
    stands_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="substitutes"
    )
    sealed_who = models.BinaryField()
    who: Any = sealed("sealed_who", field="F0721", file="meeting_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_chair=True),
                name="attendee_one_in_the_chair",
            ),
            models.UniqueConstraint(
                fields=["meeting", "member", "only_for"],
                condition=Q(member__isnull=False),
                nulls_distinct=False,
                name="attendee_once",
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(side=Side.AUTHORITY),
                name="attendee_chair_of_the_authority",
            ),
        ]

    def __str__(self) -> str:
        who = self.who
        parts = [who["name"], who["agency"], who["force"]]
        return ", ".join(dict.fromkeys(part for part in parts if part))


class Minute(Owned):
    """What is written down of one case in a meeting, or of the meeting as a whole.

    item: None for the whole. file_id: whose key seals it, the case's or the meeting's.
    `version` counts the savings, so that nobody overwrites what they have not seen.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="written")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="written")
    file_id = models.UUIDField()
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0723", file="file_id")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "item"], nulls_distinct=False, name="minute_once"
            ),
        ]


class Addendum(Owned):
    """What was added to approved minutes: of one case, or of the meeting."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="addenda")
    file_id = models.UUIDField()
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0724", file="file_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
