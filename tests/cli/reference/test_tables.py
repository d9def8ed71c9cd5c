from saltmarsh.cli.reference.tables import table


def test_a_bar_in_a_cell_does_not_end_it():
    assert table(["One"], [["a|b"]]) == "| One |\n| --- |\n| a\\|b |\n"
