from django.urls import path

from programs.views import coverage, detail, institution, listing

app_name = "programs"

urlpatterns = [
    path("programs/", listing.program_list, name="list"),
    path(
        "programs/<slug:institution_slug>/<slug:program_slug>/",
        detail.program_detail,
        name="detail",
    ),
    path(
        "institutions/<slug:slug>/", institution.institution_detail, name="institution"
    ),
    path("data/", coverage.coverage, name="coverage"),
]
