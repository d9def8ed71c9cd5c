from django.db import transaction

from saltmarsh.foundation.documents.lifecycle import State
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.committed import apart
from tests.factories.documents import make_document
from tests.factories.foundation import TeamFactory


def test_a_document_goes_from_the_action_to_the_scanner(clamd):
    def scene():
        with transaction.atomic():
            record = TeamFactory()
            make_document(record)
        working.worker().run_worker(wait=False)
        with transaction.atomic():
            partnerships.enter(record.partnership)
            assert Document.objects.get().state == State.READY

    apart(scene)
