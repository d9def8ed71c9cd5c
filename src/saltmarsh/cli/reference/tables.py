"""Markdown tables."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table, with a blank line after it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return (
        "\n".join(
            "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |"
            for line in lines
        )
        + "\n"
    )
