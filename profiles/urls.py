from django.urls import URLPattern, path

from profiles.views import privacy

app_name = "profiles"

urlpatterns: list[URLPattern] = [
    path("privacy/", privacy.privacy, name="privacy"),
    path("accounts/export/", privacy.export, name="export"),
    path("accounts/delete/", privacy.account_delete, name="account_delete"),
]
