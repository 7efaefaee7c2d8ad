from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from desk.admin.forms import FactFormSet, VersionedForm
from guide.importing.checks import NAMING, TEXTS, Names, known_names
from guide.importing.records import MODELS, key_field
from guide.tags import find_tags, locate_tags, located_problems


class GuideForm(VersionedForm):
    """One row of the guide, whose tags and keys name only what is there.

    Which sources a text may cite is for the form of its references to say.
    """

    def clean(self) -> dict[str, Any]:
        typed = with_plain_lines(super().clean() or self.cleaned_data)
        self.cleaned_data = dict(typed)
        names = names_in_guide()
        for column in TEXTS.get(self._meta.model, ()):
            self._refuse(column, text_problems(typed.get(column, ""), names))
        for column, named in NAMING.get(self._meta.model, {}).items():
            missing = [key for key in typed.get(column, ()) if key not in names[named]]
            kind = named._meta.verbose_name
            self._refuse(column, [f"There is no {kind} {key}." for key in missing])
        return self.cleaned_data

    def _refuse(self, column: str, problems: list[str]) -> None:
        if problems:
            self.add_error(column, problems)


class ReferenceFormSet(FactFormSet):
    """The sources of one row; each that its texts cite must be among them."""

    def clean(self) -> None:
        super().clean()
        keys = {
            form.cleaned_data.get("key")
            for form in self.forms
            if not form.cleaned_data.get("DELETE")
        }
        problems = [
            f"{label}, line {line}: {key} is cited, but no source here has this key."
            for label, line, key in self._cited()
            if key not in keys
        ]
        if problems:
            raise ValidationError(problems)

    def _cited(self) -> Iterable[tuple[str, int, str]]:
        for column in TEXTS.get(type(self.instance), ()):
            label = type(self.instance)._meta.get_field(column).verbose_name
            for line, tag in locate_tags(getattr(self.instance, column)):
                if tag.kind == "cite":
                    yield f"{label}", line, tag.name


def with_plain_lines(typed: dict[str, Any]) -> dict[str, Any]:
    """Give the same with the line ends of the shipped files.

    Browsers send others, by which a text that nobody has changed would seem edited.
    """
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in typed.items()
    }


def names_in_guide() -> Names:
    """Fetch the keys of all rows that a text or another row may name."""
    return {
        model: set(model.objects.values_list(key_field(model), flat=True))
        for model in MODELS
    }


def text_problems(text: str, names: Names) -> list[str]:
    """Say what is wrong with the tags of a text, and where; citing is left aside."""
    cited = [tag.name for tag in find_tags(text) if tag.kind == "cite"]
    found = located_problems(text, known_names(names, cited))
    return [f"Line {line}: {problem}." for line, problem in sorted(found)]
