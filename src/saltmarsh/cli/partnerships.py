"""Which partnership a command means."""

from django.core.management.base import CommandError

from saltmarsh.foundation.partnerships.models import Partnership


def the_partnership(name: str) -> Partnership:
    """Return the partnership called `name`, or the only one when no name is given.

    Raises CommandError when that is none.
    """
    found = Partnership.objects.filter(name=name) if name else Partnership.objects.all()
    if len(found) != 1:
        names = ", ".join(Partnership.objects.values_list("name", flat=True))
        raise CommandError(f"Say which with --partnership: {names or 'there is none'}")
    return found[0]
