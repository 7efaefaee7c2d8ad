from typing import Any

from allauth.account.admin import EmailAddressAdmin as OpenEmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin as OpenAuthenticatorAdmin
from allauth.mfa.models import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.http import HttpRequest

from profiles.deletion import delete_account, is_only_superuser
from profiles.models import User

# Where a reader is signed in from is hers to see, not for staff to look through.
admin.site.unregister([Authenticator, EmailAddress, UserSession])


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]
        field_classes: dict[str, type] = {}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ["email", "is_active", "is_staff", "last_login"]
    show_full_result_count = False
    search_fields = ["email"]
    ordering = ["email"]
    add_form = UserCreationForm
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Name", {"fields": ["first_name", "last_name"]}),
        (
            "Rights",
            {
                "fields": [
                    "is_active",
                    "is_staff",
                    "is_superuser",
                    "groups",
                    "user_permissions",
                ]
            },
        ),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "usable_password", "password1", "password2"]})
    ]
    actions = None  # an account is deleted on its own page

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and not (obj and is_only_superuser(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Name the account and count its rows, whose words are none of staff's."""
        _, *counted = super().get_deleted_objects(objs, request)
        return [str(user) for user in objs], *counted

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete the account as its owner would."""
        delete_account(obj)


@admin.register(Authenticator)
class AuthenticatorAdmin(OpenAuthenticatorAdmin):
    """Lets staff delete a second factor that was lost, and shows no secret of it."""

    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = fields
    actions = None  # their boxes would say the name that somebody gave a passkey

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(EmailAddress)
class EmailAddressAdmin(OpenEmailAddressAdmin):
    """Lets staff confirm an address, of a person that is found by typing."""

    list_select_related = ["user"]
    show_full_result_count = False
    raw_id_fields: list[str] = []
    autocomplete_fields = ["user"]
