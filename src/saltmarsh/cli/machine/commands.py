"""What can be typed after ./saltmarsh."""
import sys
from saltmarsh.cli.machine import console, database
def main(arguments):
    try:
        if arguments[:1] == ["database"]:
            return database.database(*arguments[1:])
    except console.CannotContinue as problem:
        console.complain(str(problem))
        return 1
    return 2
