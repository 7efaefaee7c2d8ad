import os

# A developer's .env must not change what is tested, so all that it could set and
# that matters here is set before it is read.
THROW_AWAY_DATABASE = "DATABASE_URL" not in os.environ
os.environ.setdefault("DATABASE_URL", "postgresql:///preceptor")
os.environ.update(
    ALLOWED_HOSTS="testserver,localhost",
    CACHE_URL="locmemcache://",
    CONTACT_EMAIL="",
    CSRF_TRUSTED_ORIGINS="",
    DEBUG="false",
    EMAIL_URL="memorymail://",
    SECRET_KEY="only-for-tests",  # noqa: S106 - signs nothing that outlives a test
    SECURE_HSTS_SECONDS="3600",
    STAFF_NEEDS_SECOND_FACTOR="false",
    TRUSTED_PROXY_COUNT="0",
)

from portal.settings import *
from portal.settings import DATABASES

DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
