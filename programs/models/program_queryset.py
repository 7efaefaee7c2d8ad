from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Cast, Concat, Least, Lower

from programs.models.card_rows import card_rows
from programs.models.program_order import (
    DEFAULT_ORDER,
    REVIEW_ORDER,
    price_order,
    rank,
    verdict_order,
)

if TYPE_CHECKING:
    from programs.details import Detail
    from programs.models.programs import Program
    from programs.search import Words

# A body that is only named may have decided anything, so that is not known.
DECIDED = ["accredited", "candidate", "none-claimed", "withdrawn"]


class ProgramQuerySet(models.QuerySet["Program"]):
    def published(self) -> Self:
        """Programs that the public may see."""
        return self.filter(workflow_state="published")

    def with_page(self) -> Self:
        """Programs that have a page of their own: published ones and withdrawn ones.

        Fetches the institution and its source in the same query.
        """
        shown = self.exclude(workflow_state="draft")
        return shown.select_related("institution__source")

    def researched(self) -> Self:
        """Programs whose own pages we have read."""
        return self.filter(review="researched")

    def of_kinds(self, kinds: Collection[tuple[str, str]]) -> Self:
        """Programs of these pairs of a focus and a country's code, such as US."""
        wanted = Q(pk__in=[])
        for focus, country in kinds:
            wanted |= Q(focus=focus, institution__country=country)
        return self.filter(wanted)

    def with_institution(self) -> Self:
        """Fetch each program's institution in the same query."""
        return self.select_related("institution")

    def with_shortest_months(self) -> Self:
        """Annotate `shortest_months`: the shortest stated length at any pace.

        None when no length is known.
        """
        return self.annotate(
            shortest_months=Least("full_time_months_lowest", "part_time_months_lowest")
        )

    def most_reviewed_first(self) -> Self:
        """Put programs into the default order, which the list page states.

        Researched programs, then federal records, then press-only entries; in each,
        those where AI shows most clearly in the curriculum; then those of which most
        is known; then by institution.
        """
        return self.order_by(*DEFAULT_ORDER)

    def with_paths(self, paths: Collection[str]) -> Self:
        """Programs of these names, `<institution slug>/<program slug>`, in no order.

        Fetches their institutions too. A name that no program has is left out.
        """
        wanted = Q(pk__in=[])
        for path in paths:
            institution, _, slug = path.partition("/")
            wanted |= Q(institution__slug=institution, slug=slug)
        return self.with_institution().filter(wanted)

    def search(self, words: "Words", *, or_unknown: bool = False) -> Self:
        """Programs in which all the words are found and that have what they ask for.

        With `or_unknown` a program stays when it does not say what is asked for.
        """
        found = self.filter(search_vector=words.query) if words.terms else self
        for field, values in words.asked.items():
            if isinstance(self.model._meta.get_field(field), models.CharField):
                found = found.stating(field, values, or_unknown=or_unknown)
            else:
                found = found.offering(field, values, or_unknown=or_unknown)
        return found

    def offering(
        self, field: str, values: Collection[str], *, or_unknown: bool = False
    ) -> Self:
        """Programs whose list `field` holds at least one of the values.

        With `or_unknown` those whose list is empty too: nobody has checked it, or
        the source does not say.
        """
        wanted = Q(**{f"{field}__overlap": list(values)})
        return self._either(wanted, Q(**{field: []}), or_unknown)

    def stating(
        self, field: str, values: Collection[Any], *, or_unknown: bool = False
    ) -> Self:
        """Programs whose text `field` is one of the values, or blank if asked for."""
        return self._either(Q(**{f"{field}__in": values}), Q(**{field: ""}), or_unknown)

    def in_states(self, codes: Collection[str], *, or_unknown: bool = False) -> Self:
        """Programs in these states of the United States, such as TX."""
        here = Q(institution__country="US", institution__region__in=codes)
        unknown = Q(institution__country="US", institution__region="")
        return self._either(here, unknown, or_unknown)

    def teaching(self, topics: Collection[str], *, or_unknown: bool = False) -> Self:
        """Programs whose own titles show at least one of these topics, by slug.

        Unknown are those in which no topic at all was found.
        """
        found = Q(pk__in=self._related("program_topics", topic__slug__in=topics))
        unknown = ~Q(pk__in=self._related("program_topics"))
        return self._either(found, unknown, or_unknown)

    def accredited_by(
        self, names: Collection[str], *, or_unknown: bool = False
    ) -> Self:
        """Programs that one of these bodies accredits; `any` stands for every body.

        A candidate is not accredited. Unknown are those without any statement, or
        with an accreditor named whose decision was not read.
        """
        bodies = {} if "any" in names else {"accreditor__short_name__in": names}
        accredited = self._related("accreditations", status="accredited", **bodies)
        known = self._related("accreditations", status__in=DECIDED)
        return self._either(Q(pk__in=accredited), ~Q(pk__in=known), or_unknown)

    def admitting_gpa(self, gpa: Decimal, *, or_unknown: bool = False) -> Self:
        """Programs whose lowest GPA is at most this one of 4, or that have none."""
        none_set = self._related(
            "citations", field="minimum_gpa", state="not-applicable"
        )
        admitted = Q(minimum_gpa__lte=gpa) | Q(pk__in=none_set)
        unknown = Q(minimum_gpa=None) & ~Q(pk__in=none_set)
        return self._either(admitted, unknown, or_unknown)

    def lasting_at_most(self, months: int, *, or_unknown: bool = False) -> Self:
        """Programs that can be finished in so many months at one of their paces."""
        short = Q(full_time_months_lowest__lte=months) | Q(
            part_time_months_lowest__lte=months
        )
        unknown = Q(full_time_months_lowest=None, part_time_months_lowest=None)
        return self._either(short, unknown, or_unknown)

    def offering_bridge(self, *, or_unknown: bool = False) -> Self:
        """Programs with a bridge course for those who lack preparation."""
        return self._either(Q(bridge_offered=True), Q(bridge_offered=None), or_unknown)

    def having(self, details: Iterable["Detail"], *, or_unknown: bool = False) -> Self:
        """Programs of which all of these details hold, or are not known if asked for.

        Needs `with_prices`.
        """
        return self.filter(
            *(detail.passes(or_unknown=or_unknown) for detail in details)
        )

    def judged(
        self,
        verdicts: Mapping[int, str],
        wanted: Collection[str],
        *,
        or_unknown: bool = False,
    ) -> Self:
        """Programs of which one of these verdicts was given, by primary key.

        With `or_unknown` those too of which nothing could be told.
        """
        kept = {*wanted, "cannot-tell"} if or_unknown else set(wanted)
        return self.filter(pk__in=[pk for pk, each in verdicts.items() if each in kept])

    def with_outcomes(self, scopes: Collection[str]) -> Self:
        """Programs with a known outcome of one of these scopes."""
        known = self._related("outcomes", state="known", scope__in=scopes)
        return self.filter(pk__in=known)

    def with_prices(self, residency: str) -> Self:
        """Join `own_price` and `average_price`: the estimates for this residency.

        Each is a TuitionEstimate, or None when there is no price to derive it from.
        """
        return self.annotate(
            own_price=FilteredRelation(
                "tuition_estimates",
                condition=Q(
                    tuition_estimates__residency=residency,
                    tuition_estimates__scope="program",
                ),
            ),
            average_price=FilteredRelation(
                "tuition_estimates",
                condition=Q(
                    tuition_estimates__residency=residency,
                    tuition_estimates__scope="institution",
                ),
            ),
        )

    def costing_at_most(
        self, amount: Decimal, *, or_unknown: bool = False, or_average: bool = False
    ) -> Self:
        """Programs of at most so many US$ a year, at the highest of their own prices.

        Needs `with_prices`. With `or_average` the institution's average stands in
        where the program's own yearly price is not known. A price in another
        currency is not converted, so it is never within the limit.
        """
        wanted = Q(
            own_price__per_year_currency="USD", own_price__per_year_highest__lte=amount
        )
        unknown = Q(own_price__per_year_highest=None)
        if or_average:
            wanted |= unknown & Q(
                average_price__per_year_currency="USD",
                average_price__per_year_highest__lte=amount,
            )
            unknown &= Q(average_price__per_year_highest=None)
        return self._either(wanted, unknown, or_unknown)

    def costing_in_total_at_most(
        self, amount: Decimal, *, or_unknown: bool = False
    ) -> Self:
        """Programs of at most so many US$ in total; never an institution's average.

        Needs `with_prices`. A total in another currency is never within the limit.
        """
        wanted = Q(
            own_price__total_currency="USD", own_price__total_highest__lte=amount
        )
        return self._either(wanted, Q(own_price__total_highest=None), or_unknown)

    def cheapest_first(self, *, or_average: bool = False) -> Self:
        """Order by own yearly price at its highest: US$, other currencies, unknown.

        Needs `with_prices`. With `or_average` the institutions' averages come in
        groups of their own, by currency too, before the unknown ones.
        """
        return self.order_by(*price_order(or_average, upwards=True), *DEFAULT_ORDER)

    def dearest_first(self, *, or_average: bool = False) -> Self:
        """Order as `cheapest_first` does, but downwards within each group."""
        return self.order_by(*price_order(or_average, upwards=False), *DEFAULT_ORDER)

    def shortest_first(self) -> Self:
        """Order by the shortest stated length at any pace, unknown ones last."""
        months = F("shortest_months").asc(nulls_last=True)
        return self.with_shortest_months().order_by(months, *DEFAULT_ORDER)

    def longest_first(self) -> Self:
        """Order by the shortest stated length, downwards, unknown ones last."""
        months = F("shortest_months").desc(nulls_last=True)
        return self.with_shortest_months().order_by(months, *DEFAULT_ORDER)

    def named_first(self) -> Self:
        """Order by name, then by institution."""
        return self.order_by(Lower("name"), "institution__name", "pk")

    def recently_checked_first(self) -> Self:
        """Order by the day the newest fact was checked, those without a day last."""
        checked = F("last_checked_on").desc(nulls_last=True)
        return self.order_by(checked, *DEFAULT_ORDER)

    def best_fit_first(self, verdicts: Mapping[int, str]) -> Self:
        """Order by verdict: met first, then those not told, then those that fail."""
        return self.order_by(verdict_order(verdicts), *DEFAULT_ORDER)

    def best_match_first(self, words: "Words") -> Self:
        """Order by how well the words match; in the default order without words."""
        if not words.terms:
            return self.most_reviewed_first()
        rank = SearchRank(F("search_vector"), words.query)
        return self.order_by(rank.desc(), *DEFAULT_ORDER)

    def with_card_facts(self) -> Self:
        """Fetch all that a result card shows, in the same query.

        Needs `with_prices`. Annotates lists of objects: `card_prerequisites` (topic,
        level), `card_accreditations` and `institution_accreditations` (name,
        status), `card_tuitions` (the program's own price rows, amounts as text),
        `card_states` (field, state: why a value is missing, first reason first).
        """
        return (
            self.with_institution()
            .select_related("own_price", "average_price")
            .defer("search_vector")
            .annotate(**card_rows(self.model))
        )

    def counted_by(self, facet: str, choice: Any) -> "models.QuerySet[Any, Any]":
        """Count programs by choice: rows of the facet's name, choice and count.

        A program may hold several choices or none; then it counts in each or none.
        """
        return (
            self.order_by()
            .annotate(
                facet=Value(facet, output_field=models.TextField()),
                choice=Cast(choice, models.TextField()),
            )
            .values_list("facet", "choice")
            .annotate(count=models.Count("pk"))
        )

    def words_in_names(self) -> "models.QuerySet[Any, Any]":
        """Every word in names, institutions and cities, each once, lowercase.

        In no order; blank pieces may be among them.
        """
        text = Concat(
            "name",
            Value(" "),
            "award_title",
            Value(" "),
            "institution__name",
            Value(" "),
            "institution__city",
            output_field=models.TextField(),
        )
        words = models.Func(
            Lower(text),
            Value("[^[:alnum:]]+"),
            function="REGEXP_SPLIT_TO_TABLE",
            output_field=models.TextField(),
        )
        return self.order_by().values_list(words, flat=True).distinct()

    def _either(self, wanted: Q, unknown: Q, or_unknown: bool) -> Self:
        return self.filter(wanted | unknown if or_unknown else wanted)

    def _model_of(self, relation: str) -> "models.QuerySet[Any]":
        model: Any = self.model._meta.get_field(relation).related_model
        rows: models.QuerySet[Any] = model._default_manager.all()
        return rows

    def _related(self, relation: str, **about: Any) -> "models.QuerySet[Any, Any]":
        rows = self._model_of(relation).filter(program__isnull=False, **about)
        return rows.order_by().values("program")

    def refresh_derived(self) -> None:
        """Work out anew what is derived from these programs' facts.

        Topics, tuition estimates, the words for search and the day of the newest
        check; nothing else changes and no history is written.
        """
        from programs.derived import refresh_derived

        refresh_derived(self)

    def similar_to(self, program: "Program") -> Self:
        """Find published programs of the same focus, without the program itself.

        In order of how far they were reviewed, then of how many topics they share,
        then of the institution's name. For a federal record, of which little but the
        place is known, those of the same state and country come before all others.
        Fetches their institutions too.
        """
        nearest = []
        if program.review == "federal-record" and program.institution.region:
            here = Q(
                institution__country=program.institution.country,
                institution__region=program.institution.region,
            )
            nearest = [models.Case(models.When(here, then=0), default=1)]
        topics = program.program_topics.values("topic")
        shared = models.Count(
            "program_topics", filter=models.Q(program_topics__topic__in=topics)
        )
        return (
            self.published()
            .with_institution()
            .filter(focus=program.focus)
            .exclude(pk=program.pk)
            .annotate(shared_topics=shared)
            .order_by(
                *nearest,
                rank("review", REVIEW_ORDER),
                "-shared_topics",
                "institution__name",
                "pk",
            )
        )
