"""Synthetic population + queries.

record : {"id","given","middle","family","aliases":[..],"dob","gender","address","postcode"}   (missing = null / "" / absent)
query  : {"qid","scenario","record":{same fields, or "name" for a free search},"truth":[record ids], "person"}
A person has one record, 12 % have two or three (earlier referrals, each entered with its own errors).
Run:  python -m benchkit.population --n 100000 --world dev --seed 11 --out data/dev100k
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import json
import random
from datetime import date, timedelta
from pathlib import Path

from benchmarks.matching.kit import corrupt as C
from benchmarks.matching.kit import names_data as nd

REF = date(2026, 11, 1)
STREETS = [
    "Park",
    "Church",
    "Station",
    "Victoria",
    "Green",
    "Mill",
    "Albert",
    "High",
    "Queens",
    "Kings",
    "School",
    "George",
    "Manor",
    "Chapel",
    "North",
    "South",
    "West",
    "East",
    "New",
    "Grange",
    "Springfield",
    "Highfield",
    "Richmond",
    "Windsor",
    "Alexandra",
    "York",
    "Stanley",
    "Broad",
    "Cross",
    "Hill",
    "Lime",
    "Oak",
    "Ash",
    "Elm",
    "Cedar",
    "Birch",
    "Maple",
    "Holly",
    "Rose",
    "Hawthorn",
    "Clifton",
    "Wellington",
    "Nelson",
    "Devonshire",
    "Cambridge",
    "Oxford",
    "Lancaster",
    "Warwick",
    "Stafford",
]
KINDS = [
    "Road",
    "Street",
    "Avenue",
    "Lane",
    "Close",
    "Drive",
    "Crescent",
    "Terrace",
    "Grove",
    "Way",
]


class Picker:
    def __init__(self, d):
        self.k = list(d)
        self.c = list(itertools.accumulate(d.values()))

    def __call__(self, r):
        return self.k[bisect.bisect(self.c, r.random() * self.c[-1])]


def rand_dob(r, style):
    p = r.random()
    if p < 0.60:
        age = r.triangular(8, 21, 15)
    elif p < 0.86:
        age = r.uniform(20, 36)
    else:
        age = r.uniform(36, 78)
    d = REF - timedelta(days=int(age * 365.25))
    if style in ("somali", "arab") and r.random() < 0.12:
        d = date(d.year, 1, 1)
    return d.isoformat()


def polish_fem(f):
    for a, b in (
        ("ski", "ska"),
        ("cki", "cka"),
        ("dzki", "dzka"),
        ("ny", "na"),
        ("wy", "wa"),
    ):
        if f.endswith(a):
            return f[: -len(a)] + b
    return f


class World:
    def __init__(self, world, n, seed):
        self.world, self.r = world, random.Random(f"{world}-{seed}")
        self.C = nd.communities(world)
        self.P = {
            k: {
                "m": Picker(v["m"]),
                "f": Picker(v["f"]),
                "fam": Picker(v["fam"]),
                "style": v["style"],
            }
            for k, v in self.C.items()
        }
        self.pc = Picker({k: v["share"] for k, v in self.C.items()})
        units = max(200, n // 30)
        areas = (
            ["B%d" % i for i in range(1, 48)]
            + ["WS%d" % i for i in range(1, 15)]
            + ["CV%d" % i for i in range(1, 13)]
            + ["DY%d" % i for i in range(1, 14)]
        )
        L = "ABDEFGHJLNPQRSTUWXYZ"
        self.units = [
            "%s %d%s%s"
            % (
                self.r.choice(areas),
                self.r.randrange(1, 10),
                self.r.choice(L),
                self.r.choice(L),
            )
            for _ in range(units)
        ]
        self.tri = nd.translit_index(world)

    def addr(self):
        r = self.r
        return "%d %s %s" % (
            r.randrange(1, 160),
            r.choice(STREETS),
            r.choice(KINDS),
        ), r.choice(self.units)

    def form(self, name, style):
        """spelling in use for this person: one member of the variant group"""
        if style in ("muslim", "arab") and self.r.random() < 0.35:
            g = self.tri.get(name.lower())
            if g:
                return self.r.choice(g).capitalize()
        if style == "somali" and self.r.random() < 0.75:
            return self.r.choice(nd.SOMALI[name])
        return name

    def household(self):
        r = self.r
        c = self.pc(r)
        P = self.P[c]
        st = P["style"]
        fam = P["fam"](r)
        address, postcode = self.addr()
        size = r.choices((1, 2, 3, 4), (0.66, 0.2, 0.09, 0.05))[0]
        twins = size > 1 and r.random() < 0.05
        dob0 = None
        for i in range(size):
            g = "m" if r.random() < 0.68 else "f"
            given = self.form(P[g](r).split(" ")[0], st)
            middle = ""
            if st == "western" and r.random() < 0.45:
                middle = P[g](r).split(" ")[0]
            f = fam if i == 0 or r.random() < 0.8 else P["fam"](r)
            family = self.form(f, st)
            if st == "muslim":
                if (
                    g == "m"
                    and r.random() < 0.45
                    and not given.lower().startswith(("moh", "muh"))
                ):
                    given, middle = self.form("Mohammed", st), given
                elif g == "f" and r.random() < 0.15:
                    family = r.choice(("Begum", "Bibi", "Khatun", "Akhtar"))
            elif st == "arab":
                if r.random() < 0.35:
                    middle = self.form(P["m"](r), st)
                if r.random() < 0.3:
                    family = r.choice(("Al-", "Al ", "El-", "Al")) + family
            elif st == "somali":
                middle = self.form(P["fam"](r), st)
            elif st == "polish" and g == "f":
                family = polish_fem(family)
            elif st == "western" and c in ("british", "irish") and r.random() < 0.04:
                family = family + "-" + P["fam"](r)
            dob = dob0 if (twins and dob0) else rand_dob(r, st)
            dob0 = dob0 or dob
            yield {
                "given": given,
                "middle": middle,
                "family": family,
                "dob": dob,
                "gender": g,
                "address": address,
                "postcode": postcode,
                "community": c,
                "style": st,
            }


FIELDS = ("given", "middle", "family", "dob", "gender", "address", "postcode")


def clean(p):
    return {k: p.get(k) or None for k in FIELDS}


def mutate(w: World, p, rec, op):
    """apply one named corruption to rec (in place); False if not applicable"""
    r, world, st = w.r, w.world, p["style"]
    g, m, f, dob = (
        rec.get("given"),
        rec.get("middle"),
        rec.get("family"),
        rec.get("dob"),
    )
    if op == "typo_family" and f:
        rec["family"] = C.typo(f, r)
        return rec["family"] != f
    if op == "typo_given" and g:
        rec["given"] = C.typo(g, r)
        return rec["given"] != g
    if op == "typo2_family" and f:
        rec["family"] = C.typo(C.typo(f, r), r)
        return rec["family"] != f
    if op == "phon_family" and f:
        rec["family"] = C.phonetic(f, r, world)
        return rec["family"] != f
    if op == "phon_given" and g:
        rec["given"] = C.phonetic(g, r, world)
        return rec["given"] != g
    if op == "translit":
        if st not in ("muslim", "arab", "somali") and p["community"] not in (
            "turkish",
            "ukrainian",
            "indian",
            "african",
        ):
            return False
        done = False
        for k in ("given", "middle", "family"):
            if rec.get(k) and r.random() < 0.8:
                v = "-".join(C.translit(x, r, world, st) for x in rec[k].split("-"))
                done |= v != rec[k]
                rec[k] = v
        return done
    if op == "nickname" and g:
        n = C.nickname(g, r, world)
        if not n:
            return False
        rec["given"] = n
        return True
    if op == "swap_names" and g and f:
        rec["given"], rec["family"] = f, g
        return g != f
    if op == "drop_middle":
        if not m:
            return False
        rec["middle"] = None
        return True
    if op == "use_middle":  # known by the middle name / Mohammed dropped
        if not m:
            return False
        rec["given"], rec["middle"] = m, None
        return True
    if op == "patronymic":  # family name dropped, father's name used
        if st not in ("somali", "arab") or not m:
            return False
        rec["family"], rec["middle"] = m, None
        return True
    if op == "hyphen":
        if f and "-" in f and not f.startswith(("Al-", "El-")):
            rec["family"] = r.choice(f.split("-"))
            return True
        if f and f.startswith(("Al-", "El-", "Al ")):
            rec["family"] = r.choice((f[3:], f[:2] + f[3:], f[:2] + " " + f[3:]))
            return True
        if p["community"] in ("british", "irish") and f:
            rec["family"] = f + "-" + w.P[p["community"]]["fam"](r)
            return True
        return False
    if op == "new_surname" and f:
        rec["family"] = w.P[p["community"]]["fam"](r)
        return rec["family"] != f
    if op == "initial" and g:
        rec["given"] = g[0]
        rec["middle"] = None
        return True
    if op == "given_missing":
        rec["given"] = None
        rec["middle"] = None
        return True
    if op == "polish_gender" and st == "polish" and f:
        n = (
            polish_fem(f)
            if polish_fem(f) != f
            else (f[:-1] + "i" if f.endswith(("ska", "cka")) else f)
        )
        rec["family"] = n
        return n != f
    if op == "dob_swap" and dob:
        n = C.dob_swap(dob)
        if not n:
            return False
        rec["dob"] = n
        return True
    if op == "dob_year" and dob:
        rec["dob"] = C.dob_year(dob, r)
        return True
    if op == "dob_typo" and dob:
        rec["dob"] = C.dob_typo(dob, r)
        return rec["dob"] != dob
    if op == "dob_missing" and dob:
        rec["dob"] = None
        return True
    if op == "dob_yearonly" and dob:
        rec["dob"] = dob[:4]
        return True
    if op == "moved":
        rec["address"], rec["postcode"] = w.addr()
        return True
    if op == "no_address":
        rec["address"] = rec["postcode"] = None
        return True
    if op == "gender_flip" and rec.get("gender"):
        rec["gender"] = "f" if rec["gender"] == "m" else "m"
        return True
    if op == "pc_typo" and rec.get("postcode"):
        x = rec["postcode"]
        i = r.randrange(len(x))
        rec["postcode"] = (
            x[:i]
            + r.choice("ABDEFGHJLNPQRSTUWXYZ" if x[i].isalpha() else "123456789")
            + x[i + 1 :]
        )
        return rec["postcode"] != x
    if op == "addr_typo" and rec.get("address"):
        a = rec["address"]
        rec["address"] = (
            C.typo(a, r)
            if r.random() < 0.5
            else a.replace(" Road", " Rd")
            .replace(" Street", " St")
            .replace(" Avenue", " Ave")
            .replace(" Crescent", " Cres")
            .replace(" Close", " Cl")
        )
        return True
    if op == "addr_missing" and rec.get("address"):
        rec["address"] = None
        return True
    if op == "gender_missing":
        rec["gender"] = None
        return True
    return False


# the realistic mix: independent probabilities per field for one data entry
MIX = [
    ("drop_middle", 0.40),
    ("translit", 0.45),
    ("typo_family", 0.13),
    ("phon_family", 0.10),
    ("typo_given", 0.10),
    ("phon_given", 0.07),
    ("nickname", 0.12),
    ("swap_names", 0.04),
    ("use_middle", 0.05),
    ("patronymic", 0.06),
    ("hyphen", 0.04),
    ("new_surname", 0.04),
    ("polish_gender", 0.3),
    ("dob_swap", 0.04),
    ("dob_year", 0.03),
    ("dob_typo", 0.05),
    ("dob_missing", 0.10),
    ("dob_yearonly", 0.03),
    ("gender_missing", 0.15),
    ("gender_flip", 0.02),
    ("pc_typo", 0.05),
    ("addr_typo", 0.2),
    ("addr_missing", 0.1),
]


def mix(w, p, rec, scale=1.0, move=0.30, noaddr=0.25):
    ops = []
    for op, pr in MIX:
        if w.r.random() < pr * scale and mutate(w, p, rec, op):
            ops.append(op)
    x = w.r.random()
    if x < move:
        mutate(w, p, rec, "moved")
        ops.append("moved")
    elif x < move + noaddr:
        mutate(w, p, rec, "no_address")
        ops.append("no_address")
    if not rec.get("given") and not rec.get("family"):
        rec["family"] = p["family"]
    return ops


# single-cause scenarios: op, then what else is hidden.  base = moved + nothing else missing
SINGLE = {
    "exact": [],
    "typo_family": ["typo_family", "moved"],
    "typo2_family": ["typo2_family", "moved"],
    "typo_given": ["typo_given", "moved"],
    "typo_both": ["typo_family", "typo_given", "moved"],
    "phon_family": ["phon_family", "moved"],
    "phon_both": ["phon_family", "phon_given", "moved"],
    "translit": ["translit", "moved"],
    "nickname": ["nickname", "moved"],
    "swap_names": ["swap_names", "moved"],
    "drop_middle": ["drop_middle", "moved"],
    "use_middle": ["use_middle", "moved"],
    "patronymic": ["patronymic", "moved"],
    "hyphen": ["hyphen", "moved"],
    "new_surname": ["new_surname", "moved"],
    "initial": ["initial", "moved"],
    "given_missing": ["given_missing", "no_address"],
    "dob_swap": ["dob_swap", "moved"],
    "dob_year": ["dob_year", "moved"],
    "dob_typo": ["dob_typo", "moved"],
    "dob_missing": ["dob_missing"],
    "dob_missing_moved": ["dob_missing", "moved"],
    "swap_names_typo": ["swap_names", "typo_family", "no_address"],
    "typo_dobswap": ["typo_family", "dob_swap", "no_address"],
    "translit_dobyear": ["translit", "dob_year", "no_address"],
    "typo_family_dobmissing": ["typo_family", "dob_missing"],
    "new_surname_dobyear": ["new_surname", "dob_year"],
}


def generate(n, world, seed, nq=3000, nsingle=300):
    w = World(world, n, seed)
    r = w.r
    recs, people, hh, nh = [], [], [], 0
    while len(recs) < n:
        for p in w.household():
            pid = len(people)
            ids = []
            k = r.choices((1, 2, 3), (0.88, 0.09, 0.03))[0]
            for j in range(k):
                rec = clean(p)
                mix(
                    w,
                    p,
                    rec,
                    scale=0.35 if j == 0 else 0.8,
                    move=0 if j == 0 else 0.25,
                    noaddr=0.15,
                )
                rec["id"] = f"r{len(recs)}"
                recs.append(rec)
                ids.append(rec["id"])
            people.append((p, ids))
            hh.append(nh)
        nh += 1
    generate.person = {i: k for k, (_, ids) in enumerate(people) for i in ids}
    generate.household = {i: hh[k] for k, (_, ids) in enumerate(people) for i in ids}
    queries = []

    def q(scn, p, ids, rec, ops):
        queries.append(
            {
                "qid": f"q{len(queries)}",
                "scenario": scn,
                "record": rec,
                "truth": ids,
                "community": p["community"],
                "ops": ops,
            }
        )

    for pid in r.sample(range(len(people)), min(nq, len(people) // 2)):
        p, ids = people[pid]
        rec = clean(p)
        ops = mix(w, p, rec)
        q("mix", p, ids, rec, ops)
    for p in itertools.islice(
        (p for _ in itertools.count() for p in w.household()), nq // 2
    ):  # persons not in the index
        rec = clean(p)
        ops = mix(w, p, rec)
        q("nomatch", p, [], rec, ops)
    for scn, ops in SINGLE.items():
        got = tries = 0
        while got < nsingle and tries < nsingle * 60:
            tries += 1
            p, ids = people[r.randrange(len(people))]
            rec = clean(p)
            if all(mutate(w, p, rec, op) for op in ops):
                q(scn, p, ids, rec, ops)
                got += 1
    # half-remembered free search: name only, misspelt; and name + approximate age
    for scn in ("search_name", "search_name_year", "search_surname_year"):
        for _ in range(nsingle):
            p, ids = people[r.randrange(len(people))]
            rec = clean(p)
            mutate(
                w,
                p,
                rec,
                r.choice(
                    (
                        "typo_family",
                        "phon_family",
                        "translit",
                        "typo_given",
                        "drop_middle",
                    )
                ),
            )
            name = (
                rec["family"]
                if scn == "search_surname_year"
                else " ".join(x for x in (rec["given"], rec["family"]) if x)
            )
            out = {"name": name.lower()}
            if scn != "search_name":
                out["dob"] = str(int(p["dob"][:4]) + r.choice((-1, 0, 0, 0, 1)))
            q(scn, p, ids, out, [])
    return recs, queries


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--n", type=int, default=100000)
    a.add_argument("--world", default="dev")
    a.add_argument("--seed", type=int, default=11)
    a.add_argument("--nq", type=int, default=3000)
    a.add_argument("--nsingle", type=int, default=300)
    a.add_argument("--out", required=True)
    o = a.parse_args()
    recs, qs = generate(o.n, o.world, o.seed, o.nq, o.nsingle)
    Path(o.out).parent.mkdir(parents=True, exist_ok=True)
    for nm, rows in (("records", recs), ("queries", qs)):
        with open(f"{o.out}.{nm}.jsonl", "w") as f:
            f.writelines(json.dumps(x, ensure_ascii=False) + "\n" for x in rows)
    print(o.out, len(recs), len(qs))


if __name__ == "__main__":
    main()
