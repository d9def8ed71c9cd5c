"""What agrees and what does not, in words."""

from typing import Any

from saltmarsh.casework.identities import reasons
from saltmarsh.casework.identities.likeness import Alike

WORDS: dict[str, Any] = {
    **{f"given_{Alike(at).name.lower()}": text for at, text in reasons.GIVEN.items()},
    **{f"family_{Alike(at).name.lower()}": text for at, text in reasons.FAMILY.items()},
    **{f"order_{code}": text for code, text in reasons.ORDER.items()},
    **{f"middle_{code}": text for code, text in reasons.MIDDLE.items()},
    **{str(code): text for code, text in reasons.BIRTH.items()},
    **{str(code): text for code, text in reasons.PLACE.items()},
    **reasons.SHARED,
    "gender_different": reasons.GENDER,
}


def in_words(codes: list[tuple[str, bool | None]], *, against: bool) -> list[str]:
    """Return the words of what speaks against it, or of what does not.

    codes: (code, agrees). A code that this release does not know is left out.
    """
    return [
        str(WORDS[code])
        for code, agrees in codes
        if code in WORDS and (agrees is False) == against
    ]
