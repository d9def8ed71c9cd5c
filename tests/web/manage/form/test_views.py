import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals import reading
from tests.factories.casework import SHIPPED, SchemaVersionFactory
from tests.factories.routing import default_rule, member_of, team_desk

ADDRESS = "/manage/form/publish"


@pytest.fixture
def administrator(sign_in):
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def owned(partnership):
    """Somebody receives each referral."""
    desk = team_desk(partnership)
    desk.fallback = member_of(desk.team)
    desk.save()
    default_rule(partnership, desk)


def document(**changed):
    return json.dumps(json.loads(reading.write(SHIPPED)) | changed)


def test_the_version_in_force_is_marked(administrator, partnership):
    SchemaVersionFactory(partnership=partnership)
    later = timezone.localdate() + timedelta(days=9)
    SchemaVersionFactory(partnership=partnership, version="next", effective_from=later)

    page = administrator.get("/manage/form").content.decode()

    assert page.count("In force</strong>") == 1
    assert page.count("Later</strong>") == 1


def test_a_partnership_without_a_form_is_told_so(administrator):
    page = administrator.get("/manage/form").content.decode()

    assert "No form is published" in page
    assert "nobody would receive a referral" in page


@pytest.mark.usefixtures("owned")
def test_a_pasted_version_is_published(administrator, partnership):
    answer = administrator.post(ADDRESS, {"document": document()})

    assert answer["Location"] == "/manage/form"
    assert partnership.schemas.get().published_by == administrator.member.user


@pytest.mark.usefixtures("owned")
def test_an_uploaded_version_is_published(administrator, partnership):
    file = SimpleUploadedFile("form.json", document(version="file").encode())

    administrator.post(ADDRESS, {"file": file, "document": ""})

    assert partnership.schemas.get().version == "file"


@pytest.mark.usefixtures("owned")
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"document": ""}, "Choose a file, or paste its text"),
        ({"document": "{"}, "There is a problem"),
        ({"file": SimpleUploadedFile("a", b"\xff\xfe")}, "The file is not text"),
        ({"file": SimpleUploadedFile("a", b"a" * 200_001)}, "The file is too large"),
    ],
)
def test_a_wrong_document_is_refused(administrator, partnership, sent, message):
    page = administrator.post(ADDRESS, sent).content.decode()

    assert message in page
    assert not partnership.schemas.exists()


def test_a_form_that_nobody_receives_is_refused(administrator, partnership):
    page = administrator.post(ADDRESS, {"document": document()}).content.decode()

    assert "There is a problem" in page
    assert not partnership.schemas.exists()


def test_the_form_is_for_administrators(sign_in):
    assert sign_in(Role.MANAGER).get("/manage/form").status_code == 403
    assert sign_in(Role.CONTENT_EDITOR).post(ADDRESS).status_code == 403
