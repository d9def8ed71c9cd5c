"""Why the service does not start, rather than start unsafely.

The web server and the worker ask before they do anything; `./saltmarsh
show-readiness` prints the same.
"""

import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring import roots
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

SHORTEST_SECRET = 40
# How `./saltmarsh demo` begins the secret that it makes up.
DEMO_SECRET = "demo-"  # noqa: S105 - a mark, not a secret
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "saltmarsh.access.headers.content_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saltmarsh.access.pipeline.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saltmarsh.access.pipeline.member",
)
POWERS = """
SELECT rolsuper OR rolbypassrls,
       EXISTS (
           SELECT 1 FROM pg_class JOIN pg_namespace ON relnamespace = pg_namespace.oid
           WHERE nspname IN ('public', 'keys') AND relkind IN ('r', 'p')
           AND pg_has_role(current_user, relowner, 'USAGE')
       )
FROM pg_roles WHERE rolname = current_user
"""
OPEN_TABLES = """
SELECT relname FROM pg_class
JOIN pg_namespace ON relnamespace = pg_namespace.oid
JOIN pg_attribute ON attrelid = pg_class.oid
WHERE nspname IN ('public', 'keys') AND relkind IN ('r', 'p')
AND attname = 'partnership_id' AND NOT attisdropped
AND NOT (relrowsecurity AND relforcerowsecurity)
ORDER BY relname
"""


def refuse_or_start() -> None:
    """End the process when there is a reason not to start, and say which."""
    reasons = refusals()
    connection.close()
    if reasons:
        lines = "".join(f"\n  - {reason}" for reason in reasons)
        sys.exit(f"Saltmarsh does not start:{lines}")


def refusals() -> list[str]:
    """Return every reason not to start; none when all is well."""
    reasons = [*about_settings(), *about_keys()]
    try:
        with transaction.atomic():
            reasons += [*about_role(), *about_tables(), *about_demo()]
            reasons += about_partnership_keys()
    except DatabaseError as error:
        kind = type(error).__name__
        reasons.append(
            f"The database does not answer as it should ({kind}): look at"
            " DATABASE_URL, then run ./saltmarsh migrate"
        )
    return reasons


def about_settings() -> Iterator[str]:
    secret = settings.SECRET_KEY
    if len(secret) < SHORTEST_SECRET or secret.startswith("django-insecure"):
        yield f"SECRET_KEY is not set, or shorter than {SHORTEST_SECRET} characters"
    if len(set(secret)) < SHORTEST_SECRET // 4:
        yield "SECRET_KEY is not random"
    if secret.startswith(DEMO_SECRET) and not settings.DEMO:
        yield "SECRET_KEY was made by the demo: make another"
    if settings.DEBUG and not settings.DEMO:
        yield "DEBUG is on"
    for name in MIDDLEWARE:
        if name not in settings.MIDDLEWARE:
            yield f"{name} is missing from MIDDLEWARE"


def about_keys() -> Iterator[str]:
    try:
        roots.provider().current()
    except (roots.KeysUnavailable, OSError) as error:
        yield str(error)
    was_made_by_demo = (settings.KEYS / roots.DEMO_MARK).exists()
    if was_made_by_demo and not settings.DEMO:
        yield f"The keys in {settings.KEYS} were made by the demo: make others"
    if settings.DEMO and not was_made_by_demo:
        yield f"The keys in {settings.KEYS} were not made by the demo"


def about_role() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        bypasses, owns = cursor.fetchone()
    if bypasses:
        yield "The database role of DATABASE_URL bypasses row-level security"
    if owns:
        yield "The database role of DATABASE_URL owns tables: use one that owns none"


def about_tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TABLES)
        for (name,) in cursor.fetchall():
            yield f"The table {name} is not isolated: run ./saltmarsh migrate"


def about_demo() -> Iterator[str]:
    if settings.DEMO:
        if Partnership.objects.filter(is_demo=False).exists():
            yield "There is a partnership here that the demo did not make"
        return
    if Partnership.objects.filter(is_demo=True).exists():
        yield "There is a partnership here that the demo made"
    if User.objects.filter(is_demo=True).exists():
        yield "There are accounts here that the demo made"


def about_partnership_keys() -> list[str]:
    """Open every partnership's keys, which shows that the root keys are theirs."""
    reasons = []
    for partnership in Partnership.objects.all():
        partnerships.enter(partnership)
        keyring.forget()
        try:
            if not keyring.partnership_keys(partnership.pk):
                reasons.append(f"The partnership {partnership} has no key")
        except (roots.KeysUnavailable, OSError) as error:
            reasons.append(f"The keys of {partnership} do not open: {error}")
    return reasons
