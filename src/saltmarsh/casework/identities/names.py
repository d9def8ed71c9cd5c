"""From a name, in any script and order, to its words in plain Latin letters.

Pure. What sounds or looks alike is not treated here, but in `skeletons`; other
forms of the same name are in `variants`.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Words remembered by a process; a name stands here for no person and no partnership.
REMEMBERED = 50_000

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "sir",
        "dame",
        "prof",
        "rev",
        "revd",
        "fr",
        "master",
        "madam",
        "sheikh",
        "shaikh",
        "shaykh",
        "haji",
        "hajji",
        "hafiz",
        "maulana",
        "mullah",
        "sri",
        "shri",
        "smt",
        "pan",
        "pani",
        "herr",
        "frau",
    ]
)
PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "ar",
        "as",
        "ash",
        "az",
        "bin",
        "ibn",
        "ben",
        "bint",
        "bte",
        "binti",
        "binte",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "ap",
        "ab",
        "ferch",
        "verch",
        "da",
        "di",
        "du",
        "dos",
        "das",
        "del",
        "della",
        "y",
        "e",
        "i",
        "abu",
        "abou",
        "umm",
        "um",
        "oum",
        "uld",
        "ould",
        "wa",
        "ze",
        "mac",
    ]
)
# Irish women's forms: Ní Bhriain is a daughter of an Ó Briain.
IRISH = frozenset({"ni", "nic", "ui"})
LENITED = re.compile(r"^([bcdfgmpst])h(?=[a-z])")
# anyascii drops or quotes these, or gives a letter that nobody hears.
BEFORE_ANYASCII = str.maketrans(
    {
        **dict.fromkeys("\u0639\u0627\u0623\u0625\u0622\u0671\u0649\u0629", "a"),
        **dict.fromkeys("\u0626\u06d5", "e"),  # hamza on ya; Kurdish e
        "\u0624": "w",
        "\u06be": "h",  # Urdu do-chashmi he
        "\u06c1": "h",
        "\u06ba": "n",  # nun ghunna
        "\u06d2": "e",  # bari ye
        "\u0131": "i",  # dotless i
        "\u0640": "",  # a stroke that only stretches
        "\u200c": "",
        "\u200d": "",
        **dict.fromkeys("'`\u2019\u2018\u02bb\u02bc\u02be\u02bf", ""),
    }
)
WORD = re.compile("[a-z]+")
HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
TWO_SIGN_SURNAMES = frozenset({"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛"})
ABD = re.compile(r"^abd(?:[aeiou]{0,2}(?:l|r|s|sh|d|n|t|z)?|a?)$")
ARTICLES = frozenset({"al", "el", "ul", "ar", "ur", "er", "as", "us"})
BEFORE_FAITH = ARTICLES | {"ud", "ad", "ed"}
OF_FAITH = frozenset({"din", "deen", "dean", "dien"})
# A name of its own too: part of the one before it only after an article.
ALONE = frozenset({"dean"})
OF_GOD = frozenset({"ullah", "ulla", "allah", "ollah"})


@lru_cache(REMEMBERED)
def latin(text: str) -> str:
    """Return `text` in small Latin letters, whatever script it came in."""
    if not text.isascii():
        text = HAN.sub(_chinese, unicodedata.normalize("NFKC", text))
    text = text.translate(BEFORE_ANYASCII)
    return (text if text.isascii() else anyascii(text)).lower()


def _chinese(found: re.Match[str]) -> str:
    """Part the surname, which comes first, from the rest."""
    name = found[0]
    cut = 2 if name[:2] in TWO_SIGN_SURNAMES else 1
    return f" {anyascii(name[cut:]).lower()} {anyascii(name[:cut]).lower()} "


@lru_cache(REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name that tell people apart, in the order they were told.

    Titles and particles are left out, unless nothing else is there; what is one name
    in several words (Abdul Rahman, Mac Giolla, O Brien, Nur ud-Din) is one word.
    """
    plain = WORD.findall(latin(text))
    said = [word for word in plain if word not in TITLES] or plain
    joined = _joined(said)
    kept = [word for word in joined if word not in PARTICLES]
    return tuple(kept or joined)


def _joined(said: list[str]) -> list[str]:
    out: list[str] = []
    while said:
        word, said = said[0], said[1:]
        if taken := _with_next(word, said):
            joined, count = taken
            out.append(joined)
            said = said[count:]
        elif out and (ending := _with_last(word, said)):
            out[-1] += ending
            said = said[1:] if word in BEFORE_FAITH else said
        else:
            out.append(word)
    return out


def _with_next(word: str, said: list[str]) -> tuple[str, int] | None:
    """Return `word` joined with what follows, and how many words that took."""
    if not said:
        return None
    if ABD.match(word):
        skip = 1 if said[0] in ARTICLES and len(said) > 1 else 0
        return f"abdul{said[skip]}", skip + 1
    if word in {"abu", "abou"} and said[0].startswith("bak"):
        return f"abu{said[0]}", 1
    if word in IRISH and LENITED.match(said[0]):
        return "o" + LENITED.sub(r"\1", said[0]), 1
    if word == "o" and len(said[0]) > 3:
        return f"o{said[0]}", 1
    if word in {"mc", "mac"}:
        return f"mc{said[0]}", 1
    return None


def _with_last(word: str, said: list[str]) -> str:
    """Return what `word` adds to the word before it; empty when it stands alone."""
    if word in BEFORE_FAITH and said and said[0] in OF_FAITH:
        return "uddin"
    if word in OF_FAITH - ALONE:
        return "uddin"
    return "ullah" if word in OF_GOD else ""
