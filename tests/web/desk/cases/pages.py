"""What is filled in on the pages of a case."""

from django.urls import reverse


def address(page, case, *more):
    return reverse(f"desk:{page}", args=[case.reference, *more])


def change(client, page, case, *more, **typed):
    """Post a change of a case as it now is; return the answer."""
    case.refresh_from_db()
    posted = {"version": case.version} | typed
    return client.post(address(page, case, *more), posted)
