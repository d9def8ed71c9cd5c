import re

import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.web.manage.settings.groups import groups

CLOCKS = next(one for one in groups() if one.slug == "clocks").settings
ADDRESS = "/manage/settings/clocks"


@pytest.fixture
def administrator(sign_in):
    return sign_in(Role.ADMINISTRATOR)


def answers(administrator, partnership, **changed):
    """Return the form as the page gives it, with some answers changed."""
    page = administrator.get(ADDRESS).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    held = {one.key.replace(".", "-"): value_of(partnership, one) for one in CLOCKS}
    return held | {"seen": seen} | changed


def test_every_setting_is_in_exactly_one_group():
    keys = [setting.key for group in groups() for setting in group.settings]

    assert len(keys) == len(set(keys))
    assert {"brand.colour", "clock.acknowledge", "leave.to"} <= set(keys)


def test_every_group_has_its_page(administrator):
    page = administrator.get("/manage/settings").content.decode()

    for group in groups():
        assert f'href="/manage/settings/{group.slug}"' in page
        assert administrator.get(f"/manage/settings/{group.slug}").status_code == 200


def test_only_what_differs_is_written(administrator, partnership):
    sent = answers(administrator, partnership, **{"clock-acknowledge": "3"})

    answer = administrator.post(ADDRESS, sent)

    partnership.refresh_from_db()
    assert answer["Location"] == "/manage/settings"
    assert partnership.settings == {"clock.acknowledge": 3}
    noted = Event.objects.about(partnership.pk).get(name="settings.changed")
    assert noted.codes == {"keys": "clock.acknowledge"}


def test_a_wrong_answer_is_said_and_nothing_is_written(administrator, partnership):
    sent = answers(administrator, partnership, **{"clock-acknowledge": "soon"})

    page = administrator.post(ADDRESS, sent).content.decode()

    partnership.refresh_from_db()
    assert "Enter a whole number from 1" in page
    assert 'value="soon"' in page
    assert partnership.settings == {}


def test_two_administrators_do_not_overwrite_each_other(administrator, partnership):
    sent = answers(administrator, partnership, **{"clock-decide": "4"})
    partnership.settings = {"clock.acknowledge": 9}
    partnership.save()

    page = administrator.post(ADDRESS, sent).content.decode()

    partnership.refresh_from_db()
    assert "Somebody changed these settings meanwhile" in page
    assert "Now set to: 9" in page
    assert 'value="4"' in page
    assert partnership.settings == {"clock.acknowledge": 9}


def test_there_are_no_other_groups(administrator):
    assert administrator.get("/manage/settings/nothing").status_code == 404


def test_settings_are_for_administrators(sign_in):
    assert sign_in(Role.CONTENT_EDITOR).get("/manage/settings").status_code == 403
    assert sign_in(Role.MANAGER).post(ADDRESS, {}).status_code == 403


def test_a_childs_period_is_not_longer_than_an_adults(administrator, partnership):
    name = "retention-referrals-by-outcome-and-by-age-met"
    page = administrator.get("/manage/settings/retention").text
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    typed = {"seen": seen, f"{name}-child": "30", f"{name}-adult": "24"}

    answer = administrator.post("/manage/settings/retention", typed)

    assert f'id="id_{name}-child-error"' in answer.text
    assert "Enter 24 or less: no longer than “Section 36 met: adults”" in answer.text
    partnership.refresh_from_db()
    assert partnership.settings == {}

    administrator.post("/manage/settings/retention", typed | {f"{name}-child": "24"})
    partnership.refresh_from_db()
    assert sorted(partnership.settings.values()) == [24, 24]


def test_a_partnership_opts_in_to_requests_of_others(partnership, administrator):
    path = "/manage/settings/neighbours"
    page = administrator.get(path).text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    days = {"neighbours-lapse_days": "10", "neighbours-keep_days": "20"}
    chosen = {
        "neighbours-answers": "yes",
        "transfers-takes": "no",
        "transfers-link_days": "14",
    }

    administrator.post(path, days | chosen | {"seen": seen})
    partnership.refresh_from_db()
    assert partnership.settings["neighbours.answers"] == "yes"
    assert partnership.settings["neighbours.lapse_days"] == 10
