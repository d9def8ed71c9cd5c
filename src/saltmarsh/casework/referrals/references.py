"""References of referrals: eight signs that tell nobody how many there are.

A number from the sequence is permuted under the partnership's own key, so that two
neighbours look like strangers, and written with 31 signs of which none looks like
another. The last sign checks the others: it finds every wrong sign, and every two
that changed places.
"""

import hmac
from hashlib import sha256

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0, 1, I, L, O
BASE = len(SIGNS)
NUMERALS = 7
LEFT, RIGHT = BASE**3, BASE**4
MOST = LEFT * RIGHT
ROUNDS = 8


def reference(number: int, key: bytes) -> str:
    """Return the reference of the referral `number`, as "K7M2-9QXP".

    key: 32 bytes, of one partnership. Raises ValueError beyond 27 thousand million.
    """
    if not 0 <= number < MOST:
        raise ValueError(f"{number} has no reference")
    signs = _written(permuted(number, key))
    return _grouped(signs + _check_sign(signs))


def tidied(typed: str) -> str | None:
    """Return a typed reference as it is kept, whatever its case, spaces and hyphens.

    None when it cannot be one: a sign is unknown, missing or wrong.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    known = len(signs) == NUMERALS + 1 and all(sign in SIGNS for sign in signs)
    if not known or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return _grouped(signs)


def permuted(number: int, key: bytes) -> int:
    """Return the number that `number` becomes: each below MOST becomes one other.

    A Feistel network over two halves of unequal size, so that no number is left out.
    """
    left, right = divmod(number, RIGHT)
    for step in range(ROUNDS):
        if step % 2:
            right = (right + _noise(key, step, left)) % RIGHT
        else:
            left = (left + _noise(key, step, right)) % LEFT
    return left * RIGHT + right


def _noise(key: bytes, step: int, half: int) -> int:
    message = step.to_bytes(1) + half.to_bytes(8)
    return int.from_bytes(hmac.digest(key, message, sha256)[:16])


def _written(number: int) -> str:
    signs = []
    for _ in range(NUMERALS):
        number, remainder = divmod(number, BASE)
        signs.append(SIGNS[remainder])
    return "".join(reversed(signs))


def _check_sign(signs: str) -> str:
    """Return the sign that makes the weighted sum of all eight a multiple of 31.

    The weights 1 to 8 differ and 31 is prime: no single error and no transposition
    keeps the sum.
    """
    total = sum(
        weight * SIGNS.index(sign) for weight, sign in enumerate(signs, start=2)
    )
    return SIGNS[-total % BASE]


def _grouped(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"
