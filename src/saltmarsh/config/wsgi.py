"""What the web server serves."""

import django
from django.conf import settings
from django.utils.module_loading import import_string

django.setup(set_prefix=False)

from saltmarsh.access.pipeline import Service
from saltmarsh.foundation.garbage import settle

application = Service()
import_string(settings.REFUSE_OR_START)()
settle()
