import re
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

LONGEST_HOST = 253
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")


def barriers_to_hosts(hosts: Sequence[str], *, taken: Collection[str]) -> list[str]:
    """Return why a partnership may not answer at `hosts`, and at nothing else.

    taken: those of them that another partnership answers at.
    """
    found = [
        _("%(host)s is no host name: leave out https://, ports and paths")
        % {"host": host}
        for host in hosts
        if len(host) > LONGEST_HOST or not HOST.fullmatch(host)
    ]
    if taken:
        names = ", ".join(sorted(taken))
        found.append(_("Another partnership answers at %(hosts)s") % {"hosts": names})
    if not hosts:
        found.append(_("A partnership answers at one host at least"))
    return found
