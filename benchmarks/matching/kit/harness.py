"""Benchmark of a person search.

System under test (SUT), in process:  a class with
    index(records: iterable of dict) -> None
    query(record: dict, k: int) -> list of (id, score)   best first; score comparable between queries (higher = surer)
    last_candidates: int (optional, records decrypted/scored for the last query)
    stats() -> dict      (optional: bytes on disk, build seconds, ...)
named on the command line as  package.module:Class  (keyword arguments as JSON with --args).

Out of process: --cmd "program ..." ; one JSON object a line on stdin, one a line back:
    {"op":"index","records":[...]} -> {"ok":true}        (sent in chunks of 5,000; {"op":"ready"} ends the load)
    {"op":"query","record":{...},"k":10} -> {"results":[["id",score],...],"candidates":123}

    python -m benchkit.harness --data data/dev20k --cmd "python example_program.py" --out results/x.json
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import subprocess
import time
from collections import defaultdict


class JsonlSut:
    def __init__(self, cmd):
        self.p = subprocess.Popen(
            cmd,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def _call(self, o):
        self.p.stdin.write(json.dumps(o) + "\n")
        self.p.stdin.flush()
        return json.loads(self.p.stdout.readline())

    def index(self, records):
        buf = []
        for r in records:
            buf.append(r)
            if len(buf) == 5000:
                self._call({"op": "index", "records": buf})
                buf = []
        if buf:
            self._call({"op": "index", "records": buf})
        self._call({"op": "ready"})

    def query(self, record, k=10):
        a = self._call({"op": "query", "record": record, "k": k})
        self.last_candidates = a.get("candidates")
        return [tuple(x) for x in a["results"]]


def load(path):
    with (
        gzip.open(path + ".gz", "rt")
        if not os.path.exists(path) and os.path.exists(path + ".gz")
        else open(path)
    ) as f:
        for l in f:
            yield json.loads(l)


def pct(v, p):
    v = sorted(v)
    return v[min(len(v) - 1, int(p / 100 * len(v)))] if v else None


def run(sut, data, k=10, limit=None, only=None, warm=30):
    t = time.perf_counter()
    n = 0

    def gen():
        nonlocal n
        for r in load(data + ".records.jsonl"):
            n += 1
            yield r

    sut.index(gen())
    build = time.perf_counter() - t
    per = defaultdict(list)
    lat, cand, rows = [], [], []
    qs = [q for q in load(data + ".queries.jsonl") if not only or q["scenario"] in only]
    if limit:
        c = defaultdict(int)
        keep = []
        for q in qs:
            if c[q["scenario"]] < limit:
                keep.append(q)
                c[q["scenario"]] += 1
        qs = keep
    for q in qs[:warm]:
        sut.query(q["record"], k)
    for q in qs:
        ex = set(q.get("exclude", ()))
        t = time.perf_counter()
        res = sut.query(q["record"], k + len(ex))
        dt = time.perf_counter() - t
        res = [x for x in res if x[0] not in ex][:k]
        lat.append(dt)
        c = getattr(sut, "last_candidates", None)
        if c is not None:
            cand.append(c)
        tr = set(q["truth"])
        hit = [i for i, (rid, s) in enumerate(res) if rid in tr]
        per[q["scenario"]].append((len(tr), len(hit), hit[0] if hit else None))
        rows.append(
            (
                q["scenario"],
                [(s, rid in tr) for rid, s in res],
                len(tr),
                dt,
                c,
                q.get("community"),
                q.get("qid"),
            )
        )
    out = {
        "records": n,
        "build_s": round(build, 2),
        "build_us_per_record": round(build / n * 1e6, 1),
        "queries": len(qs),
        "scenarios": {},
        "latency_ms": {f"p{p}": round(pct(lat, p) * 1e3, 2) for p in (50, 95, 99)},
        "candidates": {f"p{p}": pct(cand, p) for p in (50, 95, 99)} if cand else None,
    }
    for s, v in per.items():
        T = sum(a for a, _, _ in v)
        out["scenarios"][s] = {
            "n": len(v),
            "recall10": round(sum(min(b, a) for a, b, _ in v) / T, 4) if T else None,
            "hit1": round(sum(h == 0 for _, _, h in v) / len(v), 4),
            "hit10": round(sum(h is not None for _, _, h in v) / len(v), 4),
        }
    if hasattr(sut, "stats"):
        out["sut"] = sut.stats()
    return out, rows


def threshold_report(
    rows, scen=("mix",), no=("nomatch",), t=None, target_precision=0.9
):
    """precision / recall of what is shown at score >= t; t is chosen for the target precision when not given"""
    pairs, T, nom = [], 0, []
    for s, res, tr, *_ in rows:
        if s in scen:
            pairs += res
            T += tr
        elif s in no:
            pairs += res
            nom.append(max((x for x, _ in res), default=-1e9))
    if not pairs or not T:
        return None
    if t is None:
        best = None
        for cut in sorted({round(x, 2) for x, _ in pairs}):
            tp = sum(1 for x, y in pairs if x >= cut and y)
            al = sum(1 for x, _ in pairs if x >= cut)
            if al and tp / al >= target_precision:
                best = cut
                break
        t = best if best is not None else max(x for x, _ in pairs)
    tp = sum(1 for x, y in pairs if x >= t and y)
    al = sum(1 for x, _ in pairs if x >= t)
    return {
        "threshold": round(t, 2),
        "precision": round(tp / max(al, 1), 4),
        "recall": round(tp / T, 4),
        "false_alert_rate": round(sum(x >= t for x in nom) / max(1, len(nom)), 4),
        "shown_per_query": round(
            al / max(1, len([1 for r in rows if r[0] in scen + no])), 3
        ),
    }


def by_community(rows, t):
    """recall@10, precision and false-alert rate at the threshold for each community of the generator (fairness check)"""
    out = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for s, res, T, _dt, _c, com, _qid in rows:
        o = out[com]
        if s == "mix":
            o[0] += T
            o[1] += sum(y for _, y in res)
            o[2] += sum(1 for x, _ in res if x >= t)
            o[3] += sum(1 for x, y in res if y and x >= t)
        elif s == "nomatch":
            o[4] += 1
            o[5] += any(x >= t for x, _ in res)
    return {
        k: {
            "truth": a,
            "recall10": round(b / a, 3),
            "precision": round(d / max(1, c), 3),
            "recall_at_t": round(d / a, 3),
            "false_alert_rate": round(f / max(1, e), 3),
        }
        for k, (a, b, c, d, e, f) in sorted(out.items(), key=lambda x: -x[1][0])
        if a
    }


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--data", required=True)
    a.add_argument("--sut")
    a.add_argument("--cmd")
    a.add_argument("--args", default="{}")
    a.add_argument("--k", type=int, default=10)
    a.add_argument("--limit", type=int)
    a.add_argument("--only")
    a.add_argument("--out")
    a.add_argument("--threshold", type=float)
    a.add_argument("--rows")
    o = a.parse_args()
    if o.cmd:
        sut = JsonlSut(o.cmd)
    else:
        m, c = o.sut.split(":")
        sut = getattr(importlib.import_module(m), c)(**json.loads(o.args))
    out, rows = run(sut, o.data, o.k, o.limit, o.only.split(",") if o.only else None)
    out["sut_name"], out["data"] = o.sut or o.cmd, o.data
    scen = tuple(
        s for s in out["scenarios"] if s == "mix" or s.startswith("febrl")
    ) or tuple(out["scenarios"])
    out["at_threshold"] = threshold_report(rows, scen, t=o.threshold)
    if out["at_threshold"] and "mix" in out["scenarios"]:
        out["by_community"] = by_community(rows, out["at_threshold"]["threshold"])
    if o.rows:
        with open(o.rows, "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in rows)
    js = json.dumps(out, indent=1)
    if o.out:
        open(o.out, "w").write(js)
    S = out["scenarios"]
    print({k: v for k, v in out.items() if k not in ("scenarios", "by_community")})
    print(" ".join(f"{s}={v['recall10']}" for s, v in S.items()))


if __name__ == "__main__":
    main()
