from factory import LazyAttribute, Sequence, SubFactory, post_generation
from factory.django import DjangoModelFactory

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.accounts.models import Membership, Team, TeamPlace, User
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership
        skip_postgeneration_save = True

    name = Sequence(lambda n: f"Partnership {n}")
    hosts = Sequence(lambda n: [f"partnership-{n}.example"])

    @post_generation
    def key(partnership, create, extracted):  # noqa: N805
        partnerships.enter(partnership)
        keyring.begin(partnership)


class OwnedFactory(DjangoModelFactory):
    """Enters the partnership of what it makes."""

    class Meta:
        abstract = True

    partnership = SubFactory(PartnershipFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Make the record; what is sealed is set once it knows where it belongs."""
        partnerships.enter(kwargs["partnership"])
        plain = {field.name for field in model_class._meta.fields}
        plain |= {field.attname for field in model_class._meta.fields}
        record = model_class(**{k: v for k, v in kwargs.items() if k in plain})
        for name in kwargs.keys() - plain:
            setattr(record, name, kwargs[name])
        record.save(force_insert=True)
        return record


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = Sequence(lambda n: f"Officer {n}")
    email = Sequence(lambda n: f"officer{n}@council.example")
    username = LazyAttribute(lambda user: user.email)


class TeamFactory(OwnedFactory):
    class Meta:
        model = Team

    name = Sequence(lambda n: f"Team {n}")


class MembershipFactory(OwnedFactory):
    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    role = Role.TRIAGE_OFFICER


class TeamPlaceFactory(OwnedFactory):
    class Meta:
        model = TeamPlace
