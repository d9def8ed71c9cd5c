import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships import rules
from saltmarsh.foundation.partnerships.models import Partnership, PartnershipQuerySet
from saltmarsh.foundation.refusals import Refused

ENTER = "SELECT set_config('app.partnership', %s, true)"
ENTER_TO_READ = f"{ENTER}, set_config('transaction_read_only', 'on', true)"


def enter(partnership: Partnership, *, to_read: bool = False) -> None:
    """Let the rest of this transaction see the rows of `partnership`, and no others.

    The setting ends with the transaction, so a pooled connection carries nothing
    from one request to the next. to_read: whether it may write nothing.
    """
    ask(ENTER_TO_READ if to_read else ENTER, [str(partnership.pk)])


@transaction.atomic
def create(name: str, *, hosts: Sequence[str], is_demo: bool = False) -> Partnership:
    """Make a partnership that answers at `hosts`, and enter it.

    Raises Refused when another partnership answers at one of them, or one is no host.
    """
    refuse(hosts, others=Partnership.objects.all())
    partnership = Partnership.objects.create(
        name=name, hosts=list(hosts), is_demo=is_demo
    )
    enter(partnership)
    return partnership


def refuse(hosts: Sequence[str], *, others: PartnershipQuerySet) -> None:
    """Raise Refused when a partnership may not answer at `hosts`: all wait for whoever
    changes them, so that two do not take one host at once.
    """
    held = [host for one in others.select_for_update() for host in one.hosts]
    taken = set(hosts) & set(held)
    if found := rules.barriers_to_hosts(hosts, taken=taken):
        raise Refused(*found)


@transaction.atomic
def add_host(partnership: Partnership, *, host: str, is_first: bool = False) -> None:
    """Let the partnership answer at `host` too; the first is the one in e-mails.

    Raises Refused when another partnership answers there, or it is no host.
    """
    others = [one for one in partnership.hosts if one != host]
    place(partnership, [host, *others] if is_first else [*others, host], "added", host)


@transaction.atomic
def remove_host(partnership: Partnership, *, host: str) -> None:
    """Let the partnership answer at `host` no more. Raises Refused for its last."""
    others = [one for one in partnership.hosts if one != host]
    if others == partnership.hosts:
        raise Refused(_("It does not answer at %(host)s") % {"host": host})
    place(partnership, others, "removed", host)


def place(partnership: Partnership, hosts: list[str], what: str, host: str) -> None:
    """Write the hosts and who changed them: only an operator does, by a command."""
    refuse(hosts, others=Partnership.objects.exclude(pk=partnership.pk))
    enter(partnership)
    partnership.hosts = hosts
    partnership.save(update_fields=["hosts"])
    audit.note(
        f"host.{what}",
        partnership_id=partnership.pk,
        about=("partnerships.Partnership", [partnership.pk]),
        by=None,
        by_kind="system",
        host=host,
    )


@transaction.atomic
def change_settings(
    partnership: Partnership, *, values: Mapping[str, Any], by: uuid.UUID
) -> None:
    """Set `values` beside what is set already, and note which keys were changed."""
    held = Partnership.objects.select_for_update().get(pk=partnership.pk)
    changed = sorted(key for key in values if held.settings.get(key) != values[key])
    held.settings = held.settings | dict(values)
    held.save(update_fields=["settings"])
    partnership.settings = held.settings
    audit.note(
        "settings.changed",
        partnership_id=partnership.pk,
        about=("partnerships.Partnership", [partnership.pk]),
        by=by,
        keys=",".join(changed),
    )
