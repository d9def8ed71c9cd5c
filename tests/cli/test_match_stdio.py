import json

from saltmarsh.cli import match_stdio

RECORDS = [
    {"id": "a", "given": "Mohammed", "family": "Hussain", "dob": "2008-03-12"},
    {"id": "b", "given": "Amina", "family": "Stolport", "dob": "2010", "gender": "f"},
    {"id": "c", "given": "Robin", "family": "Example", "postcode": "SM1 4AB"},
]


def said(*asked):
    lines = [json.dumps(one) for one in asked]
    return [json.loads(answer) for answer in match_stdio.answers(lines)]


def test_it_answers_as_the_benchmark_asks():
    kept, ready, misspelt, by_place = said(
        {"op": "index", "records": RECORDS},
        {"op": "ready"},
        {"op": "query", "record": {"name": "muhamad husain", "dob": "2008"}, "k": 10},
        {"op": "query", "record": {"given": "R", "postcode": "SM14AB"}, "k": 1},
    )

    assert kept == ready == {"ok": True}
    assert misspelt["results"][0][0] == "a"
    assert misspelt["candidates"] == 1
    assert [one for one, _score in by_place["results"]] == ["c"]
