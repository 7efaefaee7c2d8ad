from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import TemplateView

from guide.sitemaps import SITEMAPS as GUIDE_SITEMAPS
from portal import views
from programs.sitemaps import SITEMAPS

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("programs.urls")),
    path("", include("desk.urls")),
    path("", include("comparisons.urls")),
    path("", include("guide.urls")),
    path("", include("profiles.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/", admin.site.urls),
    path("healthz/", views.healthz, name="healthz"),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": SITEMAPS | GUIDE_SITEMAPS},
        name="sitemap",
    ),
    path(
        "robots.txt",
        TemplateView.as_view(
            template_name="portal/robots.txt", content_type="text/plain; charset=utf-8"
        ),
        name="robots",
    ),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
