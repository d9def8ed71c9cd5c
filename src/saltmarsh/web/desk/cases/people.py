"""Which roles read cases, and which work on them."""

from saltmarsh.access.permissions import GRANTS, Permission

READERS = [role for role, held in GRANTS.items() if Permission.CASE_READ in held]
WORKERS = [role for role, held in GRANTS.items() if Permission.CASE_WORK in held]
