from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.generic import RedirectView

from desk.start_page import start_page_of
from desk.views.confirming import fact_confirm, source_confirm
from desk.views.history import version_restore
from profiles.models import User

View = Callable[..., HttpResponseBase]
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NEEDS_SECOND_FACTOR = (
    "Staff pages need a second step at sign-in. Add an authenticator app or a passkey "
    "here, and the staff pages open."
)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Tell whether this person has to add a second step before she may do staff work.

    Costs one query of each request where the setting asks for it; allauth asks
    everybody who has a second step for it at every sign-in.
    """
    if not settings.STAFF_NEEDS_SECOND_FACTOR:
        return False
    lacks: bool | None = getattr(request, "lacks_second_factor", None)
    if lacks is None:
        mine = Authenticator.objects.filter(user=request.user, type__in=SECOND_FACTORS)
        lacks = not mine.exists()
        request.lacks_second_factor = lacks  # type: ignore[attr-defined]
    return lacks


def is_possible_key(model: type[models.Model], text: str) -> bool:
    """Tell whether some row of a model could have this key; text is from an address."""
    try:
        key = model._meta.pk.to_python(unquote(text))
    except ValidationError:
        return False
    return "\0" not in str(key)  # PostgreSQL takes no text with it


def with_possible_keys(model: type[models.Model], view: View) -> View:
    """Let a view of a model be found only under keys that a row of it could have.

    A version has a key of the same kind as its row.
    """

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        named = [kwargs["object_id"]] if kwargs.get("object_id") else []
        if not all(is_possible_key(model, key) for key in [*args, *named]):
            raise Http404
        return view(request, *args, **kwargs)

    return found


class DeskSite(admin.AdminSite):
    """The admin as the staff's desk; opens to staff with a second step at sign-in."""

    site_header = "Preceptor: staff"
    site_title = "Preceptor"
    index_title = "Your desk"
    enable_nav_sidebar = False
    empty_value_display = "Left blank"  # never a bare dash

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_second_factor(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Open a view to staff; nonsense in the address of a row is not found."""
        model = getattr(getattr(view, "__self__", None), "model", None)
        keyed = with_possible_keys(model, view) if model else view
        return super().admin_view(keyed, cacheable)

    def get_urls(self) -> list[Any]:
        restore = self.admin_view(version_restore)
        confirm = self.admin_view(fact_confirm)
        confirm_source = self.admin_view(source_confirm)
        password = RedirectView.as_view(pattern_name="account_change_password")
        return [
            # On the account's own page, which tells its owner of it by mail.
            path("password_change/", self.admin_view(password), name="password_change"),
            path(
                "restore/<str:model>/<int:version_pk>/", restore, name="version_restore"
            ),
            path("confirm/source/<int:pk>/", confirm_source, name="source_confirm"),
            path("confirm/<str:model>/<int:object_id>/", confirm, name="fact_confirm"),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: Any = None
    ) -> TemplateResponse:
        """Show what waits for this person, before the lists of everything."""
        start = start_page_of(cast(User, request.user), timezone.localdate())
        return super().index(request, {"start": start} | (extra_context or {}))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead staff who only lack a second step to where they add one."""
        if super().has_permission(request) and lacks_second_factor(request):
            messages.warning(request, NEEDS_SECOND_FACTOR)
            return redirect("mfa_index")
        return super().login(request, extra_context)
