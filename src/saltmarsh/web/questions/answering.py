"""What a partnership may answer another, on either side of the door."""

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.neighbours.lifecycle import Answer
from saltmarsh.design.fields import Radios


def answering() -> Radios:
    """Return the question; none of its answers tells whether the person is known."""
    return Radios(
        _("What do you answer?"),
        hint=_(
            "None of these says whether the person is known to you. What you have to "
            "tell, you tell in person."
        ),
        choices=Answer.choices,
        initial=Answer.CONTACT,
        missing=_("Select what you answer"),
    )
