"""What the guide's rows must keep beyond the shape of their files."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from guide.importing.records import MODELS, GuideModel, Record
from guide.live import ALL_LIVE_NAMES
from guide.models import Certification, Claim, Occupation, Page, Role, Term
from guide.tags import KnownNames, find_tags, tag_problems

# Columns that name rows of a model by their keys.
NAMING: dict[GuideModel, dict[str, GuideModel]] = {
    Page: {"related": Page},
    Claim: {"conflicts_with": Claim},
    Role: {"occupations": Occupation, "claims": Claim},
    Term: {"see": Term},
}
TEXTS: dict[GuideModel, tuple[str, ...]] = {
    Page: ("short_answer", "body"),
    Term: ("long",),
}
Names = dict[GuideModel, set[str]]


def guide_problems(records: Sequence[Record]) -> Iterator[str]:
    """Find every mistake of the guide, each with its file, row and key."""
    names: Names = {model: set() for model in MODELS}
    for record in records:
        if record.key in names[record.model]:
            yield f"{record.where}: another row has this key"
        names[record.model].add(record.key)
    yield from _source_problems(records)
    for record in records:
        for problem in _row_problems(record, names):
            yield f"{record.where}: {problem}"
    yield from _one_sided_conflicts(records)


def known_names(names: Names, cites: Iterable[str]) -> KnownNames:
    """Give the names that the tags of one text may stand for."""
    return KnownNames(
        live=ALL_LIVE_NAMES,
        claim=names[Claim],
        cite=set(cites),
        term=names[Term],
        occupation=names[Occupation],
    )


def _row_problems(record: Record, names: Names) -> Iterator[str]:
    yield from _field_problems(record)
    yield from _tag_problems(record, names)
    for column, model in NAMING.get(record.model, {}).items():
        for key in record.values[column]:
            if key not in names[model]:
                yield f"{column}: there is no {model._meta.verbose_name} {key}"
    if record.model is Page:
        yield from _uncited(record)
    if record.model is Occupation:
        yield from _wage_problems(record)
    if record.model is Certification:
        yield from _standing_problems(record)


def _field_problems(record: Record) -> Iterator[str]:
    """Ask the model's own fields: lengths, choices, what may be blank."""
    try:
        record.model(**record.values).clean_fields(exclude={"source"})
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                yield f"{name}: {message}"


def _tag_problems(record: Record, names: Names) -> Iterator[str]:
    known = known_names(names, record.cited)
    for column in TEXTS.get(record.model, ()):
        for problem in tag_problems(record.values[column], known):
            yield f"{column}: {problem}"


def _uncited(record: Record) -> Iterator[str]:
    text = record.values["short_answer"] + record.values["body"]
    cited = {tag.name for tag in find_tags(text) if tag.kind == "cite"}
    for key in record.cited.keys() - cited:
        yield f"sources: {key} is never cited"


def _wage_problems(record: Record) -> Iterator[str]:
    wages = [record.values[name] for name in ("p10_wage", "median_wage", "p90_wage")]
    if wages != sorted(wages):
        yield "median_wage: lies between the percentiles"


def _standing_problems(record: Record) -> Iterator[str]:
    standing, note = record.values["standing"], record.values["standing_note"]
    if standing != Certification.Standing.CONFIRMED and not note:
        yield "standing_note: is missing: say what we could not confirm"
    if standing != Certification.Standing.NOT_CONFIRMED and not record.cited:
        yield "sources: is missing: say where it was confirmed"


def _one_sided_conflicts(records: Iterable[Record]) -> Iterator[str]:
    conflicts = {
        record.key: record.values["conflicts_with"]
        for record in records
        if record.model is Claim
    }
    for key, others in conflicts.items():
        for other in others:
            if key not in conflicts.get(other, [key]):
                yield f"claims.yaml: {other}: conflicts_with: should name {key} too"


def _source_problems(records: Iterable[Record]) -> Iterator[str]:
    """Find pages that two files describe differently: they are one source."""
    first: dict[Any, tuple[str, Any]] = {}
    for record in records:
        for source in record.sources:
            identity = (source.url, source.title, source.as_of)
            about = (source.publisher, source.kind)
            where, other = first.setdefault(identity, (record.where, about))
            if other != about:
                yield (
                    f"{record.where}: sources: {source.key}: {where} names another "
                    "publisher or kind for it"
                )
