"""The catalogue of texts is the same as the code it came from."""

from saltmarsh.cli import texts

RENEW = "Run ./saltmarsh extract-texts"


def test_every_text_is_in_the_catalogue():
    assert texts.written(texts.renew()) == texts.catalogue().read_bytes(), RENEW


def test_the_compiled_catalogue_is_up_to_date():
    compiled = texts.catalogue().with_suffix(".mo").read_bytes()

    assert texts.compiled(texts.kept()) == compiled, RENEW
