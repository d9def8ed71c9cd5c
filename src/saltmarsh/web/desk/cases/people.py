"""Which roles read cases, which work on them, and which give support."""

from saltmarsh.access.permissions import GRANTS, Permission

READERS = [role for role, held in GRANTS.items() if Permission.CASE_READ in held]
PROVIDERS = [
    role for role, held in GRANTS.items() if Permission.SUPPORT_PROVIDE in held
]
WORKERS = [role for role, held in GRANTS.items() if Permission.CASE_WORK in held]
