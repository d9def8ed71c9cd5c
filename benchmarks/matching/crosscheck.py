"""The table of weights beside what Splink estimates without labels: `python -m
benchmarks.matching.crosscheck DATA [--queries N]`.

Needs requirements/benchmarks.txt in an environment of its own. Splink, the record
linkage library of the Ministry of Justice, is handed the records, the queries and our
comparisons, and not which pairs are true: its expectation maximisation finds m and u,
how often each level is seen among records of one person and among any two. Ours are
counted from labelled pairs by `train`. The order of names is decided together with
them, so it is no comparison of its own.
"""

import argparse
import json
import logging
import math
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import django

from benchmarks.matching import train
from benchmarks.matching.kit.harness import load
from saltmarsh.casework.identities import profiles, weighing
from saltmarsh.casework.identities.keys import day_and_month
from saltmarsh.casework.identities.profiles import Profile
from saltmarsh.casework.identities.skeletons import readings

# What a comparison reads: Splink leaves one out while it trains on pairs that agree on it.
READS = {
    "given": "given",
    "family": "family",
    "middle": "middle",
    "birth": "born",
    "place": "postcode",
    "gender": "gender",
}
# Pairs to train on agree on one of these; the other comparisons are then estimated.
TRAINED_ON = (("born",), ("given", "family"), ("postcode",))
RANDOM_PAIRS, SEED, REMEMBERED = 100_000, 1, 100_000
SAMPLE = 1000  # queries
FEWER = 15  # random pairs of each, a tenth of those that the table is from
FLOOR = -12.0  # bits: a level that was never seen is no proof
Estimates = dict[tuple[str, str], tuple[float, float]]


def main(data: str, most: int) -> int:
    records = list(load(f"{data}.records.jsonl"))
    queries = [
        one
        for one in load(f"{data}.queries.jsonl")
        if one["scenario"] in {"mix", "nomatch"}
    ][:most]
    theirs = estimated(records, queries)
    made = {record["id"]: train.profile_of(record) for record in records}
    true, others = train.counted(data, made, pairs=FEWER)
    print(f"{len(records):,} records, {len(queries):,} queries")
    print("\n".join(lines(true, others, theirs)))
    return 0


def lines(true: train.Counts, others: train.Counts, theirs: Estimates) -> Iterator[str]:
    """Yield the rows of a table: m, u and weight as counted, then as estimated."""
    table = weighing.table()
    yield "| | level | m | u | counted | in use | Splink m | u | estimated | less counted |"
    yield "| --- " * 10 + "|"
    for part in READS:
        for level in train.LEVELS[part]:
            ours = tuple(
                (counts[part][level] + 0.5) / (sum(counts[part].values()) + 1)
                for counts in (true, others)
            )
            m, u = theirs.get((part, level), (0.0, 0.0))
            counted, known = bits(*ours), bool(m and u)
            found = (
                f"{bits(m, u):+.1f} | {bits(m, u) - counted:+.1f}" if known else "– | –"
            )
            yield (
                f"| {part} | {level} | {ours[0]:.4f} | {ours[1]:.5f} | {counted:+.1f}"
                f" | {table[part][level]:+.1f} | {m:.4f} | {u:.5f} | {found} |"
            )


def bits(m: float, u: float) -> float:
    """Return the weight of a level, floored."""
    return max(FLOOR, math.log2(m / u))


def estimated(records: list[Any], queries: list[Any]) -> Estimates:
    """Return {(part, level): (m, u)} as Splink finds them without labels."""
    import duckdb
    import pyarrow
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    for part in READS:
        connection.create_function(
            f"level_of_{part}", level_of(part), ["VARCHAR", "VARCHAR"], "VARCHAR"
        )
    database = DuckDBAPI(connection)
    tables = [
        database.register(
            pyarrow.Table.from_pylist([row(one["id"], one) for one in records])
        ),
        database.register(
            pyarrow.Table.from_pylist(
                [row(one["qid"], one["record"]) for one in queries]
            )
        ),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[comparison(part) for part in READS],
        blocking_rules_to_generate_predictions=[block_on("born")],
        probability_two_random_records_match=1 / len(records),
    )
    linker = Linker(tables, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    for columns in TRAINED_ON:
        rule = block_on(*columns)
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return dict(read(linker.misc.save_model_to_json()))


def read(model: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    for one in model["comparisons"]:
        for level in one["comparison_levels"]:
            found = level.get("m_probability") or 0.0, level.get("u_probability") or 0.0
            yield (one["output_column_name"], level["label_for_charts"]), found


def comparison(part: str) -> Any:
    """Return our comparison of a part, as Splink takes it."""
    import splink.comparison_library as library

    column, *others, last = READS[part], *train.LEVELS[part]
    call = f"level_of_{part}(told_l, told_r)"
    # Splink reads from the condition which columns the comparison is about.
    about = f"({column}_l = {column}_r OR true)"
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": f"{call} = 'missing'",
            "label_for_charts": "missing",
            "is_null_level": True,
        }
    ]
    for level in others:
        condition = f"{call} = '{level}' AND {about}"
        levels.append({"sql_condition": condition, "label_for_charts": level})
    levels.append({"sql_condition": "ELSE", "label_for_charts": last})
    return library.CustomComparison(output_column_name=part, comparison_levels=levels)


def row(key: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as Splink holds it: what it blocks on, and all of it as text."""
    text = json.dumps({**record, "id": None}, ensure_ascii=False, sort_keys=True)
    one = profile(text)
    reading = one.readings[0] if one.readings else profiles.Reading()
    birth = one.births[0] if one.births else None
    days = day_and_month(birth) if birth else ""
    return {
        "unique_id": key,
        "told": text,
        "given": sound(reading.given),
        "family": sound(reading.family),
        "middle": sound(reading.middle),
        "born": f"{birth.year}|{days}" if birth and birth.year and days else None,
        "postcode": one.places[0].postcode or None if one.places else None,
        "gender": one.gender or None,
    }


def sound(words: tuple[str, ...]) -> str | None:
    found = readings(words[0]) if words else ()
    return found[0] if found else None


@lru_cache(REMEMBERED)
def profile(text: str) -> Profile:
    return train.profile_of(json.loads(text))


@lru_cache(REMEMBERED)
def levels(one: str, other: str) -> dict[str, str]:
    return train.levels(profile(one), profile(other))


def level_of(part: str) -> Any:
    def found(one: str, other: str) -> str:
        return levels(one, other).get(part, "missing")

    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--queries", type=int, default=SAMPLE)
    chosen = parser.parse_args()
    django.setup()
    sys.exit(main(chosen.data, chosen.queries))
