from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest

from desk.models.intervals import ReviewInterval
from profiles.models import SavedProgram
from programs.models import (
    Citation,
    Institution,
    Outcome,
    Program,
    Source,
    Tuition,
    ValueState,
)


class FactCheckQuerySet(models.QuerySet["FactCheck"]):
    def shown(self) -> Self:
        """Facts that readers see: of published programs and of their institutions."""
        published = Program.objects.published()
        of_place = Q(program=None, institution__in=published.values("institution"))
        return self.filter(Q(program__in=published.values("pk")) | of_place)

    def of_kind(self, kind: str) -> Self:
        """Facts of one kind, such as `tuition`."""
        return self.filter(kind=kind)

    def of_rows(self, rows: models.QuerySet) -> Self:
        """Find the facts that rows of one table are."""
        name = rows.model._meta.model_name
        return self.filter(model=name, object_id__in=rows.order_by().values("pk"))

    def looked_for(self) -> Self:
        """Leave out values that nobody has looked for yet: nothing of them is known."""
        unread = Q()
        for model in (Tuition, Outcome, Citation):
            rows = model.objects.filter(state=ValueState.NOT_YET_CHECKED).order_by()
            unread |= Q(model=model._meta.model_name, object_id__in=rows.values("pk"))
        return self.exclude(unread)

    def with_record(self) -> Self:
        """Fetch each fact's kind, source and program, or institution, with it."""
        return self.select_related(
            "kind", "source", "institution", "program__institution"
        )

    def with_savers(self) -> Self:
        """Annotate `savers`: how many readers keep the program in a list.

        A fact of an institution counts each reader once who keeps any of its programs.
        """
        kept = SavedProgram.objects.kept().order_by()
        of_program = kept.filter(program=OuterRef("program")).values("program")
        of_place = kept.filter(program__institution=OuterRef("institution")).values(
            "program__institution"
        )
        readers = Count("user", distinct=True)
        counted = Case(
            When(
                program=None,
                then=Subquery(of_place.annotate(n=readers).values("n")),
            ),
            default=Subquery(of_program.annotate(n=readers).values("n")),
        )
        return self.annotate(savers=Coalesce(counted, 0))

    def with_staleness(self, today: date) -> Self:
        """Annotate `age` in days, and `staleness`: age divided by the kind's interval.

        Above 1 the fact is to be read anew. None where the day of the check is not
        recorded; 0 where it lies after `today`.
        """
        age = Func(
            Value(today, DateField()),
            F("checked_on"),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=IntegerField(),
        )
        # GREATEST passes over NULL, which would make an unknown day one of today.
        known_age = Case(When(checked_on__isnull=False, then=Greatest(age, 0)))
        staleness = Cast(F("age"), FloatField()) / F("kind__days")
        return self.annotate(age=known_age).annotate(staleness=staleness)

    def stale(self, today: date) -> Self:
        """Facts to check: due for re-confirmation, day not recorded, or too old."""
        is_due = Q(reconfirm_since__isnull=False) | Q(checked_on=None)
        return self.with_staleness(today).filter(is_due | Q(staleness__gt=1))

    def fresh(self, today: date) -> Self:
        """Facts that are not `stale`."""
        return self.with_staleness(today).filter(reconfirm_since=None, staleness__lte=1)

    def most_urgent_first(self, today: date) -> Self:
        """Order by what is due for re-confirmation, then by `urgency`.

        Urgency is staleness × (1 + savers). A fact whose day is not recorded comes
        before those with one, as nobody knows how old it is.
        """
        # Whole numbers are multiplied first, so that equal quotients are equal.
        weighed = Cast(F("age") * (1 + F("savers")), FloatField())
        ranked = self.with_savers().with_staleness(today)
        return ranked.annotate(
            is_due=Q(reconfirm_since__isnull=False),
            urgency=weighed / F("kind__days"),
        ).order_by(
            F("is_due").desc(),
            F("urgency").desc(nulls_first=True),
            "-savers",
            "model",
            "object_id",
        )

    def page_with_record(self, today: date) -> "FactCheckQuerySet":
        """Fetch this slice of an ordered queue, each fact with its record.

        The slice is found first, without the columns of programs and sources: sorting
        all facts together with those took six times as long.
        """
        page = FactCheck.objects.filter(pk__in=self.values("pk")).with_record()
        return page.most_urgent_first(today).order_by(*self.query.order_by)

    def counted_by_freshness(
        self, today: date
    ) -> "models.QuerySet[FactCheck, dict[str, Any]]":
        """Count `facts`, and the `fresh` and `known` ones, by kind and country."""
        is_fresh = Q(reconfirm_since=None, staleness__lte=1)
        groups = self.with_staleness(today).order_by()
        return groups.values("kind", "institution__country").annotate(
            facts=Count("pk"),
            fresh=Count("pk", filter=is_fresh),
            known=Count("pk", filter=Q(is_known=True)),
        )

    def counted_by_kind(self) -> "models.QuerySet[FactCheck, tuple[str, int]]":
        """Give each kind with its number of facts, most first."""
        counted = self.order_by().values_list("kind").annotate(facts=Count("pk"))
        return counted.order_by("-facts", "kind")

    def counted_by_owner(self) -> "models.QuerySet[FactCheck, dict[str, Any]]":
        """Give each program, or institution without one, with its number of `facts`."""
        owner = ("program", "program__name", "program__award", "institution__name")
        counted = self.order_by().values(*owner).annotate(facts=Count("pk"))
        return counted.order_by("institution__name", "program__name", "program")


class FactCheck(models.Model):
    """When one published fact was last checked, whatever table it is in.

    Rows of a view in the database over all tables of facts. `institution` is always
    set; without a `program` the fact is the institution's own. `checked_on` is None
    where the day is not recorded. `reconfirm_since` is set on what an ended cycle left
    to be confirmed. `is_known` tells whether the fact has a value, not only a reason
    why there is none. `row` is the fact itself where `attach_rows` fetched it.
    """

    key = models.CharField(max_length=60, primary_key=True)
    model = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    kind = models.ForeignKey(
        ReviewInterval, on_delete=models.DO_NOTHING, db_column="kind", related_name="+"
    )
    program = models.ForeignKey(
        Program, on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.DO_NOTHING, related_name="+"
    )
    source = models.ForeignKey(
        Source, on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True)
    reconfirm_since = models.DateField(null=True)
    is_known = models.BooleanField()

    row: models.Model | None = None
    # Annotated by `with_savers`, `with_staleness` and `most_urgent_first`.
    savers: int
    age: int | None
    staleness: float | None
    urgency: float | None

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "desk_factcheck"
        default_permissions = ["view"]
        verbose_name = "fact to check"
        verbose_name_plural = "facts to check"

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"

    @property
    def record(self) -> Program | Institution:
        """The program or the institution that it is a fact of."""
        return self.program or self.institution
