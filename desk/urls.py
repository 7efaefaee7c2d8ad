from django.urls import path

from desk.views import corrections

app_name = "desk"

urlpatterns = [
    path(
        "programs/<slug:institution_slug>/<slug:program_slug>/correction/",
        corrections.correction,
        name="correction",
    ),
    path(
        "programs/<slug:institution_slug>/<slug:program_slug>/correction/thanks/",
        corrections.correction_thanks,
        name="correction_thanks",
    ),
]
