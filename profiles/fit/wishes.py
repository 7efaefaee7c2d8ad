"""What the reader asked for herself: format, start, cost and hours a week.

None of it is about admission.
"""

from dataclasses import replace
from decimal import Decimal
from math import ceil, floor

from profiles.answers import Answers
from profiles.fit.residency import residencies
from profiles.fit.rule import Rule, Verdict, rule_on
from profiles.requirements import Requirements, Stated, Workload
from programs.costs import Cost
from programs.figures import Figure, Line
from programs.formatting import money, words
from programs.models import Program, ValueState
from programs.places import HOME_COUNTRY

# An hour in class and two of preparation a week, over a semester of 15 weeks.
HOURS_PER_CREDIT = 45
WEEKS_PER_MONTH = Decimal(52) / 12
BAND = Decimal("0.25")
NO_HOURS = "cannot be worked out without US semester credits and a length"
HOURS_NOTE = (
    "A convention, not the program’s word: 45 hours a credit, spread evenly over its "
    "longest known length, a quarter more or less."
)


def format_wishes(asked: Requirements, answers: Answers) -> list[Rule]:
    """Tell whether one of the formats that work for the reader is offered."""
    if not answers.formats:
        return []
    answer = words([str(Program.Delivery(each).label) for each in answers.formats])
    offered, figure = asked.delivery.value, asked.delivery.figure
    if offered is None:
        return [_wish(figure, Verdict.CANNOT_TELL, answer)]
    shared = set(offered) & set(answers.formats)
    return [_wish(figure, Verdict.MEETS if shared else Verdict.NOT, answer)]


def start_wishes(asked: Requirements, answers: Answers) -> list[Rule]:
    """Tell whether one can begin in the term that the reader named."""
    if not answers.start_term:
        return []
    answer = str(Program.StartTerm(answers.start_term).label)
    terms, figure = asked.start_terms.value, asked.start_terms.figure
    if terms is None:
        return [_wish(figure, Verdict.CANNOT_TELL, answer)]
    is_offered = answers.start_term in terms
    return [_wish(figure, Verdict.MEETS if is_offered else Verdict.NOT, answer)]


def budget_wishes(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold the tuition of the whole degree against the reader's limit.

    Reckoned for every residency that she may count as. What is "at least" is never
    within a limit for sure, since fees may come on top; it may surely be above it.
    """
    limit = answers.budget_total_usd
    if limit is None:
        return []
    payers = residencies(asked.country, asked.region, answers.country, answers.region)
    costs = [asked.costs[payer] for payer in payers]
    verdicts = {_cost_verdict(each.value, limit) for each in costs}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.CANNOT_TELL
    figure = _joined([each.figure for each in costs])
    wish = _wish(figure, verdict, f"at most {money(limit, 'USD')}")
    if verdict != Verdict.CANNOT_TELL:
        return [wish]
    is_priced = any(each.value for each in costs)
    question = _missing_place(answers) if is_priced and len(costs) > 1 else ""
    return [replace(wish, question=question, gap=_cost_gap(costs))]


def hours_wishes(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold the hours that the credits stand for against those the reader has.

    By the federal convention of 45 hours a US semester credit, spread evenly over the
    longest length, a quarter more or less. Other credits have no such convention.
    """
    hours, workload = answers.hours_a_week, asked.workload
    if hours is None:
        return []
    answer = f"{hours} hours a week"
    band = hours_band(workload)
    if band is None:
        return [_wish(_hours_figure(NO_HOURS), Verdict.CANNOT_TELL, answer)]
    lowest, highest = band
    text = f"about {lowest} to {highest} hours a week"
    figure = _hours_figure(text, HOURS_NOTE)
    if highest <= hours:
        return [_wish(figure, Verdict.MEETS, answer)]
    if lowest > hours and workload.is_longest:
        return [_wish(figure, Verdict.NOT, answer)]
    gap = "" if workload.is_longest else "A part-time pace, if there is one, asks less."
    return [replace(_wish(figure, Verdict.CANNOT_TELL, answer), gap=gap)]


def hours_band(workload: Workload) -> tuple[int, int] | None:
    """Give the fewest and the most hours a week, in whole hours, rounded outward.

    None without US semester credits and a length.
    """
    fewest, most = workload.credits_lowest, workload.credits_highest
    is_us = workload.credit_system == Program.CreditSystem.US_SEMESTER
    if not (is_us and fewest and most and workload.months):
        return None
    hours = HOURS_PER_CREDIT / (workload.months * WEEKS_PER_MONTH)
    return floor(fewest * hours * (1 - BAND)), ceil(most * hours * (1 + BAND))


def _cost_verdict(cost: Cost | None, limit: Decimal) -> Verdict:
    if cost is None or cost.currency != "USD":
        return Verdict.CANNOT_TELL
    if cost.lowest > limit:
        return Verdict.NOT
    is_within = cost.highest <= limit and not cost.is_at_least
    return Verdict.MEETS if is_within else Verdict.CANNOT_TELL


def _cost_gap(costs: list[Stated[Cost]]) -> str:
    known = [each.value for each in costs if each.value]
    if not known:
        return "Ask the program what the whole degree costs."
    if any(cost.currency != "USD" for cost in known):
        return "It charges in another currency, which is not converted here."
    if any(cost.is_at_least for cost in known):
        return "Ask which fees come on top."
    return "It depends on which of its prices you would pay."


def _missing_place(answers: Answers) -> str:
    if not answers.country:
        return "country"
    is_home = answers.country == HOME_COUNTRY
    return "region" if is_home and not answers.region else ""


def _joined(figures: list[Figure]) -> Figure:
    """Join what several residencies pay in one figure; alike they are said once."""
    known = [figure for figure in figures if figure.is_known]
    lines = [
        replace(line, text=f"{line.text}, {who}")
        for figure in known
        for line in figure.lines
        for who in [figure.label.partition(", ")[2]]
    ]
    figure = (known or figures)[0]
    return replace(
        figure,
        key="budget",
        label="Tuition for the whole degree",
        lines=tuple(lines) if known else figure.lines,
    )


def _hours_figure(text: str, note: str = "") -> Figure:
    line = Line(text, note=note)
    return Figure("hours", "Hours a week", ValueState.KNOWN, (line,))


def _wish(figure: Figure, verdict: Verdict, answer: str) -> Rule:
    return rule_on(figure, verdict, answer, is_required=False)
