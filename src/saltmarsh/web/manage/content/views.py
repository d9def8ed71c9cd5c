"""Pages of the public site: edit, look, publish, look back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.community.content import actions as content
from saltmarsh.community.content import queries, shipped
from saltmarsh.community.content.actions import Place, Stale
from saltmarsh.web.facts import facts_of
from saltmarsh.web.manage.content.forms import PageForm
from saltmarsh.web.refusals import refusals_on


def place_of(slug: str, language: str) -> Place:
    """Return which page is meant. Raises Http404 when there is no such page."""
    if slug not in shipped.pages() or language not in queries.LANGUAGES:
        raise Http404
    return Place(slug, language)


@requires(Permission.CONTENT_EDIT)
def index(request: Request) -> HttpResponse:
    """List the pages, in each language, with what is published and what is newer."""
    shown = {
        "states": queries.states(request.partnership),
        "languages_of_pages": queries.LANGUAGES,
    }
    return render(request, "manage/content/index.html", shown)


@requires(Permission.CONTENT_EDIT)
def edit(request: Request, slug: str, language: str) -> HttpResponse:
    """Write the next version of a page, as a draft."""
    place = place_of(slug, language)
    words = queries.words_to_edit(request.partnership, slug, language)
    last = queries.latest(request.partnership, slug, language)
    form = PageForm.holding(request, words)
    shown = {"form": form, "place": place, "base": last.version if last else 0}
    if form.is_valid():
        base = number(request.POST.get("base", ""))
        words = form.words()
        with refusals_on(request, form):
            try:
                content.save(
                    request.partnership, place, words=words, base=base, by=request.user
                )
            except Stale as stale:
                return conflict(request, form, stale)
            return redirect("manage:content-preview", slug, language)
    return render(request, "manage/content/edit.html", shown | facts(request))


def conflict(request: Request, form: PageForm, stale: Stale) -> HttpResponse:
    """Show both versions, and keep what this editor typed."""
    request.refused = True
    theirs, ours = queries.wording_of(stale.theirs), form.words()
    rows = [
        {"question": _("Title"), "theirs": theirs.title, "ours": ours.title},
        {"question": _("Summary"), "theirs": theirs.summary, "ours": ours.summary},
        {"question": _("Text"), "theirs": theirs.body, "ours": ours.body},
    ]
    shown = {"rows": rows, "form": form, "stale": stale}
    return render(request, "manage/content/conflict.html", shown, status=409)


def facts(request: Request) -> dict[str, object]:
    """Return what stands for each placeholder: {"placeholders": [(name, text)]}."""
    known = dict(queries.facts_of(request.partnership, facts_of(request.partnership)))
    names = (one.name for one in shipped.placeholders())
    told = [(name, known[name].text if name in known else "") for name in names]
    return {"placeholders": told}


@requires(Permission.CONTENT_EDIT)
def preview(request: Request, slug: str, language: str) -> HttpResponse:
    """Show the newest version as the public would read it."""
    place = place_of(slug, language)
    words = queries.words_to_edit(request.partnership, slug, language)
    set_here = facts_of(request.partnership)
    drawn = queries.drawn(
        request.partnership, words, slug=slug, language=language, facts=set_here
    )
    last = queries.latest(request.partnership, slug, language)
    shown = {"shown": drawn, "place": place, "last": last}
    return render(request, "manage/content/preview.html", shown)


@requires(Permission.CONTENT_EDIT)
@require_POST
def publish(request: Request, slug: str, language: str) -> HttpResponse:
    """Show the version that was looked at to the public."""
    place_of(slug, language)
    versions = request.partnership.page_versions.of(slug, language)
    version = fetch(request, versions, version=number(request.POST.get("version", "")))
    content.publish(version, by=request.user)
    return redirect("manage:content-history", slug, language)


@requires(Permission.CONTENT_EDIT)
def history(request: Request, slug: str, language: str) -> HttpResponse:
    """List every version of a page, newest first."""
    place = place_of(slug, language)
    versions = request.partnership.page_versions.of(slug, language)
    listed = versions.defer("body").select_related("by", "published_by")
    shown = {"versions": listed, "place": place}
    return render(request, "manage/content/history.html", shown)


@requires(Permission.CONTENT_EDIT)
def changes(request: Request, slug: str, language: str, version: int) -> HttpResponse:
    """Show what one version changed."""
    place = place_of(slug, language)
    versions = request.partnership.page_versions.of(slug, language)
    after = fetch(request, versions, version=version)
    before = versions.filter(version=version - 1).first()
    start = queries.wording_of(before) if before else shipped.pages()[slug]
    lines = queries.differences(start, queries.wording_of(after))
    shown = {"version": after, "lines": lines, "place": place}
    return render(request, "manage/content/changes.html", shown)


@requires(Permission.CONTENT_EDIT)
@require_POST
def restore(request: Request, slug: str, language: str) -> HttpResponse:
    """Write an earlier version anew, as a draft to look at; 0 is the shipped one."""
    place = place_of(slug, language)
    version = number(request.POST.get("version", ""))
    if version:
        versions = request.partnership.page_versions.of(slug, language)
        fetch(request, versions, version=version)
    content.restore(request.partnership, place, version=version, by=request.user)
    return redirect("manage:content-preview", slug, language)


def number(text: str) -> int:
    """Return the number of a version, as the page sent it. Raises Http404."""
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Http404
    return int(text)
