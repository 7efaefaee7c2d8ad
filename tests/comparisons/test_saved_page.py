from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from comparisons.models import SavedComparison
from comparisons.snapshots import WORDING
from programs.models import Citation, Program
from tests.comparisons.compared import make_compared
from tests.comparisons.kept import MARCH, save_in_march
from tests.factories import (
    make_citation,
    make_program,
    make_saved_comparison,
    make_source,
    make_tuition,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def names_of(response):
    return [program.name for program in response.context["programs"]]


def test_opening_five_programs_takes_eight_queries(
    client, reader, django_assert_max_num_queries
):
    saved = save_in_march(reader, *make_compared(5))

    with django_assert_max_num_queries(10):  # session and user among them
        response = client.get(f"/comparisons/{saved.pk}/")

    assert response.status_code == 200


def test_nothing_has_moved_right_after_saving(client, reader):
    saved = make_saved_comparison(user=reader, programs=make_compared(3))

    response = client.get(f"/comparisons/{saved.pk}/")

    assert "No figure has moved since" in response.text
    assert "Keep as new baseline" not in response.text


def test_a_figure_that_moved_is_marked_in_its_cell_and_on_top(client, reader):
    program = make_program(name="Clinical AI")
    price = make_tuition(program=program, amount=Decimal(20_000))
    saved = save_in_march(reader, program, make_program())
    price.amount, price.checked_on = Decimal(22_000), JUNE.date()
    price.source = make_source(title="Tuition of 2026", url="https://a.example/new")
    price.save()

    page = text_of(client.get(f"/comparisons/{saved.pk}/"))

    assert "2 figures have moved since March 3, 2026" in page
    was, now = "At least $20,000 2025-26", "At least $22,000 2025-26"
    words = f"Was: <del>{was}</del>; now: <ins>{now}</ins>, checked June 1, 2026"
    assert page.count(words) == 2
    assert "Tuition of 2026, Example College</a>" in page


def test_a_change_of_one_residency_is_told_to_those_who_pay_it(client, reader):
    price = make_tuition(residency="resident", amount=Decimal(9_000))
    make_tuition(program=price.program, residency="nonresident", amount=Decimal(20_000))
    saved = save_in_march(reader, price.program)
    price.amount = Decimal(9_500)
    price.save()

    before = text_of(client.get(f"/comparisons/{saved.pk}/"))
    SavedComparison.objects.update(residency="resident")
    after = text_of(client.get(f"/comparisons/{saved.pk}/"))

    assert "No figure has moved" in before
    assert "2 figures have moved" in after


def test_a_day_that_is_not_recorded_is_said_so(client, reader):
    saved = save_in_march(reader, make_program(gre_policy="optional"))
    Program.objects.update(gre_policy="required")

    page = text_of(client.get(f"/comparisons/{saved.pk}/"))

    assert "the day of the change is not recorded" in page
    assert "no source is recorded" in page


def test_a_re_check_does_not_move_a_figure(client, reader):
    citation = make_citation(program=make_program(delivery=["online"]))
    saved = save_in_march(reader, citation.program)
    Citation.objects.update(checked_on=JUNE.date())

    response = client.get(f"/comparisons/{saved.pk}/")

    assert response.context["moved"] == []


def test_a_list_that_only_grew_or_shrank_names_what_came_or_went(client, reader):
    program = make_program()
    prices = [
        make_tuition(program=program, basis=basis, academic_year="2025-26")
        for basis in ("per-year", "per-term")
    ]
    saved = save_in_march(reader, program)
    prices[1].delete()
    shrank = text_of(client.get(f"/comparisons/{saved.pk}/"))
    saved.keep_new_baseline(saved.facts_then)
    make_tuition(program=program, basis="per-term", amount=Decimal(1), currency="EUR")
    grew = text_of(client.get(f"/comparisons/{saved.pk}/"))

    assert "No longer listed: <del>$20,000 per term, everyone 2025-26</del>" in shrank
    assert "now: <ins>€1 per term, everyone 2025-26</ins>" in grew


def test_accepting_what_was_seen_makes_a_new_baseline(client, reader):
    saved = save_in_march(reader, make_program(gre_policy="optional"))
    Program.objects.update(gre_policy="required")
    seen = client.get(f"/comparisons/{saved.pk}/").context["seen"]

    page = client.post(
        f"/comparisons/{saved.pk}/baseline/", {"seen": seen}, follow=True
    )

    assert page.context["moved"] == []
    saved.refresh_from_db()
    assert saved.snapshot_at > JUNE
    assert saved.facts_then.wording == WORDING


@pytest.mark.parametrize("late", ["waivable", "optional"])
def test_a_change_that_was_not_seen_is_not_accepted(client, reader, late):
    saved = save_in_march(reader, make_program(gre_policy="optional"))
    Program.objects.update(gre_policy="required")
    seen = client.get(f"/comparisons/{saved.pk}/").context["seen"]
    Program.objects.update(gre_policy=late)

    page = client.post(
        f"/comparisons/{saved.pk}/baseline/", {"seen": seen}, follow=True
    )

    assert "The facts have moved again" in page.text
    saved.refresh_from_db()
    assert saved.snapshot_at == MARCH


def test_a_baseline_without_what_was_seen_is_not_accepted(client, reader):
    saved = save_in_march(reader, make_program())

    client.post(f"/comparisons/{saved.pk}/baseline/")

    saved.refresh_from_db()
    assert saved.snapshot_at == MARCH


def test_the_kept_facts_can_be_read_and_say_how_old_they_are(client, reader):
    saved = save_in_march(reader, make_program(gre_policy="optional"), make_program())
    Program.objects.update(gre_policy="required")

    with time_machine.travel(MARCH + timedelta(days=90), tick=False):
        page = text_of(client.get(f"/comparisons/{saved.pk}/", {"as": "saved"}))

    assert "as it stood on March 3, 2026, 2 months, 4 weeks ago" in page
    assert '<span class="figure-text">Optional</span>' in page
    assert "Required" not in page


def test_another_word_for_how_to_show_it_shows_the_facts_of_today(client, reader):
    saved = save_in_march(reader)

    response = client.get(f"/comparisons/{saved.pk}/", {"as": "nonsense"})

    assert not response.context["is_as_it_stood"]


@pytest.mark.parametrize("query", ["", "?as=saved"])
def test_a_withdrawn_program_stays_and_says_so(client, reader, query):
    gone = make_program(name="Clinical AI", gre_policy="optional")
    saved = save_in_march(reader, gone, make_program())
    Program.objects.filter(pk=gone.pk).update(
        workflow_state="withdrawn", withdrawn_reason="It closed in 2026."
    )

    response = client.get(f"/comparisons/{saved.pk}/{query}")

    assert "MS Clinical AI, Example College, is no longer in the cat" in response.text
    assert "It closed in 2026." in response.text
    assert '<span class="figure-text">Optional</span>' in response.text


@pytest.mark.parametrize("query", ["", "?as=saved"])
def test_a_program_that_is_a_draft_again_is_named_but_not_shown(client, reader, query):
    draft = make_program(name="Clinical AI", summary="", gre_policy="waivable")
    saved = save_in_march(reader, draft, make_program(name="Kept"))
    Program.objects.filter(pk=draft.pk).update(workflow_state="draft")

    response = client.get(f"/comparisons/{saved.pk}/{query}")

    assert "not in the catalog at present.</strong> MS Clinical AI" in response.text
    assert names_of(response) == ["Kept"]
    assert "can be waived" not in response.text


def test_a_comparison_of_drafts_only_has_no_table(client, reader):
    saved = save_in_march(reader)
    Program.objects.update(workflow_state="draft")

    assert "<table" not in client.get(f"/comparisons/{saved.pk}/").text


@pytest.mark.parametrize("query", ["", "?as=saved"])
def test_more_than_five_are_a_long_list_of_the_essentials(client, reader, query):
    programs = [make_program(delivery=["online"], gre_policy="optional")]
    programs += [make_program() for _ in range(6)]
    saved = save_in_march(reader, *programs)

    response = client.get(f"/comparisons/{saved.pk}/{query}")

    assert len(response.context["long_list"].entries) == 7
    keys = [field.row.key for field in response.context["long_list"].fields]
    assert "delivery" in keys
    assert "gre_policy" not in keys


def test_a_long_list_marks_what_moved_and_shows_remarks(client, reader):
    programs = [make_program(delivery=["online"]) for _ in range(6)]
    saved = save_in_march(reader, *programs)
    saved.columns.filter(position=2).update(remark="Ask about nights.")
    Program.objects.filter(pk=programs[3].pk).update(delivery=["hybrid"])

    page = text_of(client.get(f"/comparisons/{saved.pk}/"))

    assert page.count("<del>Online</del>; now: <ins>Hybrid</ins>") == 3
    assert "Ask about nights." in page


def test_only_the_chosen_rows_are_shown(client, reader):
    program = make_program(delivery=["online"], gre_policy="optional")
    saved = save_in_march(reader, program, rows="mine", keys=["gre_policy"])

    response = client.get(f"/comparisons/{saved.pk}/")

    assert [row.key for row in response.context["comparison"].rows] == ["gre_policy"]
