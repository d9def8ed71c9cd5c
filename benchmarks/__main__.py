"""Prints the figures of speed and size: `./saltmarsh benchmark [PART …]`."""

import sys
from contextlib import suppress
from importlib import import_module

from benchmarks import machine, stage
from saltmarsh.cli.machine import processes as process

PARTS = {
    "submit": "Submit: the last POST",
    "journey": "The whole public journey, server time",
    "desk": "Inbox and referral page, with more and more referrals",
    "case": "The page of a supported case, among more and more cases",
    "size": "Memory, start and weight",
    "pack": "The papers of 30 cases as one PDF",
    "lighthouse": "Lighthouse, on public pages",
}


def main(chosen: list[str]) -> int:
    """Measure the parts that are named, or all of them."""
    if unknown := set(chosen) - set(PARTS):
        print(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}")
        return 2
    process.stop_on_signals()
    with suppress(process.Stopped), stage.opened() as at:
        print("\n".join(machine.facts(at)), flush=True)
        place = import_module("benchmarks.place")
        partnership = place.make()
        for name, title in PARTS.items():
            if not chosen or name in chosen:
                print(f"\n{title}", flush=True)
                import_module(f"benchmarks.{name}").run(at, partnership)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
