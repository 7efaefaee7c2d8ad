"""The six tables as resources of the library that imports and exports them."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from hashlib import sha256
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory

from desk.rows import Columns, columns_of
from desk.spreadsheets import widgets
from desk.spreadsheets.cells import Cell, text_of
from desk.spreadsheets.citing import Citing, reading_errors
from desk.spreadsheets.conventions import CellError, Convention
from desk.spreadsheets.sources import ADDRESS, COLUMNS, SourceWidget
from desk.spreadsheets.tables import (
    NUMBER,
    SOURCE,
    TABLES,
    Table,
    accreditors_named,
    institutions_named,
    programs_named,
)
from programs.models import Institution, Program, Source
from programs.spreadsheets import safe_cell

NO_SUCH_ROW = (
    "The catalog has no row with this number. Leave the cell blank to add a new one."
)
NOT_A_NUMBER = "The number of a row is a whole number, or blank for a new row."
MISSING = "This may not be blank."
MOVED = "This row belongs to {owner}. A row cannot move to another owner."
TWICE = "The catalog says this already in its row number {number}. Change that one."
NO_ADDRESS = "Name a program as in its address: example-college/ms-informatics."
NO_INSTITUTION = "The catalog has no institution “{slug}” for this new program."
FETCHED = {
    "program": programs_named,
    "institution": institutions_named,
    "accreditor": accreditors_named,
}
ADDRESSES = {"program": "path", "institution": "slug", "accreditor": "short_name"}
PERCENT = {"value": "unit", "share_of_field": "share"}
EXPECTED = {
    NUMBER: "The number of the row as downloaded. Blank: a new row.",
    "program": "The program's address, such as example-college/ms-informatics.",
    "institution": "The institution's address, such as example-college.",
    "accreditor": "The short name of an accreditor of the catalog, such as CAHIIM.",
    "source": "The address of the page or file where this was read.",
}
EXPECTED_OF_PROGRAM = {
    "source": "The address of the page or file where the values that you change in "
    "this row were read. Blank as downloaded, and for a row that you leave alone.",
    "checked_on": "The day on which you read them there. Blank without a source.",
}


class Column(Field):
    """One column; a text that still reads as it was downloaded is left as it is."""

    def save(
        self, instance: models.Model, row: widgets.Row, is_m2m: Any = False, **more: Any
    ) -> None:
        present = self.get_value(instance)
        if self.readonly or (
            isinstance(present, str) and self.clean(row) == text_of(safe_cell(present))
        ):
            return
        super().save(instance, row, is_m2m, **more)


class KnownRows(BaseInstanceLoader):
    """Finds a row's object among those that the resource fetched for all rows."""

    def get_instance(self, row: widgets.Row) -> models.Model | None:
        """Give the object; None for a new row. Raises ValidationError for neither."""
        found: models.Model | None = self.resource.find(row)
        return found


class SheetResource(ModelResource):
    """One of the tables; made once for each, which differ by their columns alone.

    Facts are found by their number, programs and institutions by their address. A
    row that differs in nothing is left alone, whatever else is wrong with it.
    """

    def __init__(self, conventions: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.table = TABLE_OF[self._meta.model]
        self.known: dict[str, Any] = {}
        self.institutions: dict[str, Any] = {}
        self.citing = Citing()
        self.before: dict[int, Columns] = {}
        self.saved: set[int] = set()
        for name, convention in (conventions or {}).items():
            self.fields[name].widget.convention = Convention(convention)

    def get_queryset(self) -> QuerySet:
        """Every row with what its columns name, in one query, in a steady order."""
        fields = self._meta.model._meta.concrete_fields
        names = [field.name for field in fields if field.is_relation]
        names += ["program__institution"] if "program" in names else []
        return super().get_queryset().select_related(*names).order_by("pk")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Fetch all that the rows name, in a number of queries that does not grow."""
        rows: list[widgets.Row] = dataset.dict
        for name, fetch in FETCHED.items():
            if name in self.fields and not self.fields[name].readonly:
                self.fields[name].widget.known = fetch(_named(rows, name))
        self.fields["source"].widget.know(rows)
        names = _named(rows, self.table.name)
        if self._meta.model is Program:
            slugs = [name.partition("/")[0] for name in names]
            self.institutions = institutions_named(slugs)
        fetch = FETCHED.get(self.table.name, self.rows_numbered)
        self.known = fetch(names)
        self.before = {one.pk: columns_of(one) for one in self.known.values()}
        if self.table.is_cited:
            read = _named((row for row in rows if row[ADDRESS]), self.table.name)
            self.citing.know([self.known[name] for name in read if name in self.known])

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Reserve keys for the citations that rows add, in one query."""
        self.citing.reserve()

    def new_source_of(self, instance: Any) -> dict[str, str] | None:
        """Give the columns of the source that a row asked for, if it is a new one."""
        source = instance.source
        return self.fields["source"].widget.made.get(source.pk) if source else None

    def rows_numbered(self, numbers: Iterable[str]) -> dict[str, Any]:
        """Fetch facts by their numbers as texts; those that are none are left out."""
        wanted = [int(one) for one in numbers if one.isdecimal()]
        found = self.get_queryset().in_bulk([one for one in wanted if one < 2**63])
        return {str(pk): one for pk, one in found.items()}

    def find(self, row: widgets.Row) -> Any:
        """Give an object of a row's own, or None for a new row.

        Raises ValidationError for a number that no row of the catalog has.
        """
        name = _text(row, self.table.name)
        if not self.table.is_of_facts or not name:
            return copy(self.known.get(name))
        if not name.isdecimal():
            raise ValidationError({NUMBER: NOT_A_NUMBER})
        if name not in self.known:
            raise ValidationError({NUMBER: NO_SUCH_ROW})
        return copy(self.known[name])

    def init_instance(self, row: Any = None) -> Any:
        """Begin a new row; a new program or institution starts with its address."""
        name = _text(row, self.table.name)
        if self._meta.model is Institution:
            return Institution(slug=name)
        if self._meta.model is not Program:
            return super().init_instance(row)
        institution, _, slug = name.partition("/")
        if not slug:
            raise ValidationError({"program": NO_ADDRESS})
        if institution not in self.institutions:
            text = NO_INSTITUTION.format(slug=institution)
            raise ValidationError({"program": text})
        return Program(institution=self.institutions[institution], slug=slug)

    def after_init_instance(
        self, instance: Any, new: bool, row: Any, **kwargs: Any
    ) -> None:
        """Let a program name nothing that was read, until its row does."""
        if self.table.is_cited:
            instance.source = instance.checked_on = None

    def skip_row(
        self,
        instance: Any,
        original: Any,
        row: Any,
        import_validation_errors: Any = None,
    ) -> bool:
        """Leave a row alone that says what the catalog says."""
        present = self.before.get(instance.pk)
        is_same = present == columns_of(instance) and not self.is_read(instance)
        return is_same and not import_validation_errors

    def is_read(self, instance: Any) -> bool:
        """Tell whether a row says where the changed fields of a program were read."""
        return self.table.is_cited and bool(instance.source or instance.checked_on)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Raise ValidationError for what is wrong, by field, all at once.

        What a row refers to was fetched, so that its being there is not asked again;
        constraints are left to the database, which `do_instance_save` asks once.
        """
        errors = dict(import_validation_errors or {})
        if not errors and self.table.is_of_facts:
            self.refuse_moved(instance)
            self.refuse_twice(instance)
        fields = self._meta.model._meta.concrete_fields
        relations = {field.name: field for field in fields if field.is_relation}
        for name, field in relations.items():
            if not field.blank and getattr(instance, field.attname) is None:
                errors.setdefault(name, [ValidationError(MISSING)])
        errors = self.errors_of_reading(instance, errors) | errors
        unread = {*errors, *relations}
        for validate in (instance.clean_fields, instance.validate_unique):
            try:
                validate(exclude=unread)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        instance.clean()

    def errors_of_reading(
        self, instance: Any, unread: Collection[str]
    ) -> dict[str, Any]:
        """Say what is wrong with where a row was read, if it says so of a program."""
        before = self.before.get(instance.pk)
        is_read = self.is_read(instance)
        return reading_errors(instance, before, unread) if is_read else {}

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Save a row, which is undone with all others; it leaves no history.

        Raises ValidationError in the words of the constraint that it violates.
        """
        instance.skip_history_when_saving = True
        try:
            with transaction.atomic():
                instance.save(force_insert=is_create)
        except IntegrityError as error:
            text = violated(instance, error)
            raise ValidationError({NON_FIELD_ERRORS: text}) from error
        self.saved.add(instance.pk)
        if self.is_read(instance):
            self.citing.read(instance, self.before.get(instance.pk))

    def refuse_moved(self, instance: Any) -> None:
        before = self.before.get(instance.pk, {})
        for name in ("program", "institution"):
            owner = before.get(f"{name}_id")
            if owner and owner != getattr(instance, f"{name}_id"):
                model = self._meta.model._meta.get_field(name).related_model
                text = MOVED.format(owner=model._base_manager.get(pk=owner))
                raise ValidationError({name: text})

    def refuse_twice(self, instance: Any) -> None:
        """Refuse a new row, or one that became so, that says what the catalog says.

        What other rows of the table say is compared when all are read.
        """
        before = self.before.get(instance.pk)
        if before and fact_of(self.table, before) == fact_of(
            self.table, columns_of(instance)
        ):
            return
        others = self._meta.model._base_manager.exclude(
            pk__in={instance.pk or 0, *self.saved}
        )
        for name in self.table.fact:
            value = getattr(instance, name)
            is_null = {f"{name}__isnull": True}
            others = others.filter(**(is_null if value is None else {name: value}))
        other = others.order_by("pk").values_list("pk", flat=True).first()
        if other:
            raise ValidationError({NON_FIELD_ERRORS: TWICE.format(number=other)})


def violated(row: models.Model, error: IntegrityError) -> str:
    """Say which constraint of a row's table the database found violated."""
    cause: Any = error.__cause__
    texts = {
        constraint.name: constraint.get_violation_error_message()
        for constraint in row._meta.constraints
    }
    return str(texts[cause.diag.constraint_name])


def _text(row: widgets.Row, name: str) -> str:
    try:
        return text_of(row[name])
    except CellError as error:
        raise ValidationError({name: str(error)}) from error


def _named(rows: Iterable[widgets.Row], name: str) -> list[str]:
    """Give what the rows have in one column; what cannot be read is left out."""
    cells: Iterable[Cell] = (row[name] for row in rows)
    return [str(cell).strip() for cell in cells]


def fact_of(table: Table, columns: Columns) -> str:
    """Give a short text that two rows share only if they say the same thing."""
    fields: list[Any] = [table.model._meta.get_field(name) for name in table.fact]
    said = " | ".join(str(columns[field.attname]) for field in fields)
    return sha256(said.encode()).hexdigest()


def heading_of(name: str) -> str:
    """Give the heading of a field of a table."""
    return COLUMNS["url"] if name == "source" else name


def _column(table: Table, name: str) -> Column:
    """Make one column of a table, with how its cells are read and written."""
    heading = heading_of(name)
    if name == table.name:
        attribute = ADDRESSES.get(name, "pk")
        return Column(attribute, heading, widgets.TextWidget(), readonly=True)
    if name in SOURCE[1:]:
        attribute = name.replace("source_", "source__", 1)
        return Column(attribute, heading, widgets.TextWidget(), readonly=True)
    return Column(name, heading, _widget(table, name))


def _widget(table: Table, name: str) -> widgets.TextWidget:
    field = table.field(name)
    if name == "source":
        return SourceWidget()
    if isinstance(field, models.ForeignKey):
        return widgets.KnownWidget(name, ADDRESSES[name])
    if name == "valid_until":
        return widgets.YearOrDayWidget()
    if isinstance(field, ArrayField):
        choices: Any = field.base_field.choices
        return widgets.ListWidget(choices)
    if field.choices:
        return widgets.ChoiceWidget(list(field.choices))
    for kind, widget in WIDGETS.items():
        if isinstance(field, kind):
            return widget(PERCENT.get(name, "")) if kind in NUMBERS else widget()
    return widgets.TextWidget()


NUMBERS = (models.DecimalField, models.IntegerField)
WIDGETS: dict[type[models.Field], type[Any]] = {
    models.DecimalField: widgets.NumberWidget,
    models.IntegerField: widgets.WholeNumberWidget,
    models.DateField: widgets.DayWidget,
    models.BooleanField: widgets.YesNoWidget,
}


def expected_in(table: Table, name: str) -> str:
    """Say what a column should hold, in the words of the form for the same field."""
    expected = EXPECTED | (EXPECTED_OF_PROGRAM if table.is_cited else {})
    if name in expected:
        return expected[name]
    of_source = name in SOURCE
    field: Any = (
        Source._meta.get_field(name.removeprefix("source_"))
        if of_source
        else table.field(name)
    )
    return capfirst(str(field.help_text))


def _resource(table: Table) -> type[SheetResource]:
    made: type[SheetResource] = modelresource_factory(
        table.model,
        SheetResource,
        {
            "fields": table.fields,
            "import_id_fields": [table.name],
            "instance_loader_class": KnownRows,
            "skip_diff": True,
            "store_instance": True,
        },
        {name: _column(table, name) for name in table.fields},
    )
    return made


TABLE_OF = {table.model: table for table in TABLES.values()}
RESOURCES = {kind: _resource(table) for kind, table in TABLES.items()}
