import pytest
from django.db import Error, transaction

from saltmarsh.community.content import actions as content
from saltmarsh.community.content.actions import Place, Stale
from saltmarsh.community.content.models import PageVersion
from saltmarsh.community.content.shipped import Wording
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.factories.community import ConfirmationFactory, PageVersionFactory
from tests.factories.foundation import UserFactory

STRATEGY = Place("strategy", "en")
WORDS = Wording("Our strategy", "", "We plan to listen.\n")


def test_saving_writes_a_draft(partnership):
    editor = UserFactory()

    saved = content.save(partnership, STRATEGY, words=WORDS, base=0, by=editor)

    assert (saved.version, saved.title, saved.published_at) == (1, "Our strategy", None)
    assert Event.objects.about(saved.pk).get().name == "page.saved"


def test_each_save_is_a_version_of_its_own(partnership):
    editor = UserFactory()
    content.save(partnership, STRATEGY, words=WORDS, base=0, by=editor)

    again = content.save(partnership, STRATEGY, words=WORDS, base=1, by=editor)

    assert again.version == 2
    assert partnership.page_versions.count() == 2


def test_a_page_that_names_nothing_known_is_refused(partnership):
    wrong = Wording("Title", "", "Call {nobody}")

    with pytest.raises(Refused, match="no setting called"):
        content.save(partnership, STRATEGY, words=wrong, base=0, by=UserFactory())


def test_two_editors_do_not_overwrite_each_other(partnership):
    theirs = PageVersionFactory(partnership=partnership)

    with pytest.raises(Stale, match="saved this page after you opened it") as stale:
        content.save(partnership, STRATEGY, words=WORDS, base=0, by=UserFactory())

    assert stale.value.theirs == theirs


def test_publishing_says_when_and_by_whom(partnership):
    version, editor = PageVersionFactory(partnership=partnership), UserFactory()

    content.publish(version, by=editor)

    version.refresh_from_db()
    assert version.published_at
    assert version.published_by == editor


def test_a_version_is_published_once(partnership):
    version = PageVersionFactory(partnership=partnership, published=True)

    with pytest.raises(Refused, match="published already"):
        content.publish(version, by=UserFactory())


def test_only_the_newest_version_is_published(partnership):
    version = PageVersionFactory(partnership=partnership)
    PageVersionFactory(partnership=partnership, version=2)

    with pytest.raises(Refused, match="newer version"):
        content.publish(version, by=UserFactory())


def test_an_earlier_version_is_brought_back_as_the_next(partnership):
    PageVersionFactory(partnership=partnership, title="First", published=True)
    PageVersionFactory(partnership=partnership, version=2, title="Second")

    restored = content.restore(partnership, STRATEGY, version=1, by=UserFactory())

    assert (restored.version, restored.title) == (3, "First")
    assert restored.published_at is None


def test_the_shipped_words_are_brought_back_too(partnership):
    restored = content.restore(partnership, STRATEGY, version=0, by=UserFactory())

    assert (restored.version, restored.title) == (1, "Strategy and action plan")


@pytest.mark.parametrize("change", [{"body": "New"}, {"title": "New"}, {"version": 9}])
def test_the_database_keeps_what_was_written(partnership, change):
    version = PageVersionFactory(partnership=partnership)

    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        PageVersion.objects.filter(pk=version.pk).update(**change)


def test_the_database_removes_no_version(partnership):
    version = PageVersionFactory(partnership=partnership)

    with pytest.raises(Error, match="permission denied|Cannot delete"):
        PageVersion.objects.filter(pk=version.pk)._raw_delete("default")


def test_an_item_is_confirmed_by_somebody(partnership):
    officer = UserFactory()

    made = content.confirm(partnership, item="routing", by=officer)

    assert made.by == officer
    assert Event.objects.about(made.pk).get().codes == {"item": "routing"}


def test_an_item_is_confirmed_once(partnership):
    ConfirmationFactory(partnership=partnership)

    with pytest.raises(Refused, match="confirmed already"):
        content.confirm(partnership, item="routing", by=UserFactory())


def test_a_confirmation_is_withdrawn_and_given_anew(partnership):
    made = ConfirmationFactory(partnership=partnership)

    content.withdraw(made, by=UserFactory())

    assert not partnership.confirmations.standing().exists()
    assert content.confirm(partnership, item="routing", by=UserFactory())


def test_a_confirmation_is_withdrawn_once(partnership):
    made = ConfirmationFactory(partnership=partnership)
    content.withdraw(made, by=UserFactory())

    with pytest.raises(Refused, match="not confirmed any more"):
        content.withdraw(made, by=UserFactory())
