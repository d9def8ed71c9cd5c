from dataclasses import replace

from saltmarsh.casework.identities import reasons, weighing
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.identities.profiles import profile
from saltmarsh.casework.identities.weighing import Crowd
from tests.casework.identities.told import HOME, told

CROWD = Crowd(20_000, {"MMT": 3000, "KN": 2000, "STLPRT": 2}, {}, 50_000)


def weigh(one: Told, other: Told, crowd: Crowd = CROWD) -> weighing.Weighed:
    return weighing.weigh(profile(one), profile(other), crowd)


def texts(found: weighing.Weighed) -> list[str]:
    return [str(reason.text) for reason in reasons.of(found)]


def test_the_same_name_and_birth_are_probably_one_person():
    found = weigh(told("Amina Stolport"), told("Amina Stolport"))

    assert found.posterior > 2
    assert texts(found) == ["same first name", "same surname", "same date of birth"]


def test_a_misspelt_name_and_a_swapped_birth_say_so_in_words():
    here = told("Amina Stolport", Birth(2008, 3, 12))
    there = told("Amena Stolpert", Birth(2008, 12, 3))

    found = weigh(here, there)

    assert found.posterior > 0
    assert "same date of birth with day and month swapped" in texts(found)


def test_a_rare_name_weighs_more_than_a_frequent_one():
    rare = weigh(told("Amina Stolport"), told("Amina Stolport"))
    frequent = weigh(told("Mohammed Khan"), told("Mohammed Khan"))

    assert rare.posterior > frequent.posterior


def test_names_that_many_share_side_by_side_say_little():
    pair = {"P|KN|MMT": 1000}
    crowded = replace(CROWD, pairs=pair)
    here = told("Mohammed Khan", None)

    assert weigh(here, here, crowded).posterior < -5
    assert weigh(here, here, crowded).posterior < weigh(here, here).posterior


def test_a_sibling_at_the_same_address_is_no_alert_and_is_labelled():
    here = told("Amina Stolport", Birth(2008, 3, 12), HOME)
    there = told("Karim Stolport", Birth(2010, 6, 1), HOME)

    found = weigh(here, there)

    assert found.is_household
    assert found.posterior < 0


def test_who_shares_a_pair_of_names_weighs_more_when_spelt_the_same():
    crowded = replace(CROWD, pairs={"P|KN|MMT": 400})
    here = told("Mohammed Khan", None)

    same = weigh(here, told("Mohammed Khan", None), crowded)
    other = weigh(here, told("Maxamed Kahn", None), crowded)

    assert same.posterior > other.posterior + 2


def test_a_father_of_whom_a_child_has_its_surname_is_no_alert():
    here = told("Ismail Warsame", None, HOME)
    there = told("Cabdi Ismaaciil", None, HOME)

    found = weigh(here, there)

    assert found.posterior < 0
    assert next(reason.code for reason in reasons.of(found)) == "order_crossed"
    assert not {"given", "family"} & {reason.part for reason in reasons.of(found)}


def test_crossed_names_make_no_twins():
    found = weigh(told("Ismail Warsame"), told("Cabdi Ismaaciil"))

    assert not found.is_twin


def test_twins_are_labelled_as_such():
    found = weigh(told("Amina Stolport", home=HOME), told("Karim Stolport", home=HOME))

    assert found.is_twin


def test_the_first_of_january_weighs_less_than_another_day():
    first, other = Birth(2008, 1, 1), Birth(2008, 3, 12)
    early = weigh(told("Amina Stolport", first), told("Amina Stolport", first))

    late = weigh(told("Amina Stolport", other), told("Amina Stolport", other))

    assert early.posterior < late.posterior - 4


def test_one_of_several_names_is_enough():
    here = Told(names=(Name("Amina Stolport"),), births=(Birth(2008, 3, 12),))
    there = Told(
        names=(Name("Someone Else"), Name("Amina Stolport", kind="other")),
        births=(Birth(2008, 3, 12),),
    )

    assert weigh(here, there).posterior > 2


def test_a_shared_telephone_number_counts_but_less_with_another_name():
    phone = ("07700 900123",)
    here = Told(names=(Name("Amina Stolport"),), phones=phone)

    same = weigh(here, Told(names=(Name("Amina Stolport"),), phones=phone))
    other = weigh(here, Told(names=(Name("Karim Stolport"),), phones=phone))

    assert "same telephone number" in texts(same)
    assert other.posterior < same.posterior - 8


def test_a_different_gender_and_address_are_said():
    here = replace(told("Amina Stolport", home=HOME), gender="Female")
    there = told("Amina Stolport", home=Home("", "CO7 9XY"))

    found = weigh(here, replace(there, gender="male"))

    assert "different gender recorded" in texts(found)
    assert "different address" in texts(found)


def test_the_table_names_its_version_and_is_floored():
    table = weighing.table()

    assert table["version"]
    floors = [*table["birth"].values(), *table["place"].values()]
    assert min(floors) > -12


def test_a_school_alike_in_name_is_shared():
    here = Told(names=(Name("Amina Stolport"),), schools=("Mill Lane Academy",))
    there = Told(names=(Name("Amina Stolport"),), schools=("The Mill Lane Academy",))

    assert weigh(here, there).shared == {"school"}


def test_the_name_that_weighs_most_is_the_one_that_counts():
    there = Told(names=(Name("Amina Stolport"), Name("Someone Else")))

    found = weigh(told("Amina Stolport", None), there)

    assert (
        found.posterior
        == weigh(told("Amina Stolport", None), told("Amina Stolport", None)).posterior
    )


def test_order_and_middle_name_are_given_as_reasons():
    swapped = weigh(told("Amina Stolport"), told("Stolport Amina"))
    middles = [
        Told(names=(Name(given="Amina", middle=one, family="Stolport"),))
        for one in ("Zoe", "Robin")
    ]

    assert "order_swapped" in [reason.code for reason in reasons.of(swapped)]
    differ = {reason.code: reason.agrees for reason in reasons.of(weigh(*middles))}
    assert differ["middle_differ"] is False


def test_without_a_name_nothing_is_said_of_names():
    nameless = Told(births=(Birth(2008, 3, 12),))

    found = weigh(nameless, told("Amina Stolport"))

    assert [reason.part for reason in reasons.of(found)] == ["birth"]


def test_a_part_that_one_of_them_was_not_told_is_no_reason():
    given = Told(names=(Name(given="Amina"),))

    found = weigh(given, Told(names=(Name(given="Amina", family="Stolport"),)))

    assert [reason.part for reason in reasons.of(found)] == ["given"]


def test_the_first_of_january_beside_another_day_says_little():
    first, day, year = Birth(2008, 1, 1), Birth(2008, 9, 27), Birth(2008)
    beside = weigh(told("Amina Stolport", first), told("Amina Stolport", day))

    alone = weigh(told("Amina Stolport", year), told("Amina Stolport", day))

    assert beside.posterior < alone.posterior - 2
    assert "same year of birth" in texts(beside)
