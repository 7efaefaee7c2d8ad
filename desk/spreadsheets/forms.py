from django import forms
from django.core.files.uploadedfile import UploadedFile

from desk.models import Spreadsheet
from desk.spreadsheets.files import MAX_BYTES, FileError
from desk.spreadsheets.staging import stage
from profiles.models import User

TOO_LARGE = "The file is larger than 20 MB. Upload it in parts."
FILE_HELP = (
    "CSV or .xlsx, with the columns of the table as you download it: at most 50,000 "
    "rows and 20 MB. The file itself is not kept."
)


class UploadForm(forms.ModelForm):
    """What somebody uploads, and what she says it holds."""

    file = forms.FileField(
        help_text=FILE_HELP,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    use_required_attribute = False

    class Meta:
        model = Spreadsheet
        fields = ["kind"]
        help_texts = {"kind": "Each row of the table is one of these."}

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def stage(self, by: User) -> Spreadsheet | None:
        """Keep the rows of a valid form's file; None, with an error, if they cannot."""
        file = self.cleaned_data["file"]
        try:
            return stage(file.file, self.cleaned_data["kind"], by)
        except FileError as error:
            self.add_error("file", str(error))
            return None
