"""As little as Django runs with, on the same database and server."""

from saltmarsh.config import settings as product

DATABASES = product.DATABASES
SECRET_KEY = product.SECRET_KEY

ALLOWED_HOSTS = ["*"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks.bare.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
