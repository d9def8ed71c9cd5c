"""GOV.UK Notify in place of an SMTP server, as a setting: EMAIL_BACKEND names it.

The template at Notify has two places, ((subject)) and ((body)).
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.notifications import NotificationsAPIClient


class Backend(BaseEmailBackend):
    """Hands each e-mail to Notify, one request for each address."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.client = NotificationsAPIClient(
            settings.NOTIFY_KEY,
            base_url=settings.NOTIFY_ADDRESS,
            timeout=settings.EMAIL_TIMEOUT,
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                self.client.send_email_notification(
                    address,
                    settings.NOTIFY_TEMPLATE,
                    {"subject": message.subject, "body": message.body},
                )
        return len(email_messages)
