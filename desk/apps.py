from django.apps import AppConfig
from django.contrib.admin import apps as admin


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Staff desk"
    default = True


class DeskAdminConfig(admin.AdminConfig):
    default_site = "desk.site.DeskSite"
    default = False
