"""What waits for one member of the staff when she opens the desk."""

from dataclasses import dataclass
from datetime import date

from desk.charts import (
    OTHERS,
    Chart,
    Counted,
    charted_days,
    draw_charts,
    gather_small_groups,
)
from desk.checked_rows import attach_rows
from desk.models import Draft, FactCheck, FreshnessDay, ReviewInterval
from desk.models.drafts import DraftQuerySet
from profiles.models import User
from programs.places import country_name

FACTS_SHOWN = 10
DRAFTS_SHOWN = 5
COUNTRIES_SHOWN = 8


@dataclass(frozen=True)
class WaitingDrafts:
    """Drafts that wait for one person for the same reason: a few, and how many.

    `turn` names the reason in the address of the list of drafts.
    """

    title: str
    turn: str
    drafts: list[Draft]
    count: int


@dataclass(frozen=True)
class StartPage:
    """The whole page; each list may be empty, and is for who may see none of it."""

    facts: list[FactCheck]
    facts_to_check: int
    draft_lists: list[WaitingDrafts]
    by_kind: list[Chart]
    by_country: list[Chart]


def start_page_of(user: User, today: date) -> StartPage:
    """Gather what waits for a person; asks the database a fixed number of times."""
    may_see_facts = user.has_perm("desk.view_factcheck")
    shown = FactCheck.objects.shown() if may_see_facts else FactCheck.objects.none()
    stale = shown.stale(today)
    first = stale.most_urgent_first(today)[:FACTS_SHOWN]
    facts = list(first.page_with_record(today))
    attach_rows(facts)
    days = charted_days(FreshnessDay.objects.days()) if may_see_facts else []
    return StartPage(
        facts=facts,
        facts_to_check=stale.count(),
        draft_lists=drafts_of(user),
        by_kind=charts_by_kind(days),
        by_country=charts_by_country(days),
    )


def drafts_of(user: User) -> list[WaitingDrafts]:
    """List the drafts that a person is to approve or to mend, and those of hers."""
    drafts = Draft.objects.with_record().with_newest_comment()
    if not user.has_perm("desk.view_draft"):
        return []
    lists = [
        _waiting("Sent back to you", "sent-back", drafts.sent_back_to(user)),
        _waiting("Your open drafts", "mine", drafts.edited_by_her(user)),
    ]
    if user.has_perm("desk.review_draft"):
        oldest_first = drafts.waiting_for(user).order_by("submitted_at", "pk")
        lists.insert(0, _waiting("Waiting for your approval", "waiting", oldest_first))
    return lists


def _waiting(title: str, turn: str, drafts: DraftQuerySet) -> WaitingDrafts:
    return WaitingDrafts(title, turn, list(drafts[:DRAFTS_SHOWN]), drafts.count())


def charts_by_kind(days: list[date]) -> list[Chart]:
    """Draw each kind's chart, in the order of the kinds."""
    labels = {kind.value: str(kind.label) for kind in ReviewInterval.Kind}
    return draw_charts(_counted("kind", days), labels)


def charts_by_country(days: list[date]) -> list[Chart]:
    """Draw the charts of the countries with the most facts, then of all others."""
    counts = gather_small_groups(_counted("country", days), COUNTRIES_SHOWN)
    labels = {
        one.group: "All other countries"
        if one.group == OTHERS
        else country_name(one.group)
        for one in counts
    }
    return draw_charts(counts, labels)


def _counted(name: str, days: list[date]) -> list[Counted]:
    return [Counted(**row) for row in FreshnessDay.objects.summed_by(name, days)]
