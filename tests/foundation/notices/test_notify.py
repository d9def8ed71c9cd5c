import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.mail import EmailMessage

KEY = f"test-{uuid.UUID(int=1)}-{uuid.UUID(int=2)}"


class Notify(BaseHTTPRequestHandler):
    """Answers as GOV.UK Notify does."""

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.asked.append((self.path, json.loads(self.rfile.read(length))))
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"id": "1", "errors": []}')

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def notify(settings):
    server = HTTPServer(("127.0.0.1", 0), Notify)
    server.asked, server.status = [], 201
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.EMAIL_BACKEND = "saltmarsh.foundation.notices.notify.Backend"
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, "a-template"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def send():
    return EmailMessage("Subject", "Body", to=["desk@police.example"]).send()


def test_an_email_is_handed_to_notify(notify):
    assert send() == 1

    [(path, asked)] = notify.asked
    assert path == "/v2/notifications/email"
    assert asked["email_address"] == "desk@police.example"
    assert asked["personalisation"] == {"subject": "Subject", "body": "Body"}


def test_what_notify_refuses_is_an_error(notify):
    notify.status = 400

    with pytest.raises(Exception, match="400"):
        send()
