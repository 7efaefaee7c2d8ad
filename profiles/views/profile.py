from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import get_own, signed_in
from profiles.forms.profile import STEPS, Step, ThenForm, fields_helper, step_after
from profiles.models import Profile, User
from profiles.profile_page import answered_steps, progress


@never_cache
@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Show what the person has said of herself, and what she has not."""
    own = _own_profile(signed_in(request))
    steps = answered_steps(own)
    answered, asked = progress(steps)
    context = {
        "steps": steps,
        "answered": answered,
        "asked": asked,
        "is_kept": own.pk is not None,
    }
    return render(request, "profiles/profile.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_step(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the questions of one step; no row is made before something is answered."""
    if key not in STEPS:
        raise Http404
    step = STEPS[key]
    own = _own_profile(signed_in(request))
    typed = request.POST if request.method == "POST" else None
    form = step.form(typed, instance=own)
    following = step_after(step)
    if form.is_valid():
        if own.pk or form.has_changed():
            form.save()
            messages.success(request, f"Saved: {step.title}.")
        return _go_on(following, stops=ThenForm(request.POST).stops)
    context = {
        "form": form,
        "helper": fields_helper(),
        "step": step,
        "number": list(STEPS).index(key) + 1,
        "last": len(STEPS),
        "following": following,
    }
    return render(request, "profiles/profile_step.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_delete(request: HttpRequest) -> HttpResponse:
    """Ask, then delete all answers; lists and notes stay."""
    own = get_own(signed_in(request), Profile.objects.all())
    if request.method == "POST":
        own.delete()
        messages.success(request, "All your answers are deleted.")
        return redirect("profiles:profile")
    return render(request, "profiles/profile_delete.html")


def _own_profile(user: User) -> Profile:
    """Give the person's profile, or one that is not saved when there is none."""
    return Profile.objects.filter(user=user).first() or Profile(user=user)


def _go_on(following: Step | None, *, stops: bool) -> HttpResponse:
    if stops or following is None:
        return redirect("profiles:profile")
    return redirect("profiles:profile_step", following.key)
