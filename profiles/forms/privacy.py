from django import forms


class AccountDeleteForm(forms.Form):
    is_understood = forms.BooleanField(
        label="I want to delete my account and know that this cannot be undone",
        error_messages={
            "required": "Nothing was deleted. Tick the box if you want it deleted."
        },
    )
