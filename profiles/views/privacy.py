import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import signed_in
from profiles.belongings import belongings_of, others_that_keep
from profiles.deletion import UNCONFIRMED_LASTS, delete_account, is_only_superuser
from profiles.export import archive_of
from profiles.forms.privacy import AccountDeleteForm
from profiles.models.shortlists import UNDO_LASTS

logger = logging.getLogger(__name__)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept; each number of days comes from the code that keeps to it."""
    context = {
        "session_days": timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
        "undo_days": UNDO_LASTS.days,
        "unconfirmed_days": UNCONFIRMED_LASTS.days,
        "backup_days": settings.BACKUP_DAYS,
        "access_log_days": settings.ACCESS_LOG_DAYS,
        "contact_email": settings.CONTACT_EMAIL,
    }
    return render(request, "profiles/privacy.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="export")
@reauthentication_required
def export(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "profiles/export.html")
    made_at = timezone.now()
    user, absolute = signed_in(request), request.build_absolute_uri
    others = [each.kept_about(user, absolute) for each in others_that_keep()]
    kept = [belongings_of(user, absolute), *others]
    read_me = render_to_string("profiles/export.txt", {"made_at": made_at})
    logger.info("A reader downloaded everything that is kept about them")
    return HttpResponse(
        archive_of(kept, read_me, made_at),
        "application/zip",
        headers={
            "Content-Disposition": f"attachment; filename=preceptor-{made_at:%F}.zip"
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="account_delete")
@reauthentication_required
def account_delete(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    email = user.email
    form = AccountDeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and delete_account(user):
        logout(request)
        get_adapter().send_mail("account/email/account_deleted", email, {})
        logger.info("A reader deleted their account")
        messages.success(
            request, "Your account is deleted, with everything that was in it."
        )
        return redirect("home")
    context = {
        "form": form,
        "is_only_superuser": is_only_superuser(user),
        "backup_days": settings.BACKUP_DAYS,
    }
    return render(request, "profiles/account_delete.html", context)
