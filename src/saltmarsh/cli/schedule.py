"""What the worker does by the clock: one list. Times are UTC."""

from saltmarsh.foundation.notices import working

# (when, as cron writes it; the job, done for every partnership)
SCHEDULE = [
    ("* * * * *", "routing.ring"),
    ("*/5 * * * *", "outbox.drain"),
    ("*/5 * * * *", "triage.ring_overdue"),
    ("*/5 * * * *", "cases.ring_overdue"),
    ("*/5 * * * *", "cases.lift_expired"),
    ("*/5 * * * *", "exits.ring_overdue"),
    ("*/5 * * * *", "gathering.chase_late"),
    ("*/5 * * * *", "complaints.ring_overdue"),
    ("*/5 * * * *", "interventions.ring_silent"),
    ("*/5 * * * *", "interventions.ring_unreported"),
    ("*/10 * * * *", "packs.tend"),
    ("*/5 * * * *", "panels.ring_overdue"),
    ("*/5 * * * *", "allocation.lift_expired"),
    ("*/10 * * * *", "referrals.expire_drafts"),
    ("10 * * * *", "reviews.begin_cycles"),
    ("* * * * *", "documents.look_again"),
    ("*/5 * * * *", "attachments.ring_unread"),
    ("0 * * * *", "likenesses.ask_managers"),
    ("15 1 * * *", "notices.empty"),
    ("25 1 * * *", "doors.expire"),
    ("35 1 * * *", "visits.expire"),
    ("45 1 * * *", "identities.count_names"),
    ("55 1 * * *", "documents.sweep"),
    ("5 * * * *", "neighbours.tidy"),
    ("*/5 * * * *", "transfers.ring_late"),
    ("6 * * * *", "transfers.lapse"),
    ("30 5 * * *", "path.prove"),
]
RESUMED = "*/2 * * * *"


def begin() -> None:
    """Let the worker of this process keep the schedule."""
    for cron, name in SCHEDULE:
        working.everywhere(name, cron=cron)
    working.by_the_clock("jobs.resume_stalled", working.resume_stalled, cron=RESUMED)
