"""Sessions in the database, which a page that is only read cannot write, and who they
belong to.
"""

import uuid

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.prepared import Prepared

USER = Prepared(lambda key: User.objects.filter(pk=key, is_active=True))
KEPT = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)
)


class Backend(ModelBackend):
    """Django's own, but that who asks is found by a query compiled once."""

    def get_user(self, user_id: uuid.UUID) -> User | None:
        return USER.first(key=user_id)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = KEPT.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found

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
