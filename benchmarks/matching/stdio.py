"""The product as a program over JSON lines, on a database of its own that waits for
its disk: `./saltmarsh match-stdio --profile benchmark`.
"""

import sys

from benchmarks import stage
from saltmarsh.cli.machine import processes as process


def main(arguments: list[str]) -> int:
    from django.core.management import call_command

    call_command("match_stdio", *arguments)
    return 0


if __name__ == "__main__":
    process.stop_on_signals()
    with stage.opened():
        sys.exit(main(sys.argv[1:]))
