from saltmarsh.casework.likenesses import words


def test_what_speaks_for_and_against_stands_apart():
    codes = [("given_exact", True), ("different", False), ("gone", True)]

    assert words.in_words(codes, against=False) == ["same first name"]
    assert len(words.in_words(codes, against=True)) == 1
