"""The words of a row, weighted: what it is called before what it says."""

from django.contrib.postgres.search import SearchVector
from django.db.models import Func, TextField, Value

TAG = r"\{%.*?%\}"


def vector(weight: str, *texts: "str | Func") -> SearchVector:
    """Give the words of these columns; A weighs most, D least."""
    return SearchVector(*texts, config="english", weight=weight)


def without_tags(column: str) -> Func:
    """Give a text without its tags, whose names are no words of it."""
    return Func(
        column,
        Value(TAG),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


def joined(column: str) -> Func:
    """Give the entries of a list as one text."""
    return Func(
        column,
        Value(" "),
        function="array_to_string",
        output_field=TextField(),
    )
