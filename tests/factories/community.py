from django.utils import timezone
from factory import LazyFunction, SubFactory, Trait

from saltmarsh.community.content.models import Confirmation, PageVersion
from tests.factories.foundation import OwnedFactory, UserFactory


class PageVersionFactory(OwnedFactory):
    class Meta:
        model = PageVersion

    class Params:
        published = Trait(
            published_at=LazyFunction(timezone.now),
            published_by=SubFactory(UserFactory),
        )

    slug = "strategy"
    language = "en"
    version = 1
    title = "Our strategy"
    summary = "What we plan"
    body = "We plan to listen.\n"
    by = SubFactory(UserFactory)


class ConfirmationFactory(OwnedFactory):
    class Meta:
        model = Confirmation

    item = "routing"
    by = SubFactory(UserFactory)
