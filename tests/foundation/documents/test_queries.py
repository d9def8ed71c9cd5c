import pytest

from saltmarsh.foundation.documents import queries
from saltmarsh.foundation.keyring import queries as keys
from tests.factories.documents import make_checked, make_document
from tests.factories.foundation import PartnershipFactory, TeamFactory
from tests.scanner import EICAR


def test_documents_are_listed_in_order_with_what_became_of_each(partnership, clamd):
    record = TeamFactory(partnership=partnership)
    make_checked(record, called="First.pdf")
    make_document(record, called="Second.txt", content=b"Plainly written.")
    make_document(TeamFactory(partnership=partnership), called="Another’s.pdf")

    first, second = queries.of(partnership, record.pk)

    assert (first.name, first.kind, first.is_ready) == ("First.pdf", "PDF", True)
    assert (second.name, second.kind, second.size) == (
        "Second.txt",
        "Plain text",
        "1 KB",
    )
    assert (second.state.label, second.problem) == ("Being checked", "")


def test_only_what_can_be_read_is_counted(partnership, clamd):
    record = TeamFactory(partnership=partnership)
    for content in (EICAR, b"Plainly written."):
        make_checked(record, content=content)
    make_document(record)

    assert queries.how_many(partnership, record.pk) == 2


def test_a_list_asks_the_database_as_often_however_long_it_is(
    partnership, django_assert_num_queries
):
    record = TeamFactory(partnership=partnership)
    for number in range(3):
        make_document(record, called=f"{number}.pdf")
    keys.forget()

    with django_assert_num_queries(3):
        assert len(queries.of(partnership, record.pk)) == 3


def test_another_partnership_sees_no_document(partnership):
    record = TeamFactory(partnership=partnership)
    make_document(record)

    assert queries.of(PartnershipFactory(), record.pk) == []


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (1499, "1 KB"), (250_400, "250 KB"), (1_250_000, "1.2 MB")],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert queries.in_words(size) == words


def test_limits_are_the_partnership_s(partnership):
    partnership.settings = {"documents.most": 2, "documents.ring": "Kim, 01632 960 001"}

    assert queries.limits(partnership) == {
        "megabytes": 10,
        "most": 2,
        "ring": "Kim, 01632 960 001",
    }
    assert queries.most_bytes(partnership) == 10_000_000
