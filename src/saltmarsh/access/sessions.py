"""Sessions in the database, which a page that is only read cannot write."""

from django.contrib.sessions.backends import db
from django.db import connection


class SessionStore(db.SessionStore):
    def flush(self) -> None:
        """End the session. A page that is only read finds out that the password was
        changed elsewhere, and cannot delete the row: then the browser forgets its key,
        which opens nothing any more, and the row goes with the old ones each night.
        """
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            is_read_only = cursor.fetchone() == ("on",)
        if is_read_only:
            self.clear()
            self._session_key = None
        else:
            super().flush()
