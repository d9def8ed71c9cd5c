"""The access log: who opened what, and who was turned away."""

from typing import Any

from saltmarsh.foundation.audit import actions as audit


def note(request: Any) -> None:
    """Write one event about an answered request, in a transaction of its own.

    It holds the route, not the address, and keys, not names: what somebody typed
    into an address may be personal. A visitor who is nobody in particular leaves
    no trace.
    """
    if request.user_id is None and request.holder is None:
        return
    match = request.resolver_match
    holder = request.holder
    audit.note_apart(
        "page.refused" if request.refused else "page.opened",
        partnership_id=request.partnership.pk,
        about=(match.view_name if match else "no such page", request.record_ids),
        by=holder.key if holder else request.user_id,
        by_kind=holder.kind if holder else "user",
    )
