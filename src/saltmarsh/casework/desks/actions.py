import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from saltmarsh.casework.desks import queries, rules
from saltmarsh.casework.desks.lifecycle import DeskKind, Unit
from saltmarsh.casework.desks.models import Desk, Rule, RuleDesk
from saltmarsh.casework.desks.rules import Terms
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Particulars:
    """What an administrator says of a desk. A desk has a team or a mailbox."""

    name: str
    kind: str = DeskKind.OTHER
    team: Team | None = None
    mailbox: str = ""
    fallback: Membership | None = None
    within: int = 1
    unit: str = Unit.WORKING_DAYS
    shows_referrer: bool = False


@transaction.atomic
def add_desk(
    partnership: Partnership, *, about: Particulars, by: uuid.UUID | None
) -> Desk:
    """Set up a desk. Raises Refused when the name is taken, or nobody is behind it."""
    desk = Desk(partnership=partnership)
    write(desk, about)
    desk.save(force_insert=True)
    audit.record("desk.added", desk, by=by, by_kind=who(by), kind=about.kind)
    return desk


@transaction.atomic
def change_desk(desk: Desk, *, about: Particulars, by: uuid.UUID | None) -> None:
    """Write down what is true of the desk from now on."""
    write(desk, about)
    desk.save()
    audit.record("desk.changed", desk, by=by, by_kind=who(by), kind=about.kind)


def write(desk: Desk, about: Particulars) -> None:
    if bool(about.team) == bool(about.mailbox):
        raise Refused(_("A desk has either a team or a mailbox"))
    named = desk.partnership.desks.filter(name__iexact=about.name)
    if named.exclude(pk=desk.pk).exists():
        raise Refused(
            _("There is a desk called %(name)s already") % {"name": about.name}
        )
    desk.name, desk.kind = about.name, about.kind
    desk.team, desk.fallback = about.team, about.fallback
    desk.within, desk.unit = about.within, about.unit
    desk.shows_referrer = about.shows_referrer
    if about.mailbox:
        desk.mailbox = about.mailbox
    else:
        desk.sealed_mailbox = None


@transaction.atomic
def switch_desk(desk: Desk, *, is_active: bool, by: uuid.UUID | None) -> None:
    """Let the desk receive, or let it receive nothing from now on.

    Raises Refused when nobody would receive by the default rule any more, once a
    form is published.
    """
    desk.is_active = is_active
    desk.save(update_fields=["is_active"])
    keep_receiving(desk.partnership)
    name = "desk.switched_on" if is_active else "desk.switched_off"
    audit.record(name, desk, by=by, by_kind=who(by))


@transaction.atomic
def add_rule(
    partnership: Partnership,
    *,
    terms: Terms,
    goes_to: Sequence[Desk],
    by: uuid.UUID | None,
) -> Rule:
    """Add a rule after the others, before the default one; without terms, the default.

    Raises Refused when it goes nowhere, or there is a default rule already.
    """
    is_default = terms == Terms()
    if is_default and partnership.routing_rules.filter(is_default=True).exists():
        raise Refused(_("Say which ages or areas the rule is for"))
    last = partnership.routing_rules.order_by("-position").first()
    rule = Rule(
        partnership=partnership,
        position=last.position + 1 if last else 1,
        is_default=is_default,
    )
    say(rule, terms)
    rule.save(force_insert=True)
    send_to(rule, goes_to)
    audit.record("rule.added", rule, by=by, by_kind=who(by))
    return rule


@transaction.atomic
def change_rule(
    rule: Rule, *, terms: Terms, goes_to: Sequence[Desk], by: uuid.UUID | None
) -> None:
    """Change whom the rule is for and where it goes; the default one stays for all."""
    if not rule.is_default and terms == Terms():
        raise Refused(_("Say which ages or areas the rule is for"))
    say(rule, Terms() if rule.is_default else terms)
    rule.save()
    send_to(rule, goes_to)
    keep_receiving(rule.partnership)
    audit.record("rule.changed", rule, by=by, by_kind=who(by))


def say(rule: Rule, terms: Terms) -> None:
    found = [terms.age_from, terms.age_to]
    if None not in found and found[0] > found[1]:  # type: ignore[operator]
        raise Refused(_("The lowest age is above the highest"))
    rule.age_from, rule.age_to = terms.age_from, terms.age_to
    rule.areas = sorted({rules.district(area) for area in terms.areas})


def send_to(rule: Rule, goes_to: Sequence[Desk]) -> None:
    if not goes_to:
        raise Refused(_("A rule goes to at least one desk"))
    rule.goes_to.exclude(desk__in=goes_to).delete()
    for desk in goes_to:
        RuleDesk.objects.get_or_create(
            partnership_id=rule.partnership_id, rule=rule, desk=desk
        )


@transaction.atomic
def move_up(rule: Rule, *, by: uuid.UUID | None) -> None:
    """Let the rule be tried before the one that is now before it."""
    others = Rule.objects.filter(partnership_id=rule.partnership_id, is_default=False)
    above = others.filter(position__lt=rule.position).order_by("-position").first()
    if above is None or rule.is_default:
        return
    rule.position, above.position = above.position, rule.position
    rule.save(update_fields=["position"])
    above.save(update_fields=["position"])
    audit.record("rule.moved", rule, by=by, by_kind=who(by))


@transaction.atomic
def switch_rule(rule: Rule, *, is_active: bool, by: uuid.UUID | None) -> None:
    """Let the rule decide, or let it be passed over. The default one always decides."""
    if rule.is_default:
        raise Refused(_("The default rule cannot be switched off"))
    rule.is_active = is_active
    rule.save(update_fields=["is_active"])
    name = "rule.switched_on" if is_active else "rule.switched_off"
    audit.record(name, rule, by=by, by_kind=who(by))


def keep_receiving(partnership: Partnership) -> None:
    """Refuse a change after which a published form would have no owner."""
    if partnership.schemas.exists():
        barriers = queries.barriers_to_publishing(partnership)
        if barriers:
            raise Refused(*barriers)


def who(by: uuid.UUID | None) -> str:
    return "user" if by else "system"
