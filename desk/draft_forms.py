from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.utils import timezone

NEEDS_COMMENT = "Say what is to be mended, so that whoever edits it can go on."
NO_LONGER_THERE = "The warnings are not those that you read. Read them once more."
COMMENT_HELP = (
    "Whoever edits and whoever approves reads it; it is never public. Needed when you "
    "send the draft back."
)


class DecisionForm(forms.Form):
    """What somebody says on a draft that she read, whichever button she presses."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=COMMENT_HELP,
        error_messages={"required": NEEDS_COMMENT},
    )
    confirmed = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_LONGER_THERE},
    )
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        warnings: list[str],
        needs_comment: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        confirmed: Any = self.fields["confirmed"]
        confirmed.choices = [(warning, warning) for warning in warnings]
        self.fields["comment"].required = needs_comment


class ReadForm(forms.Form):
    """When the list of drafts was read that an action was chosen on."""

    read_at = forms.DateTimeField(
        label="", widget=forms.HiddenInput, initial=timezone.now
    )


class ApprovalActionForm(ActionForm):
    """The actions of the list of drafts, which tell when it was read."""

    read_at = ReadForm.base_fields["read_at"]
