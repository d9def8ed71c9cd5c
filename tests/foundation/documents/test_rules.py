import pytest

from saltmarsh.foundation.documents import rules
from saltmarsh.foundation.documents.lifecycle import Kind

ALLOWED = {"size": 1000, "most_megabytes": 1, "held": 0, "most": 2}


@pytest.mark.parametrize("kind", Kind.values)
def test_a_document_may_be_attached(kind):
    assert rules.barriers(kind, **ALLOWED) == []


@pytest.mark.parametrize(
    ("found", "changed", "said"),
    [
        ("other", {}, "The file must be a PDF, a Word document (.docx) or plain text"),
        ("doc", {}, "The file is of the older Word format"),
        ("pdf", {"held": 2}, "You can add 2 documents at most"),
        ("pdf", {"held": 1, "most": 1}, "You can add 1 document at most"),
        ("pdf", {"size": 1_000_001}, "The file must be smaller than 1 MB"),
        ("", {"size": 0}, "The file is empty"),
    ],
)
def test_what_may_not_be_attached_says_why(found, changed, said):
    [barrier] = rules.barriers(found, **ALLOWED | changed)

    assert barrier.startswith(said)
