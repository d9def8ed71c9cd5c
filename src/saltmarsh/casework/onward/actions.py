from datetime import date

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.onward import rules
from saltmarsh.casework.onward.lifecycle import ANSWERS, LIFECYCLE, Stage
from saltmarsh.casework.onward.models import OnwardReferral
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def ask(
    referral: Referral,
    *,
    service: dict[str, str],
    reason: str,
    chase_on: date,
    by: User,
) -> OnwardReferral:
    """Ask another service to help, and set the day to chase its answer.

    service: {"name", "contact", "way"}, all in words but `way`, a code of Way.
    Raises Refused with the barriers when there are any.
    """
    today = timezone.localdate()
    if found := rules.barriers(service, chase_on=chase_on, today=today):
        raise Refused(*found)
    asked = OnwardReferral(
        partnership_id=referral.partnership_id,
        referral=referral,
        way=service["way"],
        chase_on=chase_on,
        by=by,
    )
    asked.service, asked.contact = service["name"], service["contact"]
    asked.reason = reason
    asked.save()
    note("onward.asked", asked, by)
    return asked


@transaction.atomic
def answer(asked: OnwardReferral, *, stage: str, words: str, by: User) -> None:
    """Record what the service answered, or that it gave no answer.

    Raises MoveNotAllowed when it has answered already.
    """
    held = OnwardReferral.objects.select_for_update().get(pk=asked.pk)
    asked.stage = LIFECYCLE.after(held.stage, ANSWERS[Stage(stage)])
    asked.answer = words
    asked.answered_at, asked.answered_by = timezone.now(), by
    asked.save(update_fields=["stage", "sealed_answer", "answered_at", "answered_by"])
    note("onward.answered", asked, by)


def note(name: str, asked: OnwardReferral, by: User) -> None:
    audit.note(
        name,
        partnership_id=asked.partnership_id,
        about=("onward.OnwardReferral", [asked.pk, asked.referral_id]),
        by=by.pk,
        way=asked.way,
        stage=asked.stage,
    )
