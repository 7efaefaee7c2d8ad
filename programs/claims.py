"""What may be said of federal figures, in sentences.

The federal files cover a field of study at an institution, not a program: every
master's graduate of the field, and for earnings only those who had federal aid. The
sentences here are the only words in which pages speak of these figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.figures.formatting import money, number, share
from programs.models import Outcome, ValueState

HALF = Decimal("0.5")
REASONS = {
    ValueState.NOT_PUBLISHED: "the federal file has no figure and does not say why; "
    "most often too few people are counted",
    ValueState.SUPPRESSED: "withheld, because too few people are counted",
    ValueState.TOO_NEW: "the field is too new here to have a figure",
    ValueState.NOT_APPLICABLE: "does not apply",
    ValueState.NOT_YET_CHECKED: "not yet checked",
}
SUBJECTS = {
    Outcome.Metric.AWARDS: "Master’s degrees awarded",
    Outcome.Metric.MEDIAN_EARNINGS_4YR: "Typical earnings 4 years after finishing a "
    "master’s",
    Outcome.Metric.MEDIAN_EARNINGS_1YR: "Typical earnings 1 year after finishing a "
    "master’s",
    Outcome.Metric.MEDIAN_FEDERAL_DEBT: "Typical federal graduate loan debt of those "
    "who borrowed for a master’s",
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
    order = [str(metric) for metric in SUBJECTS]
    ordered = sorted(
        outcomes,
        key=lambda o: order.index(o.metric) if o.metric in order else len(order),
    )
    return [Claim(_claim(o, institution), _counted(o), o) for o in ordered]


def _claim(outcome: Outcome, institution: str) -> str:
    subject = SUBJECTS.get(Outcome.Metric(outcome.metric), outcome.get_metric_display())
    return f"{subject} in {_field(outcome)} at {institution}: {_value(outcome)}."


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
    claims = [
        f"They cover every master’s degree in the field group at {institution}, and "
        "any campus that shares its federal number, not this program alone."
    ]
    shares = {o.share_of_field for o in outcomes if o.share_of_field is not None}
    claims += [
        f"In the latest federal count, {share(one)} of the field group’s master’s "
        "awards here were in the narrower field to which this program belongs."
        for one in sorted(shares)
    ]
    campuses = max((o.campuses_sharing or 0 for o in outcomes), default=0)
    if campuses > 1:
        claims.append(f"{campuses} campuses share the same figures.")
    return claims + _earnings_claims(outcomes)


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


def _value(outcome: Outcome) -> str:
    if outcome.value is None:
        return REASONS[ValueState(outcome.state)]
    if outcome.unit == Outcome.Unit.USD:
        year = outcome.dollar_year
        dollars = f"{year} dollars" if year else "year of the dollars not stated"
        return f"{money(outcome.value, 'USD')} ({dollars})"
    if outcome.unit == Outcome.Unit.PEOPLE:
        return number(outcome.value)
    return f"{number(outcome.value)} {outcome.get_unit_display()}"
