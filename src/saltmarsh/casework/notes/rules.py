from django.utils.translation import gettext as _

from saltmarsh.casework.notes.lifecycle import Visibility


def barriers_to_writing(*, visibility: str, tells_outcome: bool | None) -> list[str]:
    """Return why a note cannot be written for whom it is meant.

    tells_outcome: whether its writer says that it tells the referrer an outcome; None
    while they have not said. An outcome is feedback, which has a rule of its own.
    """
    if visibility != Visibility.REFERRER:
        return []
    if tells_outcome is None:
        return [_("Say whether the note tells an outcome")]
    if tells_outcome:
        return [_("An outcome is told as feedback, by a decision with a reason")]
    return []
