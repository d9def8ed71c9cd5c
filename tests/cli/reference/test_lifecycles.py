from saltmarsh.casework.referrals.lifecycle import LIFECYCLE
from saltmarsh.cli.reference import lifecycles


def test_every_move_is_drawn():
    drawn = lifecycles.document()

    for move in LIFECYCLE.moves:
        for source in move.sources:
            assert f"{source} --> {move.to}: {move.name}" in drawn
