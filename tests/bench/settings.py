"""The settings of production, on the server that the benchmark has started."""

import json
import os

os.environ.update(
    ALLOWED_HOSTS="127.0.0.1",
    DATABASE_URL="postgresql:///preceptor",
    DEBUG="false",
    EMAIL_URL="memorymail://",
    SECRET_KEY="only-for-measuring",  # noqa: S106 - signs nothing
)

from portal.settings import *
from portal.settings import BASE_DIR, DATABASES

DATABASES["default"] |= json.loads(os.environ["BENCH_DATABASE"])
ROOT_URLCONF = "tests.bench.urls"
SECURE_SSL_REDIRECT = False
STATIC_ROOT = BASE_DIR / ".data" / "bench-static"
