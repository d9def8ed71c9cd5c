"""A real mail server that catches what it is sent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from django.test import override_settings


class Caught:
    """What came: one Message for each e-mail. `refuses` turns everything away."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], str]] = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refuses:
            return "451 Try again later"
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@contextmanager
def catching() -> Iterator[Caught]:
    """Send e-mails by SMTP to a server that catches them."""
    caught = Caught()
    port = free_port()
    server = Controller(caught, hostname="127.0.0.1", port=port)
    server.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    try:
        with override_settings(
            EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
        ):
            yield caught
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
