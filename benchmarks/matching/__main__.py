"""Measures matching: `python -m benchmarks.matching DATA [--limit N]`.

DATA: a set of the kit, without .records.jsonl, as benchmarks/matching/data/dev20k.
Prints what docs/reference/matching.md holds, per scenario and per community.
"""

import argparse
import os
import sys

from benchmarks.matching import report
from benchmarks.matching.kit import harness

PROGRAM = "./saltmarsh match-stdio --profile benchmark"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--limit", type=int, help="queries of each scenario")
    parser.add_argument("--only", help="scenarios, with commas")
    parser.add_argument("--program", default=PROGRAM)
    chosen = parser.parse_args()
    only = chosen.only.split(",") if chosen.only else None
    program = harness.JsonlSut(chosen.program)
    found, rows = harness.run(program, chosen.data, limit=chosen.limit, only=only)
    load = os.getloadavg()[1]
    print(f"{found['records']:,} records, built in {found['build_s']} s")
    print(f"queries {found['queries']:,}, load average {load:.1f}")
    print(f"latency in ms {found['latency_ms']}, opened {found['candidates']}")
    print("\n".join(report.by_scenario(found["scenarios"])))
    print("\n".join(report.by_community(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
