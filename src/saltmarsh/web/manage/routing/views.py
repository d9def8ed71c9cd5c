"""Where referrals go: desks and rules."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.desks import actions as desks
from saltmarsh.casework.desks import queries
from saltmarsh.casework.desks.models import Desk, Rule
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries as deliveries
from saltmarsh.web.manage.routing.forms import (
    DefaultRuleForm,
    DeskForm,
    RuleForm,
    said_of_desk,
    said_of_rule,
)
from saltmarsh.web.refusals import refusals_on


@requires(Permission.SETTINGS_CHANGE)
def index(request: Request) -> HttpResponse:
    """Show the desks and the rules, and whether the whole path was proved."""
    owner = request.partnership
    rules = owner.routing_rules.order_by("is_default", "position")
    shown = {
        "desks": owner.desks.select_related("team", "fallback__user").order_by("name"),
        "rules": rules.prefetch_related("goes_to__desk"),
        "barriers": queries.barriers_to_publishing(owner),
        "proof": deliveries.last_proof(owner),
        "well": deliveries.last_proof(owner, is_well=True),
    }
    return render(request, "manage/routing/index.html", shown)


@requires(Permission.SETTINGS_CHANGE)
def add_desk(request: Request) -> HttpResponse:
    form = DeskForm.bind(request, partnership=request.partnership)
    if form.is_valid():
        with refusals_on(request, form):
            about = form.particulars()
            desks.add_desk(request.partnership, about=about, by=request.user.pk)
            return redirect("manage:routing")
    return render(request, "manage/routing/desk.html", {"form": form})


@requires(Permission.SETTINGS_CHANGE)
def change_desk(request: Request, key: UUID) -> HttpResponse:
    desk = desk_of(request, key)
    form = DeskForm.bind(
        request, partnership=request.partnership, initial=said_of_desk(desk)
    )
    if form.is_valid():
        with refusals_on(request, form):
            desks.change_desk(desk, about=form.particulars(), by=request.user.pk)
            return redirect("manage:routing")
    return render(request, "manage/routing/desk.html", {"form": form, "desk": desk})


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def switch_desk(request: Request, key: UUID) -> HttpResponse:
    """Switch the desk on when it is off, and off when it is on."""
    desk = desk_of(request, key)
    desks.switch_desk(desk, is_active=not desk.is_active, by=request.user.pk)
    return redirect("manage:routing")


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def test_desk(request: Request, key: UUID) -> HttpResponse:
    """Send a test notice to the desk, with nothing in it."""
    routing.send_test(desk_of(request, key), by=request.user.pk)
    return redirect("manage:routing")


@requires(Permission.SETTINGS_CHANGE)
def add_rule(request: Request) -> HttpResponse:
    """Add a rule: the default one first, which has no terms."""
    has_default = request.partnership.routing_rules.filter(is_default=True).exists()
    kind = RuleForm if has_default else DefaultRuleForm
    form = kind.bind(request, partnership=request.partnership)
    if form.is_valid():
        with refusals_on(request, form):
            desks.add_rule(
                request.partnership,
                terms=form.terms(),
                goes_to=form.goes_to(),
                by=request.user.pk,
            )
            return redirect("manage:routing")
    return render(request, "manage/routing/rule.html", {"form": form})


@requires(Permission.SETTINGS_CHANGE)
def change_rule(request: Request, key: UUID) -> HttpResponse:
    rule = rule_of(request, key)
    kind = DefaultRuleForm if rule.is_default else RuleForm
    form = kind.bind(
        request, partnership=request.partnership, initial=said_of_rule(rule)
    )
    if form.is_valid():
        with refusals_on(request, form):
            desks.change_rule(
                rule, terms=form.terms(), goes_to=form.goes_to(), by=request.user.pk
            )
            return redirect("manage:routing")
    return render(request, "manage/routing/rule.html", {"form": form, "rule": rule})


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def switch_rule(request: Request, key: UUID) -> HttpResponse:
    """Let the rule decide when it is passed over, and pass it over when it decides."""
    rule = rule_of(request, key)
    desks.switch_rule(rule, is_active=not rule.is_active, by=request.user.pk)
    return redirect("manage:routing")


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def move_rule_up(request: Request, key: UUID) -> HttpResponse:
    desks.move_up(rule_of(request, key), by=request.user.pk)
    return redirect("manage:routing")


def desk_of(request: Request, key: UUID) -> Desk:
    return fetch(
        request, request.partnership.desks.select_related("partnership"), pk=key
    )


def rule_of(request: Request, key: UUID) -> Rule:
    held = request.partnership.routing_rules.select_related("partnership")
    return fetch(request, held, pk=key)
