"""The portal's addresses, and one whose view fails with a person's words in hand."""

from django.urls import path

from portal.urls import urlpatterns as portal_urlpatterns


def broken(request):
    saved = request.user.saved_programs.get()
    raise LookupError(f"{saved.note} of {request.user.email}")


urlpatterns = [path("shortlist/broken/", broken), *portal_urlpatterns]
