from django.core.files.uploadedfile import SimpleUploadedFile

from saltmarsh.foundation.documents import storing
from saltmarsh.foundation.documents.models import Document
from tests.architecture.routes import routes
from tests.factories.casework import publish


def test_only_pages_of_members_take_files():
    taking = {
        route.name for route in routes() if getattr(route.view, "takes_files", False)
    }

    assert taking >= {"partners:documents", "manage:form-publish"}
    assert not {name for name in taking if name.startswith(("public:", "sign_in:"))}


def test_the_public_form_takes_no_file(visitor, partnership):
    publish(partnership)
    address = visitor.post("/refer").url
    sent = SimpleUploadedFile("seen.pdf", b"%PDF-1.4")

    answer = visitor.post(address, {"immediate_danger": "no", "documents": sent})

    assert answer.status_code == 302
    assert not Document.objects.exists()
    assert list(storing.incoming().iterdir()) == []
    assert 'type="file"' not in visitor.get(answer.url).text
