import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

ENTER = "SELECT set_config('app.partnership', %s, true)"
ENTER_TO_READ = f"{ENTER}, set_config('transaction_read_only', 'on', true)"


def enter(partnership: Partnership, *, to_read: bool = False) -> None:
    """Let the rest of this transaction see the rows of `partnership`, and no others.

    The setting ends with the transaction, so a pooled connection carries nothing
    from one request to the next. to_read: whether it may write nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENTER_TO_READ if to_read else ENTER, [str(partnership.pk)])


@transaction.atomic
def create(name: str, *, hosts: Sequence[str], is_demo: bool = False) -> Partnership:
    """Make a partnership that answers at `hosts`, and enter it.

    Raises Refused when another partnership answers at one of them.
    """
    taken = [host for host in hosts if Partnership.objects.at(host).exists()]
    if taken:
        raise Refused(
            _("Another partnership answers at %(hosts)s") % {"hosts": ", ".join(taken)}
        )
    partnership = Partnership.objects.create(
        name=name, hosts=list(hosts), is_demo=is_demo
    )
    enter(partnership)
    return partnership


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
