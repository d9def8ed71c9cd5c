import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.web.sign_in.first_page import first_page


@pytest.mark.parametrize("role", Role.values)
def test_every_role_begins_at_a_page_that_it_may_open(sign_in, role):
    assert sign_in(role).get(first_page(role)).status_code == 200


def test_a_role_without_work_here_begins_at_its_own_account():
    assert first_page(Role.PANEL_MEMBER) == "/account"
