from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from tests.factories.foundation import MembershipFactory


def test_opening_a_record_is_logged_by_keys_alone(sign_in, partnership):
    administrator = sign_in(Role.ADMINISTRATOR)
    person = MembershipFactory(partnership=partnership)

    administrator.get(f"/manage/people/{person.pk}")

    event = Event.objects.get(name="page.opened")
    assert event.subject == "manage:person"
    assert event.subject_ids == [person.pk]
    assert (event.by, event.by_kind) == (administrator.member.user_id, "user")
    assert event.codes == {}


def test_every_record_of_a_list_is_logged(sign_in, partnership):
    administrator = sign_in(Role.ADMINISTRATOR)
    person = MembershipFactory(partnership=partnership)

    administrator.get("/manage/people")

    shown = Event.objects.get(name="page.opened").subject_ids
    assert set(shown) == {person.pk, administrator.member.pk}


def test_a_refused_request_is_logged_as_refused(sign_in):
    sign_in(Role.PARTNER).get("/manage/people")

    assert Event.objects.filter(name="page.refused").count() == 1


def test_an_address_that_is_no_page_is_not_repeated(sign_in):
    sign_in(Role.MANAGER).get("/Sam-Example")

    assert Event.objects.get(name="page.refused").subject == "no such page"


def test_a_stranger_leaves_no_trace(visitor, partnership):
    visitor.get("/sign-in")

    assert not Event.objects.filter(name__startswith="page.").exists()
