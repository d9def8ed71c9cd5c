"""There was no single way to refer: each service had a form of its own.

Source: domain reference 6.11.
"""

from datetime import date

from tests.casework.triage.desk import arrived

BEGINS, NEW = date(2014, 10, 6), date(2014, 11, 3)


def test_every_way_in_asks_by_the_same_version_of_the_questions(course):
    officer = course.somebody()

    versions = {
        arrived(officer, channel=channel).schema_id
        for channel in ("web", "phone", "email")
    }

    assert len(versions) == 1


def test_a_new_version_is_data_and_leaves_what_was_told_before(course):
    officer = course.somebody()
    before = arrived(officer)
    course.skip(to=NEW)
    form = before.schema.document | {"version": "2014-11", "effective_from": str(NEW)}
    new = course.partnership.schemas.create(
        version=form["version"], effective_from=NEW, document=form
    )

    after = arrived(officer)

    assert (before.schema_id, after.schema_id) == (form_of(before), new.pk)


def form_of(referral):
    referral.refresh_from_db()
    return referral.schema_id
