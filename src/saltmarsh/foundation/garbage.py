"""How a process that serves or works collects what it no longer needs."""

import gc


def settle() -> None:
    """Leave out what a started process keeps for good, and collect less often.

    A request or a job makes less that could go than the collector waits for, and it
    would look through all that is kept again and again.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
