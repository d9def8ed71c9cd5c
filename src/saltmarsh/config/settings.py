"""Every setting, in one file. Values that differ by place come from the environment."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[3]
SRC = ROOT / "src" / "saltmarsh"
REFERENCE = ROOT / "docs" / "reference"


def flag(name: str) -> bool:
    return os.environ.get(name) == "true"


def database(url: str) -> dict[str, Any]:
    """Return Django's form of a PostgreSQL address: postgresql://user:word@host/name."""
    try:
        parts = conninfo_to_dict(url)
    except Exception as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is not a PostgreSQL address"
        ) from error
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    names |= {"host": "HOST", "port": "PORT"}
    known = {names[key]: str(parts.pop(key)) for key in list(parts) if key in names}
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": parts, **known}


DEMO = flag("SALTMARSH_DEMO")
DEBUG = flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ROOT_PROVIDER = "saltmarsh.foundation.keyring.roots.FolderRoot"
KEYS = Path(os.environ.get("SALTMARSH_KEYS", ""))
# The pipeline answers 421 to every host that is no partnership's.
ALLOWED_HOSTS = ["*"]
ONE_PARTNERSHIP = flag("ONE_PARTNERSHIP")
# Every account outside the demo shows a second factor.
SECOND_FACTOR = not DEMO

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pgtrigger",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "saltmarsh.foundation.partnerships",
    "saltmarsh.foundation.audit",
    "saltmarsh.foundation.keyring",
    "saltmarsh.foundation.accounts",
    "saltmarsh.foundation.notices",
    "saltmarsh.foundation.documents",
    "saltmarsh.foundation.retention",
    "saltmarsh.design",
    "saltmarsh.community.content",
    "saltmarsh.casework.identities",
    "saltmarsh.casework.referrals",
    "saltmarsh.casework.people",
    "saltmarsh.casework.links",
    "saltmarsh.casework.likenesses",
    "saltmarsh.casework.search",
    "saltmarsh.casework.onward",
    "saltmarsh.casework.desks",
    "saltmarsh.casework.routing",
    "saltmarsh.casework.doors",
    "saltmarsh.casework.allocation",
    "saltmarsh.casework.notes",
    "saltmarsh.casework.cases",
    "saltmarsh.casework.consents",
    "saltmarsh.casework.gathering",
    "saltmarsh.casework.complaints",
    "saltmarsh.casework.panels",
    "saltmarsh.casework.assessments",
    "saltmarsh.casework.support",
    "saltmarsh.casework.interventions",
    "saltmarsh.casework.reviews",
    "saltmarsh.casework.exits",
    "saltmarsh.casework.meetings",
    "saltmarsh.casework.transfers",
    "saltmarsh.casework.packs",
    "saltmarsh.casework.assurance",
    "saltmarsh.casework.attachments",
    "saltmarsh.casework.triage",
    "saltmarsh.casework.inbox",
    "saltmarsh.casework.neighbours",
    "saltmarsh.access",
    "saltmarsh.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saltmarsh.access.headers.content_policy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saltmarsh.access.pipeline.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saltmarsh.access.pipeline.member",
    "saltmarsh.web.refusals.RefusalPages",
    "saltmarsh.web.sign_in.returning.ended.Returning",
]

ROOT_URLCONF = "saltmarsh.config.urls"
REFUSE_OR_START = "saltmarsh.config.startup.refuse_or_start"
REFUSALS = "saltmarsh.config.startup.refusals"
WSGI_APPLICATION = "saltmarsh.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "dbname=saltmarsh"))}
# A plan made once serves every later request of its connection: the database works
# half as long. A pooler that lends one connection to many would lose the plans.
if not flag("DATABASE_POOLER"):
    DATABASES["default"]["OPTIONS"] |= {
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
# Migrations run as the owner of the tables; the service never does.
OWNER_DATABASE_URL = os.environ.get("OWNER_DATABASE_URL", "")
if DATABASE_URL_POOL := os.environ.get("DATABASE_POOL"):
    DATABASES["default"]["OPTIONS"] |= {"pool": {"max_size": int(DATABASE_URL_POOL)}}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    # For the worker, /health and commands; a request sees to it in access.pipeline.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# A template lives beside the view that renders it: "desk/inbox/inbox.html".
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SRC / "web", SRC / "design" / "templates"],
        "OPTIONS": {
            "environment": "saltmarsh.config.jinja.environment",
            "context_processors": ["saltmarsh.config.context.page"],
        },
    },
    # allauth asks for this engine; every page of ours is the other one's.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
        },
    },
]
FORM_RENDERER = "saltmarsh.design.forms.PageRenderer"

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [SRC / "locale"]
FORMAT_MODULE_PATH = None

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SALTMARSH_STATIC", ROOT / "var" / "static"))
# ── Documents that people send: sealed, in a folder of the service's own.
DOCUMENTS = Path(os.environ.get("SALTMARSH_DOCUMENTS", ROOT / "var" / "documents"))
# Kept in S3-compatible storage instead where its bucket is named.
DOCUMENTS_S3 = {
    "bucket": os.environ.get("DOCUMENTS_BUCKET", ""),
    "endpoint": os.environ.get("DOCUMENTS_ENDPOINT", ""),
    "region": os.environ.get("DOCUMENTS_REGION", ""),
    "prefix": os.environ.get("DOCUMENTS_PREFIX", ""),
    "plain": os.environ.get("DOCUMENTS_PLAIN", ""),
}
# The virus scanner's socket: a path, or "host:port".
CLAMD = os.environ.get("CLAMD", "/run/clamav/clamd.ctl")
CLAMD_SECONDS = 60
FILE_UPLOAD_HANDLERS = ["saltmarsh.access.uploads.Sealing"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
STORAGES = {
    "staticfiles": {
        "BACKEND": "saltmarsh.config.static.StaticFiles"
        if STATIC_ROOT.exists()
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()

# ── People who sign in
AUTHENTICATION_BACKENDS = ["saltmarsh.access.sessions.Backend"]
# allauth checks codes and passkeys; the pages, the sessions and the limits are ours.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "saltmarsh.foundation.accounts.factors.Sealing"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/account"

# ── Cookies. In the demo, plain http://localhost has to do.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
PREFIX = "" if DEMO else "__Host-"
SESSION_COOKIE_NAME = f"{PREFIX}session"
CSRF_COOKIE_NAME = f"{PREFIX}csrf"
LANGUAGE_COOKIE_NAME = "language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "saltmarsh.web.sign_in.returning.ended.stale_form"
SESSION_ENGINE = "saltmarsh.access.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# ── Headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_SSL_REDIRECT = False  # the proxy in front does, and knows the outer address
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of the operator's own stand in front: the limits count the address
# that the outermost of them saw, and believe nothing that the visitor sent.
PROXIES = int(os.environ.get("PROXIES", "0"))
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# ── Mail. Nothing in it is personal: an opaque link, and where to sign in.
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "saltmarsh@localhost")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_TLS")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = os.environ.get("SALTMARSH_MAIL", "")
# GOV.UK Notify sends instead where its key is set.
NOTIFY_KEY = os.environ.get("NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("NOTIFY_TEMPLATE", "")
NOTIFY_ADDRESS = "https://api.notifications.service.gov.uk"
if NOTIFY_KEY:
    EMAIL_BACKEND = "saltmarsh.foundation.notices.notify.Backend"
LINK_MAKER = "saltmarsh.config.links.link"
DESK_ROLES = "saltmarsh.access.permissions.roles_that_acknowledge"
OVERSEERS = "saltmarsh.access.permissions.roles_that_oversee"
CHAIRS = "saltmarsh.access.permissions.roles_that_decide"
DEMO_PORT = os.environ.get("SALTMARSH_PORT", "8000")
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# ── Jobs. Each app's are in its jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# ── Logs go to the standard error. A page is named by its route: an address may hold
# a secret.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"routes": {"()": "saltmarsh.config.logs.RouteForPath"}},
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"filters": ["routes"]},
        "django.security.csrf": {"filters": ["routes"]},
    },
}
