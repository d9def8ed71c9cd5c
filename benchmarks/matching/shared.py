"""One table shared by many partnerships: `python -m benchmarks.matching.shared DATA
[--each 3000] [--steps 10,50,100,200,343]`.

DATA: a set of the kit, without .records.jsonl. Each partnership gets people drawn from
it by chance, sealed and indexed under its own keys. At each step queries with mixed
errors are asked in partnerships all over the table, for one of their own people each.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks import stage
from benchmarks.matching import costs

SEED, ASKED, EACH_ASKED, WARMING = 7, 20, 15, 30
Record = dict[str, Any]


def main(data: str, each: int, steps: list[int]) -> None:
    from benchmarks.matching.kit.harness import load
    from saltmarsh.cli import match_stdio

    chance = random.Random(SEED)  # noqa: S311 - to be repeated
    people = list(load(f"{data}.records.jsonl"))
    queries = [one for one in load(f"{data}.queries.jsonl") if is_mixed(one)]
    programs: list[tuple[Any, list[Record]]] = []
    for step in steps:
        for _ in range(step - len(programs)):
            program, own = match_stdio.begin(), chance.sample(people, each)
            program.keep(own)
            program.answer({"op": "ready"})
            programs.append((program, own))
        costs.analyse()
        print(f"{step} partnerships, {step * each:,} people", flush=True)
        asked = chance.sample(programs, min(ASKED, step))
        ask(list(questions(asked, queries, chance)))
        costs.sizes(step * each)


def is_mixed(query: Record) -> bool:
    return bool(query["scenario"] == "mix" and query["truth"])


def questions(
    programs: list[tuple[Any, list[Record]]], queries: list[Record], chance: Any
) -> Iterator[tuple[Any, Record, set[str]]]:
    """Yield what is asked of whom, in an order that no partnership's pages outlast."""
    for program, own in programs:
        held = {one["id"] for one in own}
        answerable = [one for one in queries if held.intersection(one["truth"])]
        for query in chance.sample(answerable, min(EACH_ASKED, len(answerable))):
            yield program, query["record"], held.intersection(query["truth"])


def ask(asked: list[tuple[Any, Record, set[str]]]) -> None:
    random.Random(SEED).shuffle(asked)  # noqa: S311 - to be repeated
    for program, record, _truth in asked[:WARMING]:
        program.answer({"op": "query", "record": record, "k": 10})
    costs.ask(asked)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--each", type=int, default=3000, help="people of each")
    parser.add_argument("--steps", default="10,50,100,200,343")
    chosen = parser.parse_args()
    steps = [int(step) for step in chosen.steps.split(",")]
    with stage.opened():
        sys.exit(main(chosen.data, chosen.each, steps))
