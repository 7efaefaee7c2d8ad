from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import get_own, signed_in
from profiles.forms.profile import STEPS, Step, ThenForm, fields_helper, step_after
from profiles.models import Profile, User
from profiles.profile_page import answered_steps, progress


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_step(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the questions of one step, and keep what is answered."""
    if key not in STEPS:
        raise Http404
    step = STEPS[key]
    if request.method == "POST":
        return _save_step(request, step)
    return _ask(request, step, step.form(instance=_own_profile(signed_in(request))))


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


@transaction.atomic
def _save_step(request: HttpRequest, step: Step) -> HttpResponse:
    """Save what is right; no row is made before something is answered."""
    user = signed_in(request)
    user.lock()
    own = _own_profile(user)
    form = step.form(request.POST, instance=own)
    if not form.is_valid():
        return _ask(request, step, form)
    if own.pk or form.has_changed():
        form.save()
        messages.success(request, f"Saved: {step.title}.")
    return _go_on(step_after(step), stops=ThenForm(request.POST).stops)


def _ask(request: HttpRequest, step: Step, form: ModelForm) -> HttpResponse:
    context = {
        "form": form,
        "helper": fields_helper(),
        "step": step,
        "number": list(STEPS).index(step.key) + 1,
        "last": len(STEPS),
        "following": step_after(step),
    }
    return render(request, "profiles/profile_step.html", context)


def _own_profile(user: User) -> Profile:
    """Give the person's profile, or one that is not saved when there is none."""
    return Profile.objects.filter(user=user).first() or Profile(user=user)


def _go_on(following: Step | None, *, stops: bool) -> HttpResponse:
    if stops or following is None:
        return redirect("profiles:profile")
    return redirect("profiles:profile_step", following.key)
