"""Receipts and codes: seven words that a person can write down and read out.

About 90 random bits, from the EFF's large word list. No word of the list begins
another, so the spaces between them do not matter.
"""

import secrets
from functools import cache
from importlib.resources import files

WORDS = 7


@cache
def word_list() -> tuple[str, ...]:
    """Return the 7,776 words to choose from."""
    text = files("xkcdpass").joinpath("static", "eff-long").read_text("utf-8")
    return tuple(text.split())


def new() -> str:
    """Return seven random words, with spaces between."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def letters(typed: str) -> str:
    """Return what counts of a typed receipt: its letters, in small.

    Case, spaces, hyphens and other signs between words do not count.
    """
    return "".join(sign for sign in typed.lower() if "a" <= sign <= "z")
