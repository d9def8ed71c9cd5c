"""Error model.  Typing errors follow FEBRL's generator (Christen 2005): insert,
delete, substitute (keyboard neighbour preferred), transpose; plus OCR-like and
phonetic respelling.  Every function takes a random.Random and is deterministic."""

from __future__ import annotations

import random
import re

from benchmarks.matching.kit import names_data as nd

KEY = {}
for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm"):
    for i, c in enumerate(row):
        KEY[c] = row[max(0, i - 1) : i] + row[i + 1 : i + 2]
OCR = [
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("li", "h"),
    ("l", "i"),
    ("i", "l"),
    ("vv", "w"),
    ("e", "c"),
    ("n", "u"),
    ("u", "n"),
    ("h", "b"),
    ("g", "q"),
]

# phonetic respelling rules
PHON = {
    "dev": [
        ("ph", "f"),
        ("f", "ph"),
        ("ck", "k"),
        ("c(?=[aou])", "k"),
        ("k(?=[aou])", "c"),
        ("ee", "ea"),
        ("ie", "y"),
        ("y$", "ie"),
        ("ey$", "y"),
        ("oo", "u"),
        ("ou", "u"),
        ("ll", "l"),
        ("ss", "s"),
        ("tt", "t"),
        ("nn", "n"),
        ("i", "y"),
        ("z", "s"),
        ("ei", "ie"),
        ("dd", "d"),
        ("ah$", "a"),
        ("a$", "ah"),
        ("q", "k"),
        ("gh", "g"),
    ],
}
# generic romanisation drift for names that are in no variant group
ROM = [
    ("oo", "u"),
    ("u(?=[^aeiou])", "ou"),
    ("ee", "i"),
    ("i(?=[^aeiou])", "ee"),
    ("ss", "s"),
    ("s(?=[aeiou])", "ss"),
    ("mm", "m"),
    ("dd", "d"),
    ("ai", "ay"),
    ("ay", "ai"),
    ("ei", "ai"),
    ("kh", "ch"),
    ("q", "k"),
    ("k", "q"),
    ("gh", "g"),
    ("ah$", "a"),
    ("a$", "ah"),
    ("h$", ""),
    ("dh", "d"),
    ("th", "t"),
    ("z", "dh"),
    ("ou", "u"),
    ("o(?=[^aeiou])", "u"),
    ("e(?=[^aeiou])", "a"),
    ("sh", "ch"),
    ("j", "dj"),
    ("w", "v"),
    ("v", "w"),
    ("iy", "i"),
    ("y$", "i"),
    ("i$", "y"),
    ("yy", "y"),
    ("uddin", "ud-din"),
    ("ullah", "ulla"),
]


def typo(s, r: random.Random):
    if len(s) < 2:
        return s
    for _ in range(8):
        p = r.random()
        i = r.randrange(len(s))
        c = s[i].lower()
        out = s
        if p < 0.22 and len(s) > 3:  # delete
            out = s[:i] + s[i + 1 :]
        elif p < 0.42:  # insert (often a double)
            ins = c if r.random() < 0.4 else r.choice(KEY.get(c) or "aeiou")
            out = s[:i] + ins + s[i:]
        elif p < 0.72:  # substitute
            sub = (
                r.choice(KEY[c])
                if c in KEY and KEY[c] and r.random() < 0.6
                else r.choice("abcdefghijklmnopqrstuvwxyz")
            )
            out = s[:i] + sub + s[i + 1 :]
        elif p < 0.92 and i + 1 < len(s):  # transpose
            out = s[:i] + s[i + 1] + s[i] + s[i + 2 :]
        else:  # OCR
            a, b = r.choice(OCR)
            out = s.replace(a, b, 1) if a in s else s
        out = out.strip(" -'")
        if out.lower() != s.lower() and out:
            return out[0].upper() + out[1:]
    return s


def _rules(s, rules, r, n=1):
    low = s.lower()
    done = 0
    order = rules[:]
    r.shuffle(order)
    for a, b in order:
        m = list(re.finditer(a, low))
        if m:
            k = r.choice(m)
            new = low[: k.start()] + b + low[k.end() :]
            if new != low and len(new) > 1:
                low = new
                done += 1
                if done >= n:
                    break
    return low.capitalize() if done else s


def phonetic(s, r, world):
    out = _rules(s, PHON[world], r, 1 if r.random() < 0.65 else 2)
    return out


def translit(s, r, world, style=""):
    low = s.lower()
    if style == "somali":
        f = nd.SOMALI.get(s)
        if f:
            return r.choice(f)
        for k, v in nd.SOMALI.items():
            if s in v:
                return r.choice([k] + [x for x in v if x != s])
    g = nd.translit_index(world).get(low)
    if g and r.random() < 0.85:
        return r.choice(g).capitalize()
    return _rules(s, ROM, r, 1 if r.random() < 0.6 else 2)


def nickname(s, r, world):
    f = nd.nick_index(world).get(s.lower())
    return r.choice(f).capitalize() if f else None


def dob_swap(d):
    y, m, dd = d.split("-")
    return f"{y}-{dd}-{m}" if int(dd) <= 12 and dd != m else None


def dob_year(d, r):
    y, m, dd = d.split("-")
    return f"{int(y) + r.choice((-1, 1)):04d}-{m}-{dd}"


def dob_typo(d, r):
    y, m, dd = d.split("-")
    p = r.random()
    if p < 0.4:
        n = max(1, min(28, int(dd) + r.choice((-10, -1, 1, 10, -2, 2))))
        return f"{y}-{m}-{n:02d}" if n != int(dd) else f"{y}-{m}-{(n % 28) + 1:02d}"
    if p < 0.65:
        n = (int(m) - 1 + r.choice((-1, 1))) % 12 + 1
        return f"{y}-{n:02d}-{min(int(dd), 28):02d}"
    if p < 0.85:  # digit transposition / decade slip in year
        n = int(y) + r.choice((-10, 10, -2, 2, 9, -9))
        return f"{n:04d}-{m}-{dd}"
    return f"{y}-01-01"
