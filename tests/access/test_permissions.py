from saltmarsh.access.abilities import WORDS, can_do
from saltmarsh.access.permissions import GRANTS, Permission, Role, granted
from saltmarsh.casework.neighbours import queries as neighbours


def test_every_role_is_granted_something_said_in_words():
    assert set(GRANTS) == set(Role)
    assert set(WORDS) == set(Permission)
    assert all(can_do(role) for role in Role.values)


def test_an_unknown_role_may_do_nothing():
    assert granted("caretaker") == set()
    assert can_do("caretaker") == []


def test_permissions_stand_in_alphabetical_order():
    assert list(Permission) == sorted(Permission)


def test_who_reads_the_log_opens_no_referral():
    assert Permission.REFERRAL_READ not in granted(Role.AUDITOR)


def test_an_entry_clerk_allocates_without_reading():
    held = granted(Role.ENTRY_CLERK)

    assert Permission.REFERRAL_ALLOCATE in held
    assert Permission.REFERRAL_READ not in held


def test_who_is_told_of_requests_between_partnerships_may_read_them():
    """Casework names two roles, because it knows no permissions."""
    assert Permission.NEIGHBOUR_ASK in granted(neighbours.MANAGER)
    assert Permission.NEIGHBOUR_REGISTER in granted(neighbours.OFFICER)
    assert Permission.CASE_TRANSFER in granted(neighbours.MANAGER)
