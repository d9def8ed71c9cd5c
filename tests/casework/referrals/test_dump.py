"""A dump of the database tells nobody anything: every table, searched for words.

Written by every door into every question, into messages and corrections; searched
as they are and as the bytes of a binary column.
"""

import io

import pytest
from django.db import connection

from saltmarsh.casework.referrals import drafts, letters
from saltmarsh.casework.referrals.schema import Kind
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.casework import SHIPPED, make_draft, make_referral
from tests.factories.foundation import UserFactory

TYPED = {Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.ADDRESS}
TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')
"""


def word_for(number):
    return f"zq{number:03}murmuration"


def answer_to(question, number):
    """Return an answer that no other row can hold, and the words to search for."""
    word = word_for(number)
    if question.kind == Kind.EMAIL:
        return f"{word}@words.example", [word]
    if question.kind == Kind.PHONE:
        return f"01632 960 {number:03}", [f"01632 960 {number:03}"]
    if question.kind == Kind.ADDRESS:
        lines = {"line_1": f"1 {word} street", "town": word, "postcode": "ZZ99 9ZZ"}
        return lines, [word, "ZZ99 9ZZ"]
    return f"about {word} and more", [word]


def everything():
    """Return {question: answer} for every question, and all words in the answers."""
    told, words = {}, []
    for number, question in enumerate(SHIPPED.questions.values()):
        if question.kind in TYPED:
            told[question.name], found = answer_to(question, number)
            words += found
        elif question.kind == Kind.DATE:
            told[question.name] = {"day": 29, "month": 2, "year": 1904}
        elif question.kind == Kind.AGE:
            told[question.name] = 111
        elif question.kind != Kind.CHOICES:
            told[question.name] = next(iter(question.labels))
    told |= {"part_of_job": "yes", "immediate_danger": "no", "stay_anonymous": "no"}
    return told, words


def dump():
    """Return all that the service can read, table by table, as COPY writes it."""
    out = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                for block in copy:
                    out.write(block)
    return out.getvalue()


def found_in(dumped, words):
    """Return the words that the dump holds, in clear or as the bytes of a column."""
    low = dumped.lower()
    return [
        word
        for word in words
        if word.lower().encode() in low or word.encode().hex().encode() in low
    ]


@pytest.fixture
def written(partnership):
    told, words = everything()
    referral = make_referral(partnership, told=told)
    unsent = make_draft(partnership, told)
    code = drafts.save(unsent)
    drafts.remind(unsent, to="zqreminder@words.example")
    officer = UserFactory()
    question = letters.ask(referral, text="zqasked", by=officer)
    letters.answer(question, text="zqanswered")
    letters.add(referral, text="zqadded")
    letters.ask_to_take_back(referral, text="zqtakenback")
    sure = ("school", "sure")
    letters.correct(
        referral, question="names", text="zqwrong", certainty=sure, by=officer
    )
    partnerships.enter(partnership)
    words += [
        "zqreminder",
        "zqasked",
        "zqanswered",
        "zqadded",
        "zqtakenback",
        "zqwrong",
    ]
    return referral, words + [code, referral.receipt]


def test_a_dump_holds_no_word_that_anybody_typed(written):
    referral, words = written

    dumped = dump()

    assert len(words) > 40
    assert found_in(dumped, words) == []
    # It did look: what may be read is there.
    assert found_in(dumped, [referral.reference]) == [referral.reference]
    look_up = bytes(referral.receipt_look_up).hex().encode()
    assert look_up in dumped


def test_the_search_would_find_a_word_in_clear_or_in_bytes(partnership, written):
    referral, _words = written
    referral.due_for = "zqclear"
    referral.sealed_national_reference = b"zqbytes"
    referral.save()

    assert found_in(dump(), ["zqclear", "zqbytes"]) == ["zqclear", "zqbytes"]


def test_the_keys_are_not_in_the_dump(written):
    referral, _words = written
    keys = keyring.keys_of(referral.partnership_id, referral.pk).values()

    dumped = dump()

    assert keys
    assert [key for key in keys if key.hex().encode() in dumped] == []
