from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Lead to everything that a person can see and change of her account."""
    factors = list(
        Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    )
    context = {
        "addresses": EmailAddress.objects.filter(user=request.user).order_by("email"),
        "has_app": Authenticator.Type.TOTP in factors,
        "passkeys": factors.count(Authenticator.Type.WEBAUTHN),
    }
    return render(request, "profiles/account.html", context)
