"""What the web server serves."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

application = get_wsgi_application()
import_string(settings.REFUSE_OR_START)()
