"""Invented identities, as told."""

from saltmarsh.casework.identities.facts import Birth, Home, Name, Told

BORN = Birth(2008, 3, 12, "exact")
HOME = Home("14 Mill Lane, Saltmarsh", "SM1 4AB")


def told(text: str, born: Birth | None = BORN, home: Home | None = None) -> Told:
    return Told(
        names=(Name(text),),
        births=(born,) if born else (),
        homes=(home,) if home else (),
    )
