"""The pages that a partnership writes, and the small files around them."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from saltmarsh.access import languages
from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Visit
from saltmarsh.community.content import queries as content
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.web.facts import facts_of

YEAR = timedelta(days=365)
TEMPLATES = {
    "home": "public/pages/home.html",
    "get-help-now": "public/pages/get_help_now.html",
}


@anyone
def show(request: Visit, slug: str) -> HttpResponse:
    """Show one page, in the visitor's language where there are words in it."""
    language = get_language() or "en"
    facts = facts_of(request.partnership)
    shown = content.shown(request.partnership, slug, language, facts)
    template = TEMPLATES.get(slug, "public/pages/show.html")
    return render(request, template, {"shown": shown})


# Without the token, so that a page which only informs sets no cookie: the worst that
# a forged post does is to change the language.
@csrf_exempt
@anyone
def choose_language(request: Visit) -> HttpResponse:
    """Remember the language, and go back to the page."""
    chosen, back = request.POST.get("language", ""), request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        languages.remember(response, chosen)
    return response


@anyone
def stylesheet(request: Visit, digest: str) -> HttpResponse:
    """Serve the partnership's own colours, under a name that changes with them."""
    found = content.stylesheet(request.partnership)
    if found is None or found[0] != f"brand-{digest}.css":
        raise Http404
    response = HttpResponse(found[1], content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={languages.FOR_EVER}, immutable"
    return response


@cache_control(public=True, max_age=24 * 60 * 60)
@anyone
def robots(request: Visit) -> HttpResponse:
    """Let search engines read the public pages, and nothing else."""
    return render(request, "public/pages/robots.txt", content_type="text/plain")


@anyone
def security(request: Visit) -> HttpResponse:
    """Say where to tell of a weakness, once the partnership has set it (RFC 9116)."""
    contact = value_of(request.partnership, content.SECURITY_CONTACT)
    if not contact:
        raise Http404
    until = (timezone.now() + YEAR).replace(hour=0, minute=0, second=0, microsecond=0)
    told = {"contact": contact, "until": until.isoformat()}
    return render(request, "public/pages/security.txt", told, "text/plain")


@anyone
def favicon(request: Visit) -> HttpResponse:
    """Lead browsers that ask at the old address to the picture."""
    return redirect(static("favicon.svg"))
