from typing import cast

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from desk.publishing import RefusedError
from desk.restoring import record_of, restore
from desk.rows import MODELS
from profiles.models import User

RESTORED = "The old values are in the draft now. Say why, and submit it for review."
SAME = "The public version is like that already, so there is nothing to restore."


@require_POST
def version_restore(request: HttpRequest, model: str, version_pk: int) -> HttpResponse:
    """Make a draft of a row as it was in one of its versions."""
    if model not in MODELS:
        raise Http404
    if not request.user.has_perm(f"programs.change_{model}"):
        raise PermissionDenied
    version = get_object_or_404(MODELS[model].history, history_id=version_pk)
    try:
        record = record_of(version)
        draft = restore(version, cast(User, request.user))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        if draft:
            messages.success(request, RESTORED)
            return redirect(draft)
        messages.info(request, SAME)
    return redirect(f"admin:programs_{record._meta.model_name}_history", record.pk)
