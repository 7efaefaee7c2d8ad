from django import forms


class CalendarForm(forms.Form):
    """What to do with the private calendar address."""

    act = forms.ChoiceField(choices=[("make", "Make"), ("revoke", "Revoke")])
