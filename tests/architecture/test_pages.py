"""Every page is guarded and named, and every template is used."""

from pathlib import Path

from django.conf import settings

from saltmarsh.access.permissions import Permission
from tests.architecture.routes import routes

KEPT = Path(__file__).with_name("routes.txt")


def test_every_page_wears_a_guard():
    bare = [
        route.pattern
        for route in routes()
        if route.guard not in {"anyone", *Permission}
        and not str(route.guard).startswith("holder of a ")
    ]

    assert bare == []


def test_every_page_has_a_name():
    assert [route.pattern for route in routes() if "None" in route.name] == []


def test_no_page_vanishes():
    """A page that somebody may have kept the address of is still there. To add one,
    add its line to routes.txt; to move one, redirect.
    """
    here = {f"/{route.pattern}" for route in routes()}

    assert sorted(set(KEPT.read_text().split()) ^ here) == []


def test_every_template_is_used():
    web, kit = settings.SRC / "web", settings.SRC / "design" / "templates"
    sources = "".join(
        path.read_text()
        for suffix in ("*.py", "*.html")
        for path in settings.SRC.rglob(suffix)
    )
    unused = [
        path.name
        for root in (web, kit)
        for path in root.rglob("*.html")
        if f'"{path.relative_to(root)}"' not in sources
    ]

    assert unused == []


def test_every_permission_is_needed_somewhere():
    needed = {route.guard for route in routes()}
    sources = "".join(
        path.read_text()
        for floor in ("web", "access", "config")
        for path in (settings.SRC / floor).rglob("*")
        if path.suffix in {".py", ".html"} and path.name != "permissions.py"
    )

    idle = [
        permission
        for permission in Permission
        if permission not in needed and f"Permission.{permission.name}" not in sources
    ]
    assert idle == []
