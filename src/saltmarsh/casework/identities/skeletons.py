"""What a word of a name sounds like, across languages: its consonants, in classes.

Mohammed, Muhamad, Maxamed and محمد are all MMT. Pure. Vowels are left out because
they are what differs most between two hands, and what Arabic does not write.
"""

import re
from functools import lru_cache

from saltmarsh.casework.identities.names import REMEMBERED

# In this order. Capital letters are classes already, and stay.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^abd[aeiou]{0,2}(?:l|([rsndtz])(?=\1))?(?=[a-z]{3})", "abd"),
        (r"^(?:mac|mc)(?=[bcdfghjklmnpqrstvwxyz])", "mk"),
        (r"^al(?=[bcdfghjkmnpqrstvwxyz][a-z]{3})", ""),
        (r"^el(?=[bcdfghjkmnpqrstvwxyz][a-z]{4})", ""),
        (r"^[kg]n", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"ght", "t"),
        (r"augh(?=[a-z])|ough$|igh$|(?<=[ao])ugh|(?<=u)gh$", ""),
        (r"dge", "j"),
        (r"ch(?=r)", "k"),
        (r"tch|sch|sh|ch|sz|cz|rz|zh|ts|tz|sj", "S"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"kh|gh|ck|cq|q", "k"),
        (r"dj|dz", "j"),
        (r"th|dh", "t"),
        (r"s?c(?=[eiy])", "S"),
    )
]
CLASSES = {
    **dict.fromkeys("bp", "P"),
    **dict.fromkeys("fv", "F"),
    **dict.fromkeys("kcg", "K"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("szS", "S"),
    **dict(zip("jlmnr", "JLMNR", strict=True)),
}
FIRST = {**dict.fromkeys("aeiou", "A"), "y": "J", "h": "H", "w": "F"}
VOWELS = frozenset("aeiouy")
# Other readings of a spelling: (when, what is read as what).
# In Somali x is an h, and c a breath that English leaves out.
SOMALI = re.compile(
    r"x|^c(?:a(?:b|l|a|w)|u[ms]|i[is])|[aeiou]{2}c|[ao]c$|c[aeiou]{2}|mco$"
)
SILENT = re.compile(r"c(?=[aeiou]|$)")
READINGS = [
    (re.compile(when), re.compile(pattern), sound)
    for when, pattern, sound in (
        (r"x", r"x", "h"),
        (r"g[ei]", r"g(?=[ei])", "j"),
        (r"^h", r"^h", ""),
        (r"^[ij]", r"^[ij]", "y"),
        (r"[aeo]w(?![aeiouy])", r"w", "v"),
        (r"dh", r"dh", "z"),
        (r"^o[bcdfghjklmnprstv]", r"^o", ""),
        (r"kh", r"kh", "h"),
    )
]

# How else another hand may have written what is asked for: (what, as what). They are
# asked for and never stored, so that more of them need no new index.
GUESSES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^h(?=[aeiou])|(?<=[aeiou])h(?=[aeiou]|$)", "x"),  # in Somali
        (r"v", "b"),  # Bengali has one letter for both
        (r"^al(?=y)", "aal"),  # no article: Alyson
        (r"rz", "rrez"),  # two letters, where it is not Polish
        (r"x", "S"),  # Portuguese and Basque
    )
]


@lru_cache(REMEMBERED)
def skeleton(word: str) -> str:
    """Return the classes of the word's consonants, with A for a vowel that begins it."""
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    out: list[str] = []
    before = ""
    for place, letter in enumerate(word):
        sound = _sound(word, place, letter)
        doubled = bool(before) and sound == before and bool(out) and out[-1] == sound
        if sound and not doubled:
            out.append(sound)
        before = sound
    return "".join(out)


def _sound(word: str, place: int, letter: str) -> str:
    if place == 0 and letter in FIRST:
        return FIRST[letter]
    if letter == "w":
        return "F" if word[place + 1 : place + 2] in VOWELS else ""
    return CLASSES.get(letter, "")


@lru_cache(REMEMBERED)
def readings(word: str) -> tuple[str, ...]:
    """Return the skeleton of `word`, then those of other ways to read its spelling.

    Empty for a word without a consonant that begins with none of the vowels.
    """
    found = [skeleton(word)]
    if SOMALI.search(word):
        found.append(skeleton(SILENT.sub("", word.replace("x", "h"))))
    for when, pattern, sound in READINGS:
        if when.search(word):
            found.append(skeleton(pattern.sub(sound, word)))
    return tuple(one for one in dict.fromkeys(found) if one)


@lru_cache(REMEMBERED)
def guesses(word: str) -> tuple[str, ...]:
    """Return the skeletons under which another hand may have kept the name."""
    known = set(readings(word))
    found = (
        skeleton(pattern.sub(sound, word))
        for pattern, sound in GUESSES
        if pattern.search(word)
    )
    return tuple(one for one in dict.fromkeys(found) if one and one not in known)


def shortened(skeleton: str) -> frozenset[str]:
    """Return the skeleton with each of its letters left out in turn."""
    if len(skeleton) < 2:
        return frozenset()
    return frozenset(
        skeleton[:place] + skeleton[place + 1 :] for place in range(len(skeleton))
    )
