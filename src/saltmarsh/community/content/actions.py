from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.community.content import queries, shipped
from saltmarsh.community.content.models import Confirmation, PageVersion
from saltmarsh.community.content.rules import barriers_to_saving
from saltmarsh.community.content.shipped import Wording
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Place:
    """Which page, in which language: Place("home", "cy")."""

    slug: str
    language: str


class Stale(Refused):
    """Somebody else saved the page after the editor opened it: `theirs`."""

    def __init__(self, theirs: PageVersion):
        message = _("%(name)s saved this page after you opened it")
        super().__init__(message % {"name": theirs.by})
        self.theirs = theirs


@transaction.atomic
def save(
    partnership: Partnership, place: Place, *, words: Wording, base: int, by: User
) -> PageVersion:
    """Write the next version of a page, as a draft.

    base: the version that the editor started from, 0 for the shipped words. Raises
    Stale when there is a newer one, Refused with the barriers when there are any.
    """
    known = {one.name for one in shipped.placeholders()}
    told = {"title": words.title, "summary": words.summary, "body": words.body}
    if found := barriers_to_saving(**told, known=known):
        raise Refused(*found)
    lock(partnership)
    last = queries.latest(partnership, place.slug, place.language)
    if last and last.version != base:
        raise Stale(last)
    version = partnership.page_versions.create(
        slug=place.slug, language=place.language, version=base + 1, **told, by=by
    )
    audit.record("page.saved", version, by=by.pk, page=place.slug)
    return version


@transaction.atomic
def publish(version: PageVersion, *, by: User) -> None:
    """Show this version to the public from now on.

    Raises Refused when it is published already, or is not the newest.
    """
    lock(version.partnership)
    last = queries.latest(version.partnership, version.slug, version.language)
    if last != version:
        raise Refused(_("There is a newer version of this page"))
    if last.published_at:
        raise Refused(_("This version is published already"))
    version.published_at, version.published_by = timezone.now(), by
    version.save(update_fields=["published_at", "published_by"])
    audit.record("page.published", version, by=by.pk, page=version.slug)


@transaction.atomic
def restore(
    partnership: Partnership, place: Place, *, version: int, by: User
) -> PageVersion:
    """Write an earlier version anew as the next draft; 0 stands for the shipped words."""
    held = partnership.page_versions.of(place.slug, place.language)
    words = shipped.pages()[place.slug]
    if version:
        words = queries.wording_of(held.get(version=version))
    last = held.first()
    base = last.version if last else 0
    return save(partnership, place, words=words, base=base, by=by)


@transaction.atomic
def confirm(partnership: Partnership, *, item: str, by: User) -> Confirmation:
    """Note that `by` has checked an item of the go-live list.

    Raises Refused when somebody has already.
    """
    lock(partnership)
    if partnership.confirmations.standing().filter(item=item).exists():
        raise Refused(_("This is confirmed already"))
    made = partnership.confirmations.create(item=item, by=by)
    audit.record("go_live.confirmed", made, by=by.pk, item=item)
    return made


@transaction.atomic
def withdraw(confirmation: Confirmation, *, by: User) -> None:
    """Note that an item of the go-live list has to be checked again."""
    held = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if held.withdrawn_at:
        raise Refused(_("This is not confirmed any more"))
    held.withdrawn_at, held.withdrawn_by = timezone.now(), by
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record("go_live.withdrawn", held, by=by.pk, item=held.item)


def lock(partnership: Partnership) -> None:
    """Let one editor write at a time."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
