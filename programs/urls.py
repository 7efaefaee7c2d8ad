from django.urls import path

from programs import views

app_name = "programs"

urlpatterns = [
    path("programs/", views.program_list, name="list"),
    path(
        "programs/<slug:institution_slug>/<slug:program_slug>/",
        views.program_detail,
        name="detail",
    ),
    path(
        "programs/<slug:institution_slug>/<slug:program_slug>/changes/",
        views.program_changes,
        name="changes",
    ),
    path(
        "institutions/<slug:slug>/",
        views.institution_detail,
        name="institution",
    ),
    path("data/", views.coverage, name="coverage"),
]
