from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import Radios
from saltmarsh.web.desk.changes import ChangeForm
from saltmarsh.web.desk.triage.forms import reasons

RELEASE, PUT_AWAY = "release", "put_away"


class QuarantineForm(ChangeForm):
    title = _("Decide about a quarantined referral")
    button = _("Record decision")
    answer = Radios(
        _("What do you do with it?"),
        choices=[
            (RELEASE, _("Release it: it goes where every referral goes")),
            (PUT_AWAY, _("Close it: it is kept and goes nowhere")),
        ],
        missing=_("Select what you do with it"),
    )
    reasons = reasons()
