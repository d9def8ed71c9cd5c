from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import OPEN
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering import queries, rules
from saltmarsh.casework.gathering.asking import TEMPLATES
from saltmarsh.casework.gathering.lifecycle import (
    LIFECYCLE,
    WITHDRAW,
    Sector,
    Stage,
)
from saltmarsh.casework.gathering.models import (
    Contact,
    InformationRequest,
    RequestLink,
)
from saltmarsh.casework.gathering.rules import Wanted
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals.models import Message, Referral
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts import queries as accounts
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move

# The kinds of notices that wait for an answer.
RINGING = (queries.OVERDUE, queries.ESCALATED)


@transaction.atomic
def record_contact(
    partnership: Partnership, *, told: dict[str, str], reason: str, by: User
) -> Contact:
    """Record somebody at a partner organisation and the mailbox that is theirs.

    told: sector, organisation, name and mailbox. Raises Refused when they are
    recorded already.
    """
    same = partnership.partner_contacts.filter(
        organisation__iexact=told["organisation"], name__iexact=told["name"]
    )
    if same.exists():
        raise Refused(_("This person is recorded already for this organisation"))
    contact = Contact(partnership=partnership, by=by, **told)
    contact.reason = reason
    contact.save()
    audit.record("contact.recorded", contact, by=by.pk)
    return contact


@transaction.atomic
def ask(
    case: Case, *, whom: Membership | Contact, wanted: Wanted, by: Membership
) -> InformationRequest:
    """Ask one partner for information, and send them an e-mail that says nothing of it.

    Raises Refused with the barriers.
    """
    held = cases.lock(case)
    has_left = isinstance(whom, Membership) and whom.left_at is not None
    refuse_for(
        rules.barriers_to_asking(
            wanted,
            today=timezone.localdate(),
            is_open=held.stage in OPEN,
            has_left=has_left,
        )
    )
    asked = written(case, whom, wanted, by)
    asked.save()
    send(asked, template="gathering/asked")
    note("request.asked", asked, by=by.user, sector=asked.sector)
    return asked


def written(
    case: Case, whom: Membership | Contact, wanted: Wanted, by: Membership
) -> InformationRequest:
    asked = InformationRequest(
        partnership_id=case.partnership_id,
        case=case,
        sector=wanted.sector,
        is_referrer=wanted.is_referrer,
        due_on=wanted.due_on,
        by=by.user,
    )
    if isinstance(whom, Contact):
        asked.contact = whom
    else:
        asked.member = whom
    asked.whom = named(whom)
    asked.words = {
        "purpose": wanted.purpose,
        "basis": wanted.basis,
        "questions": wanted.questions,
        "leave_out": str(TEMPLATES[Sector(wanted.sector)].leave_out),
    }
    asked.person = [text for text in wanted.person if text.strip()]
    return asked


def named(whom: Membership | Contact) -> dict[str, str]:
    """Return who is asked, as it is kept with the request."""
    if isinstance(whom, Contact):
        names = (whom.organisation, whom.name, whom.mailbox)
    else:
        names = (whom.organisation, str(whom.user), whom.user.email)
    return dict(zip(("organisation", "name", "email"), names, strict=True))


def refuse_for(barriers: list[str]) -> None:
    if barriers:
        raise Refused(*barriers)


def send(asked: InformationRequest, *, template: str) -> None:
    """E-mail who is asked: a page behind the sign-in, or a link that opens nothing
    without a code.
    """
    if asked.member_id:
        page, arguments = "partners:request", [str(asked.pk)]
    else:
        page, arguments = "partners:asked", [made_link(asked)]
    notices.mail(
        asked.partnership,
        to=asked.whom["email"],
        template=template,
        fills={"page": (page, arguments)},
        by=None,
    )


def made_link(asked: InformationRequest) -> str:
    days = int(value_of(asked.partnership, queries.ADD_DAYS))
    until = max(timezone.now(), clock(asked)) + timedelta(days=days)
    link, token = routing.make_link(asked.partnership, until=until)
    RequestLink.objects.create(
        partnership_id=asked.partnership_id, request=asked, link=link
    )
    return token


def clock(asked: InformationRequest) -> datetime:
    """Return when the day to answer by is over."""
    return clocks.end_of_day(asked.due_on)


@transaction.atomic
def withdraw(asked: InformationRequest, *, reason: str, by: Membership) -> None:
    """Take a request back: who was asked can open it no more. Raises Refused without a
    reason, and MoveNotAllowed when it is answered.
    """
    refuse_for(rules.barriers_to_withdrawing(reason=reason))
    move(asked, WITHDRAW)
    asked.withdrawal = reason
    asked.save(update_fields=["stage", "sealed_withdrawal"])
    end_links(asked)
    note("request.withdrawn", asked, by=by.user)


@transaction.atomic
def pass_on(asked: InformationRequest, *, whom: Membership, by: Membership) -> None:
    """Ask a colleague of who was asked instead, until the same day; the first can open
    it no more. Raises Refused with the barriers.
    """
    every = InformationRequest.objects.select_for_update(of=("self",))
    held = every.select_related("member").get(
        pk=asked.pk, partnership_id=asked.partnership_id
    )
    before = held.member
    refuse_for(
        rules.barriers_to_passing_on(
            is_out=held.stage == Stage.ASKED,
            is_colleague=before is not None and accounts.are_colleagues(before, whom),
        )
    )
    asked.member, asked.whom = whom, named(whom)
    asked.save(update_fields=["member", "sealed_whom"])
    send(asked, template="gathering/asked")
    note("request.passed_on", asked, by=by.user, to=str(whom.pk))


def end_links(asked: InformationRequest) -> None:
    links = Link.objects.filter(information_request__request=asked)
    links.update(expires_at=timezone.now())


def move(asked: InformationRequest, step: Move) -> None:
    """Move the request on as the database now has it; what rang about it is silent."""
    every = InformationRequest.objects.select_for_update(of=("self",))
    held = every.get(pk=asked.pk, partnership_id=asked.partnership_id)
    asked.stage = Stage(LIFECYCLE.after(held.stage, step))
    for kind in RINGING:
        notices.done(asked.partnership, kind=kind, about_id=asked.pk)


def place_of(asked: InformationRequest) -> Place:
    arguments = (asked.case.reference, str(asked.pk))
    return Place("desk:request", arguments, asked.pk)


@transaction.atomic
def chase(asked: InformationRequest, *, by: User | None) -> None:
    """Remind who was asked. by: None for the clock. Raises Refused when it is not
    out any more.
    """
    every = InformationRequest.objects.select_for_update(of=("self",))
    held = every.get(pk=asked.pk, partnership_id=asked.partnership_id)
    if held.stage != Stage.ASKED:
        raise Refused(_("It is answered or withdrawn"))
    asked.chased, asked.chased_at = held.chased + 1, timezone.now()
    asked.save(update_fields=["chased", "chased_at"])
    send(asked, template="gathering/chased")
    note("request.chased", asked, by=by)


@transaction.atomic
def ask_referrer(
    case: Case, referral: Referral, *, text: str, by: Membership
) -> Message:
    """Ask who made a referral that the case rests on again, in their mailbox.

    Raises Refused without a question, and for another referral.
    """
    if not text.strip():
        raise Refused(_("Enter what you ask"))
    if not case.bases.filter(referral=referral).exists():
        raise Refused(_("The case does not rest on this referral"))
    message = letters.ask(referral, text=text, by=by.user)
    audit.record("case.referrer_asked", case, by=by.user_id, referral=str(referral.pk))
    return message


def note(
    name: str, asked: InformationRequest, *, by: User | Link | None, **codes: str
) -> None:
    kind = "link" if isinstance(by, Link) else "user"
    audit.note(
        name,
        partnership_id=asked.partnership_id,
        about=("gathering.InformationRequest", [asked.pk, asked.case_id]),
        by=by.pk if by else None,
        by_kind=kind if by else "system",
        **codes,
    )
