"""The words of a row, weighted: what it is called before what it says."""

from django.contrib.postgres.search import SearchVector
from django.db.models import Func, TextField, Value

TAG = r"\{%.*?%\}"
TAG_WITH_WORDS = r'\{%\s*term\s+"[^"{}]*"\s+"([^"{}]*)"\s*%\}'


def vector(weight: str, *texts: "str | Func") -> SearchVector:
    """Give the words of these columns; A weighs most, D least."""
    return SearchVector(*texts, config="english", weight=weight)


def without_tags(column: str) -> Func:
    """Give a text without its tags, whose names are no words of it.

    What a link to the glossary says, where its tag says it, is left.
    """
    return _replaced(_replaced(column, TAG_WITH_WORDS, r"\1"), TAG, " ")


def joined(column: str) -> Func:
    """Give the entries of a list as one text."""
    return Func(
        column,
        Value(" "),
        function="array_to_string",
        output_field=TextField(),
    )


def _replaced(text: "str | Func", pattern: str, by: str) -> Func:
    return Func(
        text,
        Value(pattern),
        Value(by),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
