"""Somebody at the desk, and what they fill in on its pages."""

from django.urls import reverse

WHY = {"options": "Wait, or ask.", "reasons": "The school said so."}


def address(page, referral, *more):
    return reverse(f"desk:{page}", args=[referral.reference, *more])


def day(name, when):
    """Return a date as its three boxes are posted."""
    parts = {"day": when.day, "month": when.month, "year": when.year}
    return {f"{name}-{part}": str(number) for part, number in parts.items()}


def change(client, page, referral, *more, **typed):
    """Post a change of a referral as it now is; return the answer."""
    referral.refresh_from_db()
    posted = {"version": referral.version} | typed
    return client.post(address(page, referral, *more), posted)


def beside(answer, name):
    """Tell whether the error of one question is said beside it."""
    return f'id="id_{name}-error"' in answer.text
