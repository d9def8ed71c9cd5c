"""Referrals about invented people, that can be found."""

from dataclasses import replace

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities.models import Kind
from saltmarsh.casework.search import rules
from tests.casework.triage.desk import arrived


def about(member, name, facts=None, **values):
    """Return a referral about somebody of this name, in the index.

    facts: what else is known, as an identity.
    """
    referral = arrived(member, **values)
    told = replace(facts or rules.asked(), names=rules.asked(name).names)
    one = identities.retell(
        member.partnership, file_id=referral.pk, kind=Kind.REFERRAL, told=told
    )
    identities.index(member.partnership, identity_id=one.pk)
    return referral
