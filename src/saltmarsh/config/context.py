"""What every page knows: whose site it is, who is looking, and where they can go."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.abilities import can_do
from saltmarsh.access.permissions import Permission, Role, granted
from saltmarsh.community.content import queries as content
from saltmarsh.design.addresses import url
from saltmarsh.foundation.partnerships.models import Partnership

P = Permission
# (permission, words, route): shown to whoever holds it.
PLACES: list[tuple[Permission, Any, str]] = [
    (P.REFERRAL_READ, _("Inbox"), "desk:inbox"),
    (P.CASE_READ, _("Cases"), "desk:cases"),
    (P.CASE_READ, _("Requests"), "desk:requests"),
    (P.MEETING_PREPARE, _("Meetings"), "desk:meetings"),
    (P.OVERSIGHT_READ, _("Oversight"), "desk:oversight"),
    (P.COMPLAINT_HANDLE, _("Complaints"), "desk:complaints"),
    (P.PAPERS_READ, _("Panel papers"), "partners:papers"),
    (P.PERSON_SEARCH, _("Search"), "desk:search"),
    (P.REFERRAL_ALLOCATE, _("Allocate"), "desk:allocate"),
    (P.REFERRAL_SEND, _("Your referrals"), "partners:home"),
    (P.REQUEST_ANSWER, _("Requests to you"), "partners:requests"),
    (P.SUPPORT_PROVIDE, _("Support that you give"), "partners:support"),
    (P.SUPPORT_PROVIDE, _("Notices"), "desk:notices"),
    (P.REFERRAL_ENTER, _("Enter a referral"), "desk:enter"),
    (P.DELIVERY_ACKNOWLEDGE, _("Deliveries"), "desk:deliveries"),
    (P.DELIVERY_ACKNOWLEDGE, _("Notices"), "desk:notices"),
    (P.ACTION_OWN, _("Notices"), "desk:notices"),
    (P.NEIGHBOUR_ASK, _("Other partnerships"), "desk:neighbours"),
    (P.NEIGHBOUR_REGISTER, _("Other partnerships"), "desk:neighbours-register"),
    (P.CASE_TRANSFER, _("Transfers"), "desk:transfers"),
    (P.NEIGHBOUR_REGISTER, _("Transfers"), "desk:transfers-register"),
    (P.NEIGHBOUR_REGISTER, _("Notices"), "desk:notices"),
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
        "role": role(get_language(), member.role) if member else "",
        "abilities": abilities(get_language(), member.role) if member else [],
        "navigation": navigation(request, member),
        "languages": languages(),
        "demo": settings.DEMO,
        # The same in each form of the page; Django would make a new one for each.
        "csrf_input": SimpleLazyObject(partial(csrf_input, request)),
    }


@lru_cache(maxsize=64)
def role(language: str | None, code: str) -> str:
    return str(dict(Role.choices).get(code, ""))


@lru_cache(maxsize=64)
def abilities(language: str | None, code: str) -> list[str]:
    return can_do(code)


def site(partnership: Partnership | None) -> Site:
    """Return whose pages these are: nobody's, where the host serves no partnership."""
    name = partnership.name if partnership else ""
    style = content.stylesheet(partnership) if partnership else None
    return Site(
        name=name,
        service_name=gettext("Prevent"),
        home=url("public:home"),
        links=links(get_language(), "footer"),
        style=f"/{style[0]}" if style else "",
        leave=url("public:leave"),
    )


# The product's own words, which no page changes.
@lru_cache(maxsize=256)
def links(language: str | None, of: str) -> list[dict[str, str]]:
    """Return the links of the "footer", of the "public", or of a role's own places."""
    known = {"footer": FOOTER, "public": PUBLIC}
    places = known.get(of) or places_of(of)
    return [{"text": str(words), "href": url(route)} for words, route in places]


def places_of(role: str) -> list[tuple[Any, str]]:
    """Return where a member with `role` may go, each place once."""
    held = granted(role)
    mine = {route: words for need, words, route in PLACES if need in held}
    return [(words, route) for route, words in mine.items()]


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
        "page": url("sign_in:account"),
        "sign_out": url("sign_in:sign-out"),
    }


def navigation(request: HttpRequest, member: Any) -> list[dict[str, Any]]:
    """Return the places to go: a member's inside, the public's elsewhere
    ([{text, href, active}]): the one whose address the page's begins with is active,
    and of several, as /desk and /desk/search, the longest.
    """
    places = links(get_language(), whose(request, member))
    found = [
        place["href"] for place in places if request.path.startswith(place["href"])
    ]
    here = max(found, key=len, default="")
    return [place | {"active": place["href"] == here} for place in places]


def whose(request: HttpRequest, member: Any) -> str:
    """Return whose places are shown: the public's, or those of a role."""
    if not is_inside(request):
        return "public"
    return str(member.role) if member else "nobody"


def languages() -> list[dict[str, Any]]:
    now = get_language()
    return [
        {"code": code, "text": name, "active": code == now}
        for code, name in settings.LANGUAGES
    ]
