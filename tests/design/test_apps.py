from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, trans_real


def test_each_language_remembers_its_own_texts():
    said = {}
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            said[code] = [gettext("Continue") for _ in range(2)]

    known = [trans_real.translation(code).gettext for code, _ in settings.LANGUAGES]
    assert said["en-gb"] == ["Continue", "Continue"]
    assert said["cy"] == ["Parhau", "Parhau"]
    assert all(one.cache_info().hits for one in known)
