from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from comparisons.models import SavedComparison
from profiles.access import get_own

PageOfOwn = Callable[..., HttpResponse]


def own_comparison(view: PageOfOwn) -> PageOfOwn:
    """Fetch the reader's own comparison, which the view then takes instead of a key.

    Somebody else's, a deleted one and one that never was answer 404. A reader who has
    not signed in is asked to, whatever the key, and comes back to its page.
    """

    @wraps(view)
    def fetch(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("comparisons:saved_detail", args=[pk]))
        rows = SavedComparison.objects.kept().with_columns()
        return view(request, get_own(request.user, rows, pk=pk), **rest)

    return never_cache(fetch)
