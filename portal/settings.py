from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import embedded_database
from portal.version import CHANGELOG, read_version

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

VERSION = read_version(CHANGELOG.read_text(encoding="utf-8"))
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: .env.example explains it.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

# Application

INSTALLED_APPS = [
    "portal",
    "comparisons",
    "desk",
    "guide",
    "profiles",
    "programs",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "simple_history",
    "desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.permissions_policy",
    "portal.middleware.answer_health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.store_no_private_page",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "profiles.middleware.reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "profiles.middleware.note_visit",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal_version",
            ],
        },
    },
]

# Database and cache

EMBEDDED_DATABASE = DEBUG and not env.str("DATABASE_URL", default="")
CLUSTER_FOLDER = embedded_database.cluster_folder(BASE_DIR)
PATIENCE = 5  # seconds that a reader waits for a database that is away


def database_settings() -> dict[str, Any]:
    """Give the server that DATABASE_URL names, or the embedded one under DEBUG."""
    if EMBEDDED_DATABASE:
        return embedded_database.database_settings(CLUSTER_FOLDER)
    address = env.str("DATABASE_URL")
    is_named = address.startswith(("postgresql://", "postgres://"))
    try:
        server: dict[str, Any] = env.db_url("DATABASE_URL") if is_named else {}
    except ValueError:
        server = {}
    if not server:
        # The address itself is not shown: it holds the password.
        raise ImproperlyConfigured(
            "DATABASE_URL has the form postgresql://user:password@host:5432/name, "
            "with signs such as / @ # : in the password in percent code."
        )
    options: dict[str, Any] = {"connect_timeout": PATIENCE}
    if not DEBUG:
        options["pool"] = {"timeout": PATIENCE}
    return server | {"OPTIONS": options | server.get("OPTIONS", {})}


DATABASES = {"default": database_settings()}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# Accounts

AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "profiles:shortlist"
# A session ends with the browser, as computers on a ward are shared. Who asks to stay
# signed in stays so for thirty days after the last visit; what matters asks again.
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_SESSION_REMEMBER = None  # asks
ACCOUNT_ADAPTER = "profiles.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, only
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "account_email"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "add_email": "profiles.forms.account.AddAddressForm",
    "change_password": "profiles.forms.account.ChangePasswordForm",
    "login": "profiles.forms.account.SignInForm",
    "reauthenticate": "profiles.forms.account.ReauthenticateForm",
    "reset_password": "profiles.forms.account.ResetPasswordForm",
    "reset_password_from_key": "profiles.forms.account.ResetPasswordKeyForm",
    "set_password": "profiles.forms.account.SetPasswordForm",
    "signup": "profiles.forms.account.SignUpForm",
}
# Failed sign-ins: few from one address, so that no stranger alone can use up what
# all addresses together may fail for one account ("key") and so lock a person out.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,30/h/ip,120/h/key",
    "correction": "20/h/ip",
    "page_answer": "30/h/ip",
    "export": "10/h/user",
    "calendar_feed": "60/m/ip",
    "account_delete": "10/h/user",
    "share": "30/h/user",
    "shared_comparison": "60/m/ip",
}
# The rate limits count by the reader's address, which a proxy passes on in a header.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Second factors. A passkey cannot replace the password at sign-up: the link in the
# mail may be opened in another browser, which knows nothing of it.

MFA_ADAPTER = "profiles.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Preceptor"
MFA_FORMS = {
    "activate_totp": "profiles.forms.second_factor.ActivateAppForm",
    "add_webauthn": "profiles.forms.second_factor.AddPasskeyForm",
    "authenticate": "profiles.forms.second_factor.AuthenticateForm",
    "authenticate_webauthn": "profiles.forms.second_factor.AuthenticatePasskeyForm",
    "edit_webauthn": "profiles.forms.second_factor.EditPasskeyForm",
    "login_webauthn": "profiles.forms.second_factor.SignInPasskeyForm",
    "reauthenticate": "profiles.forms.second_factor.ReauthenticateForm",
    "reauthenticate_webauthn": "profiles.forms.second_factor.ReauthenticatePasskeyForm",
}

STAFF_NEEDS_SECOND_FACTOR = env.bool("STAFF_NEEDS_SECOND_FACTOR", default=not DEBUG)

# E-mail

EMAIL_IS_SET_UP = bool(env.str("EMAIL_URL", default=""))
EMAIL_TIMEOUT = 10  # seconds
vars().update(
    env.email_url("EMAIL_URL")
    if EMAIL_IS_SET_UP
    else env.email_url_config("smtp://localhost:25")
)
EMAIL_IS_KEPT_IN_FILES = DEBUG and not EMAIL_IS_SET_UP
if EMAIL_IS_KEPT_IN_FILES:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = BASE_DIR / ".data" / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="preceptor@localhost")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
# Networks, such as 127.0.0.1/32, that check_sources may ask though they are private.
LINK_CHECK_ALLOWED_NETWORKS: list[str] = []
# Where mails and visits to other sites say that this site is.
SITE_ADDRESS = env.str(
    "SITE_ADDRESS",
    default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if ALLOWED_HOSTS
    else "http://127.0.0.1:8000",
)

# What whoever runs the server promises on /privacy/

BACKUP_DAYS = env.int("BACKUP_DAYS", default=30)
ACCESS_LOG_DAYS = env.int("ACCESS_LOG_DAYS", default=14)

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],  # data: is the QR code of the second factor
        "object-src": [NONE],
    }
}
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if not DEBUG:
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]  # asked from inside, without TLS
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True

# Language and time

LANGUAGE_CODE = "en-us"
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Forms

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a program's page in the admin has many rows

# History

SIMPLE_HISTORY_REVERT_DISABLED = True  # an old value is restored as a draft

# Logs

LOG_FORMAT = "plain" if DEBUG else "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "portal.logs.JsonFormatter"},
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "fido2": {"level": "WARNING"},  # below that it names people's passkeys
    },
}
