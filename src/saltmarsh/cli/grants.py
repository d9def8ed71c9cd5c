"""What the service's own role may do in the database: it owns nothing, bypasses
nothing, and cannot change or remove an event.
"""

from django.db import connection

GRANTS = """
GRANT USAGE ON SCHEMA public, keys TO saltmarsh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, keys TO saltmarsh_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO saltmarsh_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_mention FROM saltmarsh_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM saltmarsh_app;
"""


def grant() -> None:
    """Give the role what it needs. Run as the owner, after every migration."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTS)
