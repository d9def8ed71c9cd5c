"""What the service's own role may do in the database: it owns nothing, bypasses
nothing, and cannot change or remove an event.
"""

from django.db import connection

ROLE = "saltmarsh_app"
GRANTS = f"""
GRANT USAGE ON SCHEMA public, keys TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, keys TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM {ROLE};
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {ROLE};
"""


def grant() -> None:
    """Give the role what it needs. Run as the owner, after every migration."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTS)
