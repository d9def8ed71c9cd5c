import pytest
from django.db import DatabaseError, transaction

from saltmarsh.casework.assurance import actions, queries
from saltmarsh.casework.assurance.models import DipSample
from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.models import Lead
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.assurance.drawn import YES, drawn
from tests.casework.exits.closed import closed, supported
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def manager():
    return make_officer(role="manager")


@pytest.fixture
def officer(manager):
    return make_colleague(manager)


def of(sample):
    return {check.case for check in sample.checks.all()}


def test_a_sample_holds_some_of_the_closed_cases_each_once(manager, officer):
    cases = {closed(officer) for _ in range(4)}
    supported(officer)

    some, every = drawn(manager, 2), drawn(manager, 9)

    assert len(of(some)) == some.checks.count() == 2
    assert of(some) < cases
    assert of(every) == cases
    assert (some.out_of, every.out_of) == (4, 4)
    assert Event.objects.filter(name="dip_sample.drawn").count() == 2


def test_chance_alone_draws(manager, officer, monkeypatch):
    cases = {closed(officer) for _ in range(3)}
    first = min(cases, key=lambda case: case.pk)
    seen = []

    class Loaded:
        def sample(self, known, count):
            seen.extend(known)
            return known[:count]

    monkeypatch.setattr(actions, "CHANCE", Loaded())

    assert of(drawn(manager)) == {first}
    assert set(seen) == cases


def test_what_was_closed_at_another_time_is_not_drawn(manager, officer):
    closed(officer)

    with pytest.raises(Refused):
        actions.draw(wanted=1, since=in_days(-9), until=in_days(-1), by=manager)
    assert not DipSample.objects.exists()


def test_nobody_draws_what_they_may_not_open(manager, officer):
    open_to_all, hidden = closed(officer), closed(officer)
    guest = {"member": manager, "guest_id": None}
    sight.declare(hidden, **guest, reason="A neighbour.", by=officer)

    sample = drawn(manager, 5)

    assert of(sample) == {open_to_all}
    assert sample.out_of == 1


def test_a_check_is_recorded_once_and_added_to(manager, officer):
    closed(officer)
    check = drawn(manager).checks.get()

    actions.check(check, answers=YES | {"needs": "no"}, remark="None.", by=manager)
    actions.add(check, text="Since put right.", by=manager)

    check.refresh_from_db()
    assert check.words["answers"]["needs"] == "no"
    assert check.checked_by == manager.user
    assert check.addenda.get().text == "Since put right."
    with pytest.raises(Refused):
        actions.check(check, answers=YES, remark="", by=manager)
    names = set(Event.objects.values_list("name", flat=True))
    assert {"dip_check.recorded", "dip_check.added_to"} <= names


def leads(case, by):
    case.lead = by
    case.save()


def led(case, by):
    kept = {"partnership": case.partnership, "case": case, "by": case.lead.user}
    made = Lead(**kept, member=by)
    made.agency = "Estuary Borough Council"
    made.save()


def moved(case, by):
    case.stage_changes.create(
        partnership=case.partnership, move="close", stage="closed", by=by.user
    )


def found_grounds(case, by):
    case.bases.update(decided_by=by.user)


def asked_to_close(case, by):
    case.closures.update(by=by.user)


def confirmed_closing(case, by):
    case.closures.update(answered_by=by.user)


@pytest.mark.parametrize(
    "part", [leads, led, moved, found_grounds, asked_to_close, confirmed_closing]
)
def test_nobody_checks_a_case_that_they_led_or_decided_about(manager, officer, part):
    case = closed(officer)
    other = make_colleague(manager, role="manager")
    check = drawn(other).checks.get()
    assert not queries.had_a_part(case, manager)

    part(case, manager)

    check = type(check).objects.get(pk=check.pk)
    with pytest.raises(Refused):
        actions.check(check, answers=YES, remark="", by=manager)
    actions.check(check, answers=YES, remark="", by=other)


def test_nothing_is_added_before_it_was_read(manager, officer):
    closed(officer)
    check = drawn(manager).checks.get()

    with pytest.raises(Refused):
        actions.add(check, text="Too early.", by=manager)


def test_a_sample_cannot_be_changed_in_the_database(manager, officer):
    closed(officer)
    sample = drawn(manager)

    with pytest.raises(DatabaseError), transaction.atomic():
        DipSample.objects.filter(pk=sample.pk).update(out_of=99)
    other = closed(officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        sample.checks.update(case=other)
