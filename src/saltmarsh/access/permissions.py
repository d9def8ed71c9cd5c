"""What a member may do, and the roles that let them."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Named noun first, then verb. Keep the list in alphabetical order."""

    ACCOUNT_USE = "account:use"
    ACTION_OWN = "action:own"
    ASSURANCE_KEEP = "assurance:keep"
    AUDIT_READ = "audit:read"
    CASE_DECIDE = "case:decide"
    CASE_READ = "case:read"
    CASE_REASSIGN = "case:reassign"
    CASE_RESTRICT = "case:restrict"
    CASE_TRANSFER = "case:transfer"
    CASE_WORK = "case:work"
    COMPLAINT_HANDLE = "complaint:handle"
    CONTENT_EDIT = "content:edit"
    DELIVERY_ACKNOWLEDGE = "delivery:acknowledge"
    MEETING_PREPARE = "meeting:prepare"
    MEMBER_MANAGE = "member:manage"
    NEIGHBOUR_ASK = "neighbour:ask"
    NEIGHBOUR_REGISTER = "neighbour:register"
    OVERSIGHT_READ = "oversight:read"
    PAPERS_READ = "papers:read"
    PERSON_SEARCH = "person:search"
    QUARANTINE_READ = "quarantine:read"
    REFERRAL_ALLOCATE = "referral:allocate"
    REFERRAL_DECIDE = "referral:decide"
    REFERRAL_ENTER = "referral:enter"
    REFERRAL_READ = "referral:read"
    REFERRAL_RESTRICT = "referral:restrict"
    REFERRAL_SEND = "referral:send"
    REGISTER_READ = "register:read"
    REQUEST_ANSWER = "request:answer"
    SETTINGS_CHANGE = "settings:change"
    SUPPORT_PROVIDE = "support:provide"


class Role(TextChoices):
    TRIAGE_OFFICER = "triage_officer", _("Triage officer")
    MANAGER = "manager", _("Manager")
    PANEL_CHAIR = "panel_chair", _("Panel chair")
    PANEL_MEMBER = "panel_member", _("Panel member")
    PARTNER = "partner", _("Partner")
    INTERVENTION_PROVIDER = "intervention_provider", _("Intervention provider")
    ENTRY_CLERK = "entry_clerk", _("Referrals entry clerk")
    CONTENT_EDITOR = "content_editor", _("Content editor")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


P = Permission
GRANTS: dict[str, set[Permission]] = {
    Role.TRIAGE_OFFICER: {
        P.ACTION_OWN,
        P.CASE_READ,
        P.CASE_WORK,
        P.COMPLAINT_HANDLE,
        P.DELIVERY_ACKNOWLEDGE,
        P.MEETING_PREPARE,
        P.PERSON_SEARCH,
        P.QUARANTINE_READ,
        P.REFERRAL_DECIDE,
        P.REFERRAL_ENTER,
        P.REFERRAL_READ,
    },
    Role.MANAGER: {
        P.ACTION_OWN,
        P.ASSURANCE_KEEP,
        P.CASE_READ,
        P.CASE_REASSIGN,
        P.CASE_RESTRICT,
        P.CASE_TRANSFER,
        P.CASE_WORK,
        P.COMPLAINT_HANDLE,
        P.DELIVERY_ACKNOWLEDGE,
        P.MEETING_PREPARE,
        P.NEIGHBOUR_ASK,
        P.OVERSIGHT_READ,
        P.PERSON_SEARCH,
        P.QUARANTINE_READ,
        P.REFERRAL_ALLOCATE,
        P.REFERRAL_DECIDE,
        P.REFERRAL_ENTER,
        P.REFERRAL_READ,
        P.REFERRAL_RESTRICT,
    },
    Role.PANEL_CHAIR: {
        P.ACTION_OWN,
        P.ASSURANCE_KEEP,
        P.CASE_DECIDE,
        P.CASE_READ,
        P.CASE_TRANSFER,
        P.COMPLAINT_HANDLE,
        P.MEETING_PREPARE,
        P.OVERSIGHT_READ,
        P.REFERRAL_READ,
    },
    Role.PANEL_MEMBER: {P.ACTION_OWN, P.PAPERS_READ},
    Role.PARTNER: {P.REFERRAL_SEND, P.REQUEST_ANSWER},
    Role.INTERVENTION_PROVIDER: {P.SUPPORT_PROVIDE},
    Role.ENTRY_CLERK: {P.REFERRAL_ENTER, P.REFERRAL_ALLOCATE},
    Role.CONTENT_EDITOR: {P.CONTENT_EDIT},
    Role.DATA_PROTECTION_OFFICER: {
        P.AUDIT_READ,
        P.NEIGHBOUR_REGISTER,
        P.REGISTER_READ,
    },
    Role.AUDITOR: {P.AUDIT_READ},
    Role.ADMINISTRATOR: {
        P.CONTENT_EDIT,
        P.MEMBER_MANAGE,
        P.REGISTER_READ,
        P.SETTINGS_CHANGE,
    },
}
EVERY_MEMBER = {P.ACCOUNT_USE}


def roles_that_acknowledge() -> list[str]:
    """Return the roles whose holders may say that a desk has a referral."""
    return roles_with(P.DELIVERY_ACKNOWLEDGE)


def roles_with(permission: Permission) -> list[str]:
    return [role for role in GRANTS if permission in GRANTS[role]]


def roles_that_oversee() -> list[str]:
    """Return the roles whose holders hear of a case that stays overdue."""
    return [role for role in GRANTS if Permission.CASE_REASSIGN in GRANTS[role]]


def roles_that_decide() -> list[str]:
    """Return the roles whose holders record what the panel decides."""
    return roles_with(Permission.CASE_DECIDE)


def granted(role: str) -> set[Permission]:
    """Return what `role` may do: nothing when nobody has heard of it."""
    return GRANTS[role] | EVERY_MEMBER if role in GRANTS else set()
