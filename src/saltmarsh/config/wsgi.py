"""What the web server serves."""

import gc

import django
from django.conf import settings
from django.utils.module_loading import import_string

django.setup(set_prefix=False)

from saltmarsh.access.pipeline import Service

application = Service()
import_string(settings.REFUSE_OR_START)()

# What a process keeps for good is not looked through again and again for what may go,
# and a request makes less that could than the collector waits for.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
