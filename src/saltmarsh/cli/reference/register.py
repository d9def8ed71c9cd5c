"""What is held about people, and what is sealed."""

from saltmarsh.cli.reference.tables import table
from saltmarsh.foundation.keyring.fields import FIELDS, RETIRED
from saltmarsh.foundation.retention import queries as retention

HEADS = ["Record", "Holds", "About", "Why", "Kept", "A copy", "Erased"]


def document() -> str:
    rows = [
        [f"`{one.model}`", one.holds, one.about or "nobody"]
        + [one.why, one.kept, one.exported, one.erased]
        for one in retention.register()
    ]
    sealed = [[number, f"`{name}`"] for number, name in sorted(FIELDS.items())]
    sealed += [[number, "retired"] for number in sorted(RETIRED)]
    return "\n".join(
        [
            "# Data register\n",
            "“Kept” names the period that an authority sets; the product ships none.\n",
            table(HEADS, rows),
            *schedules(),
            "## Sealed fields\n",
            "An identifier is bound into every envelope, and never used twice.\n",
            table(["Identifier", "Field"], sealed),
        ]
    )


def schedules() -> list[str]:
    """Return, for each name that has several periods, what they are."""
    found = []
    for name, parts in retention.schedules().items():
        titles = {one.key: str(one.title) for one in parts}
        rows = [
            [titles[one.key], "; ".join(titles[key] for key in one.no_longer_than)]
            for one in parts
        ]
        found += [f"## Kept: {name}\n", table(["Period", "Not longer than"], rows)]
    return found
