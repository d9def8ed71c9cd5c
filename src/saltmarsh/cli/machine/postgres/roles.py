"""The roles of a cluster of ours, and who may become which."""

SUPERUSER = "postgres"
OWNER = "saltmarsh_owner"
APP = "saltmarsh_app"
DATABASE = "saltmarsh"

# Nobody comes in by the network, and by the socket only as the user they are.
WHO_MAY_CONNECT = "local all all peer map=saltmarsh\n"

# The owner makes databases for the tests; the application's role owns nothing, so
# that row-level security holds for it always.
ROLES = f"""
CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB;
CREATE ROLE {APP} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
"""

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
"""


def identities(user: str) -> str:
    """Return the map that lets one user of this machine be each of our roles."""
    quoted = '"' + user.replace('"', '""') + '"'
    return "".join(f"saltmarsh {quoted} {role}\n" for role in (SUPERUSER, OWNER, APP))
