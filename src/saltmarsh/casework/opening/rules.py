from django.utils.translation import gettext as _

from saltmarsh.casework.triage.kinds import Grounds


def barriers_to_opening(*, code: str, is_in_case: bool) -> list[str]:
    """Return why no case can be opened on a referral.

    code: of its newest section 36 decision, "" for none.
    """
    if code != Grounds.MET:
        return [_("Record first that the grounds of section 36 are met")]
    if is_in_case:
        return [_("This referral is in a case already")]
    return []
