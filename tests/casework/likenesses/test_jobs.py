from saltmarsh.casework.likenesses import jobs
from saltmarsh.casework.likenesses.models import Likeness
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about, find, others
from tests.casework.triage.desk import acknowledged, make_officer
from tests.factories.casework import TOLD


def test_the_job_looks(partnership):
    officer = make_officer(partnership)
    earlier = about(officer, ROBIN)
    later = acknowledged(officer, told=TOLD | MISSPELT)
    identity = find(later)

    jobs.look(str(partnership.pk), identity=str(identity.pk))

    assert Likeness.objects.count() == 1
    assert others(later, officer) == [earlier]
