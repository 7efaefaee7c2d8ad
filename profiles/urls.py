from django.urls import URLPattern, path

from profiles.views import (
    account,
    calendar,
    privacy,
    profile,
    saved_program,
    saving,
    shortlist,
    shortlists,
)

app_name = "profiles"

urlpatterns: list[URLPattern] = [
    path("accounts/", account.account, name="account"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("accounts/export/", privacy.export, name="export"),
    path("accounts/delete/", privacy.account_delete, name="account_delete"),
    path("profile/", profile.profile, name="profile"),
    path("profile/delete/", profile.profile_delete, name="profile_delete"),
    path("profile/<slug:key>/", profile.profile_step, name="profile_step"),
    path("shortlist/", shortlist.shortlist_detail, name="shortlist"),
    path("shortlist/<int:pk>/", shortlist.shortlist_detail, name="shortlist_named"),
    path("shortlist/<int:pk>/csv/", shortlist.shortlist_csv, name="shortlist_csv"),
    path("shortlist/new/", shortlists.shortlist_new, name="shortlist_new"),
    path("shortlist/<int:pk>/edit/", shortlists.shortlist_edit, name="shortlist_edit"),
    path(
        "shortlist/<int:pk>/delete/",
        shortlists.shortlist_delete,
        name="shortlist_delete",
    ),
    path("shortlist/save/", saving.program_save, name="save"),
    path("shortlist/remove/", saving.program_remove, name="remove"),
    path(
        "shortlist/program/<int:pk>/",
        saved_program.saved_program_edit,
        name="saved_program",
    ),
    path("shortlist/calendar/", calendar.calendar, name="calendar"),
    path(
        "shortlist/calendar/<slug:token>.ics",
        calendar.calendar_feed,
        name="calendar_feed",
    ),
]
