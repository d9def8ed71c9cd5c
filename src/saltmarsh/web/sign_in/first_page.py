"""Where each role begins after sign-in: a page that says what it can do today."""

from django.urls import reverse

from saltmarsh.access.permissions import Role

FIRST: dict[str, str] = {
    Role.TRIAGE_OFFICER: "desk:inbox",
    Role.MANAGER: "desk:inbox",
    Role.PANEL_CHAIR: "desk:inbox",
    Role.PARTNER: "partners:home",
    Role.INTERVENTION_PROVIDER: "partners:support",
    Role.ENTRY_CLERK: "desk:enter",
    Role.CONTENT_EDITOR: "manage:home",
    Role.DATA_PROTECTION_OFFICER: "manage:home",
    Role.AUDITOR: "manage:home",
    Role.ADMINISTRATOR: "manage:home",
}


def first_page(role: str) -> str:
    """Return the path of the role's first page: its own account where it has no work
    in the product yet.
    """
    return reverse(FIRST.get(role, "sign_in:account"))
