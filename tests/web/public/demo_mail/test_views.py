import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from saltmarsh.web.public.demo_mail import views


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def send(subject, body):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    message = EmailMessage(subject, body, to=["desk@police.example"])
    get_connection(backend).send_messages([message])


def shown():
    return views.show(RequestFactory().get("/demo/mail")).content.decode()


def test_there_is_no_such_page_outside_the_demo():
    with pytest.raises(NoReverseMatch):
        reverse("public:demo-mail")


def test_without_mail_it_says_so(folder):
    assert "No mail yet" in shown()


def test_mail_is_shown_with_links_to_follow(folder):
    send("A referral waits – now", "Open it:\n\nhttp://localhost:8000/desk\n")

    page = shown()
    assert "A referral waits – now" in page
    assert '<a class="govuk-link" href="http://localhost:8000/desk"' in page
    assert "To desk@police.example" in page


def test_a_paragraph_stays_one_however_the_mail_breaks_its_lines(folder):
    send("A test", "Open it and say that\nyou have it.\n\nThank you.\n")

    page = shown()
    assert ">Open it and say that you have it.</p>" in page
    assert ">Thank you.</p>" in page


def test_nothing_in_a_mail_becomes_markup(folder):
    send("<b>Bold</b>", "<script>alert(1)</script>")

    assert "<script>alert" not in shown()
    assert "<b>Bold" not in shown()
