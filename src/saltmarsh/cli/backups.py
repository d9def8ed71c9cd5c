"""Whether a role can back up the database: one that sees past the walls between
partnerships, reads every table, and is not a superuser.
"""

from django.db import connection

# Every role that could, and how many tables and sequences of ours it may not read.
ROLES = """
SELECT rolname, count(relname) FILTER (WHERE NOT CASE relkind
    WHEN 'S' THEN has_sequence_privilege(pg_roles.oid, pg_class.oid, 'SELECT')
    ELSE has_table_privilege(pg_roles.oid, pg_class.oid, 'SELECT') END
    OR NOT has_schema_privilege(pg_roles.oid, relnamespace, 'USAGE'))
FROM pg_roles CROSS JOIN pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE rolcanlogin AND rolbypassrls AND NOT rolsuper
AND nspname IN ('public', 'keys') AND relkind IN ('r', 'p', 'S')
GROUP BY rolname ORDER BY rolname
"""
NONE = (
    "No role can: pg_dump as the tables' owner fails, because row-level security "
    "holds for it too. docs/how-to/back-up-and-restore.md says how to make one"
)


Found = list[tuple[str, int]]


def candidates() -> Found:
    """Return the roles that see past the walls, and how much each may not read."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES)
        return list(cursor.fetchall())


def able(found: Found) -> list[str]:
    """Return the roles that can back up everything."""
    return [name for name, missing in found if not missing]


def barriers(found: Found) -> list[str]:
    """Return why nothing can be backed up; empty when some role can."""
    if able(found):
        return []
    return [
        f"{name} may not read {missing} of the tables and sequences: run as a superuser"
        f" GRANT pg_read_all_data TO {name}"
        for name, missing in found
    ] or [NONE]
