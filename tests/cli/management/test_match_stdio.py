import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_lines_in_are_answered_by_lines_out(monkeypatch):
    record = {"id": "a", "given": "Robin", "family": "Example", "dob": "2008-03-12"}
    asked = [
        {"op": "index", "records": [record]},
        {"op": "ready"},
        {"op": "query", "record": {"name": "Robyn Exampel"}},
    ]
    lines = "".join(f"{json.dumps(one)}\n" for one in asked)
    monkeypatch.setattr(sys, "stdin", StringIO(lines))
    written = StringIO()

    call_command("match_stdio", profile="benchmark", stdout=written)

    *ok, found = [json.loads(line) for line in written.getvalue().splitlines()]
    assert ok == [{"ok": True}, {"ok": True}]
    assert found["results"][0][0] == "a"


def test_there_is_no_profile_but_the_benchmarks():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("match_stdio", "--profile", "production")
