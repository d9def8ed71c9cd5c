"""What every page knows: whose site it is, who is looking, and where they can go."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.abilities import can_do
from saltmarsh.access.permissions import Permission, Role, granted
from saltmarsh.community.content import queries as content
from saltmarsh.foundation.partnerships.models import Partnership

P = Permission
# (permission, words, route): shown to whoever holds it.
PLACES: list[tuple[Permission, Any, str]] = [
    (P.REFERRAL_READ, _("Inbox"), "desk:inbox"),
    (P.PERSON_SEARCH, _("Search"), "desk:search"),
    (P.REFERRAL_ALLOCATE, _("Allocate"), "desk:allocate"),
    (P.REFERRAL_SEND, _("Your referrals"), "partners:home"),
    (P.REFERRAL_ENTER, _("Enter a referral"), "desk:enter"),
    (P.DELIVERY_ACKNOWLEDGE, _("Deliveries"), "desk:deliveries"),
    (P.DELIVERY_ACKNOWLEDGE, _("Notices"), "desk:notices"),
    (P.SETTINGS_CHANGE, _("Notices"), "desk:notices"),
    (P.AUDIT_READ, _("Manage"), "manage:home"),
    (P.MEMBER_MANAGE, _("Manage"), "manage:home"),
    (P.CONTENT_EDIT, _("Manage"), "manage:home"),
    (P.REGISTER_READ, _("Manage"), "manage:home"),
    (P.SETTINGS_CHANGE, _("Manage"), "manage:home"),
]
# Where members work; everywhere else the pages are the public's.
INSIDE = ("/desk", "/partners", "/manage", "/account", "/sign-in", "/signed-out")
PUBLIC = [
    (_("Make a referral"), "public:refer"),
    (_("Your mailbox"), "public:mailbox"),
    (_("Report online material"), "public:report-online-material"),
    (_("Strategy and action plan"), "public:strategy"),
]
FOOTER = [
    (_("Privacy"), "public:privacy"),
    (_("Cookies"), "public:cookies"),
    (_("Accessibility"), "public:accessibility"),
    (_("Other ways to ask"), "public:other-ways"),
    (_("Complaints"), "public:complaints"),
]
HELP = [
    ("emergency_number", _("In an emergency")),
    ("anonymous_line", _("Anti-Terrorist Hotline")),
    ("act_early_number", _("ACT Early Support Line")),
]


@dataclass(frozen=True)
class Site:
    """Whose pages these are. links: the footer's, [{text, href}]. style: the path of
    the partnership's own colours, "" when it has none.
    """

    name: str
    service_name: str
    home: str
    links: list[dict[str, str]]
    style: str
    leave: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what `page.html` and the templates on it expect."""
    partnership = getattr(request, "partnership", None)
    member = getattr(request, "member", None)
    return {
        "site": site(partnership),
        "is_inside": is_inside(request),
        "help_lines": partial(help_lines, partnership),
        "member": member,
        "account": account(member),
        "role": dict(Role.choices).get(member.role, "") if member else "",
        "abilities": can_do(member.role) if member else [],
        "navigation": navigation(request, member),
        "languages": languages(),
        "demo": settings.DEMO,
    }


def site(partnership: Partnership | None) -> Site:
    """Return whose pages these are: nobody's, where the host serves no partnership."""
    name = partnership.name if partnership else ""
    style = content.stylesheet(partnership) if partnership else None
    return Site(
        name=name,
        service_name=gettext("Prevent"),
        home=reverse("public:home"),
        links=links(FOOTER),
        style=f"/{style[0]}" if style else "",
        leave=reverse("public:leave"),
    )


def links(places: list[tuple[Any, str]]) -> list[dict[str, str]]:
    return [{"text": str(words), "href": reverse(route)} for words, route in places]


def is_inside(request: HttpRequest) -> bool:
    return request.path.startswith(INSIDE)


def help_lines(partnership: Partnership | None) -> list[dict[str, str]]:
    """Return whom to call: [{text, number, href}]."""
    told = [(words, content.number(partnership, name)) for name, words in HELP]
    return [
        {"text": str(words), "number": number, "href": f"tel:{number.replace(' ', '')}"}
        for words, number in told
        if number
    ]


def account(member: Any) -> dict[str, str] | None:
    """Return who is signed in: {name, page, sign_out}; None for nobody."""
    if member is None:
        return None
    return {
        "name": str(member.user),
        "page": reverse("sign_in:account"),
        "sign_out": reverse("sign_in:sign-out"),
    }


def navigation(request: HttpRequest, member: Any) -> list[dict[str, Any]]:
    """Return the places to go: a member's inside, the public's elsewhere
    ([{text, href, active}]): the one whose address the page's begins with is active,
    and of several, as /desk and /desk/search, the longest.
    """
    places = places_of(member) if is_inside(request) else links(PUBLIC)
    around = [each["href"] for each in places if request.path.startswith(each["href"])]
    here = max(around, key=len, default="")
    return [place | {"active": place["href"] == here} for place in places]


def places_of(member: Any) -> list[dict[str, str]]:
    """Return where `member` may go, each place once."""
    held = granted(member.role) if member else set()
    mine = {route: words for need, words, route in PLACES if need in held}
    return links([(words, route) for route, words in mine.items()])


def languages() -> list[dict[str, Any]]:
    now = get_language()
    return [
        {"code": code, "text": name, "active": code == now}
        for code, name in settings.LANGUAGES
    ]
