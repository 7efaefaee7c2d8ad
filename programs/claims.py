"""What may be said of federal figures, in sentences.

The federal files cover a field of study at an institution, not a program: every
master's graduate of the field, and for earnings only those who had federal aid. The
sentences here are the only words in which pages speak of these figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.figures.outcomes import FIELD_METRICS
from programs.formatting import share
from programs.models import Outcome, ValueState

HALF = Decimal("0.5")
SCORECARD_METRICS = FIELD_METRICS.keys() - {Outcome.Metric.AWARDS}
REASONS = {
    ValueState.NOT_PUBLISHED: "the federal file has no figure and does not say why; "
    "most often too few people are counted",
    ValueState.SUPPRESSED: "withheld, because too few people are counted",
    ValueState.TOO_NEW: "the field is too new here to have a figure",
    ValueState.NOT_APPLICABLE: "does not apply",
    ValueState.NOT_YET_CHECKED: "not yet checked",
}


@dataclass(frozen=True)
class Claim:
    """What may be said of one federal figure, and who is counted in it."""

    text: str
    counted: str
    outcome: Outcome


def claims_of(outcomes: Sequence[Outcome], institution: str) -> list[Claim]:
    """Say what each federal figure is, awards first, then earnings, then debt.

    `institution` is the full name. A missing figure says why it is missing.
    """
    order = {str(metric): place for place, metric in enumerate(FIELD_METRICS)}
    ordered = sorted(outcomes, key=lambda o: order.get(o.metric, len(order)))
    return [Claim(_claim(o, institution), _counted(o), o) for o in ordered]


def _claim(outcome: Outcome, institution: str) -> str:
    metric = Outcome.Metric(outcome.metric)
    subject = FIELD_METRICS.get(metric, metric.label)
    is_missing = outcome.value is None
    value = REASONS[ValueState(outcome.state)] if is_missing else outcome.words
    return f"{subject} in {_field(outcome)} at {institution}: {value}."


def _counted(outcome: Outcome) -> str:
    parts = [outcome.population]
    if outcome.cohort:
        parts.append(f"years {outcome.cohort}")
    if outcome.measured:
        parts.append(f"measured in {outcome.measured}")
    return "; ".join(part for part in parts if part)


def coverage_claims(outcomes: Sequence[Outcome], institution: str) -> list[str]:
    """Say what the figures of one field cover and how far they are from the program.

    `outcomes` are of scope field-of-study; empty gives no sentence.
    """
    if not outcomes:
        return []
    claims = _scope_claims({o.metric for o in outcomes}, institution)
    shares = {o.share_of_field for o in outcomes if o.share_of_field is not None}
    claims += [
        f"{share(one)} of the master’s degrees in that field group were in this "
        "program’s own narrower field, by the latest federal count."
        for one in sorted(shares)
    ]
    campuses = max((o.campuses_sharing or 0 for o in outcomes), default=0)
    if campuses > 1:
        claims.append(f"{campuses} campuses share the same figures.")
    return claims + _earnings_claims(outcomes)


def _scope_claims(metrics: set[str], institution: str) -> list[str]:
    """Say whose degrees are counted: IPEDS and the Scorecard count different ones."""
    claims = []
    if Outcome.Metric.AWARDS in metrics:
        claims.append(
            f"The count of degrees awarded covers one federal field at {institution}, "
            "which may hold more than this program."
        )
    if metrics & SCORECARD_METRICS:
        claims.append(
            "Earnings and debt cover every master’s degree in the field group at "
            f"{institution}, and any campus that shares its federal number, not this "
            "program alone."
        )
    return claims


def is_mostly_other_fields(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether under half of the group's awards are of the program's field."""
    return any(
        o.share_of_field is not None and o.share_of_field < HALF for o in outcomes
    )


def _earnings_claims(outcomes: Sequence[Outcome]) -> list[str]:
    known = {o.metric for o in outcomes if o.value is not None}
    one = Outcome.Metric.MEDIAN_EARNINGS_1YR in known
    four = Outcome.Metric.MEDIAN_EARNINGS_4YR in known
    claims = []
    if one or four:
        claims.append(
            "Only people who had federal student aid are counted, and they may not "
            "stand for all. Some may have had a well-paid health profession before, so "
            "the figures do not show what the degree added."
        )
    if one and four:
        claims.append(
            "The 1-year and the 4-year figure are of different people and in dollars "
            "of different years: the one is not the growth of the other."
        )
    return claims


def _field(outcome: Outcome) -> str:
    title, code = outcome.cip_title, outcome.cip_code
    if title:
        return title
    return f"the federal field {code}" if code else "the federal field"
