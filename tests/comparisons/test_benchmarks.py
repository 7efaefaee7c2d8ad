from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.benchmarks import (
    MEASURES,
    Benchmark,
    Kind,
    kinds_of,
    work_out_benchmark,
)
from tests.comparisons.compared import make_compared
from tests.factories import (
    make_institution,
    make_program,
    make_tuition,
    make_tuition_estimate,
)
from tests.pages import text_of

US = Kind("health-informatics", "US")
ABROAD = {"slug": "uni-bern", "name": "Uni Bern", "country": "CH", "region": ""}


def gpas(*values):
    return [{"minimum_gpa": value and Decimal(value)} for value in values]


def credits_of(*pairs):
    return [
        {"credits_lowest": amount, "credit_system": system} for amount, system in pairs
    ]


def prices(*rows):
    names = ("lowest", "currency", "academic_year")
    return [
        {
            f"own_price__total_{name}": value
            for name, value in zip(names, row, strict=True)
        }
        for row in rows
    ]


def work_out(key, rows):
    return work_out_benchmark(US, MEASURES[key], rows)


def get(client, programs, **query):
    paths = [program.path for program in programs]
    return client.get("/compare/", {"program": paths, "benchmark": "yes", **query})


def benchmarks_on(response):
    return {row.key: row.benchmarks for row in response.context["comparison"].rows}


def test_a_benchmark_is_median_and_range_of_the_known():
    found = work_out("minimum_gpa", gpas("3.5", "2.5", None, "3", "2.75", "3.25"))

    assert found == Benchmark(
        US, 5, "3.0 (4.0 scale)", "2.5 (4.0 scale)", "3.5 (4.0 scale)"
    )
    assert found.text == (
        "Median 3.0 (4.0 scale), from 2.5 (4.0 scale) to 3.5 (4.0 scale); 5 known"
    )


def test_of_less_than_five_there_is_no_benchmark():
    found = work_out("minimum_gpa", gpas("3.5", "2.5", "3", "2.75", None))

    assert found == Benchmark(US, 4)
    assert found.text == "Fewer than five known"


def test_only_figures_of_one_credit_system_count():
    pairs = [(30 + n, "us-semester") for n in range(5)]
    others = [(120, "ects"), (180, "uk-cats"), (45, ""), (99, "")]

    found = work_out("credits_lowest", credits_of(*pairs, *others))

    assert found.count == 5
    assert found.median == "32 US semester credits"
    assert found.highest == "34 US semester credits"


def test_figures_whose_unit_is_not_stated_count_nowhere():
    assert work_out("credits_lowest", credits_of(*[(30, "")] * 7)).count == 0


def test_of_units_that_tie_the_first_by_name_counts():
    pairs = [(60, "us-semester"), (90, "ects")] * 5

    assert work_out("credits_lowest", credits_of(*pairs)).lowest == "90 ECTS credits"


def test_a_benchmark_of_prices_names_its_years():
    rows = prices(
        (Decimal(10_000), "USD", "2024-25"),
        (Decimal(20_000), "USD", "2026-27"),
        (Decimal(30_000), "USD", ""),
        (Decimal(40_000), "USD", "2025-26"),
        (Decimal(40_001), "USD", "2025-26"),
        (Decimal(1), "EUR", "2019-20"),
    )

    found = work_out("tuition_total", rows)

    assert found.text == (
        "Median $30,000, from $10,000 to $40,001 (2024-25 to 2026-27); 5 known"
    )


def test_a_benchmark_of_one_year_names_it_once():
    rows = prices(*[(Decimal(10_000), "USD", "2025-26")] * 6)

    assert "(2025-26)" in work_out("tuition_total", rows).text


def test_a_benchmark_of_undated_prices_names_no_year():
    rows = prices(*[(Decimal(10_000), "USD", "")] * 6)

    assert work_out("tuition_total", rows).years == ""


def test_the_median_of_an_even_number_lies_between():
    rows = [{"full_time_months_lowest": months} for months in (9, 12, 12, 15, 16, 24)]

    assert work_out("full_time_months_lowest", rows).median == "13.5 months"


@given(st.lists(st.none() | st.integers(1, 60), max_size=12))
def test_a_benchmark_lies_within_its_range(months):
    found = work_out(
        "full_time_months_lowest", [{"full_time_months_lowest": m} for m in months]
    )

    known = [each for each in months if each is not None]
    assert found.count == len(known)
    assert found.is_known is (len(known) >= 5)
    if found.is_known:
        assert found.lowest == f"{min(known)} months"
        assert found.highest == f"{max(known)} months"
        assert min(known) <= float(found.median.split()[0]) <= max(known)


@pytest.mark.django_db
def test_kinds_come_once_in_the_order_of_the_programs():
    here = [make_program(focus="general-ai"), make_program(), make_program()]
    abroad = make_program(institution=make_institution(**ABROAD))

    kinds = kinds_of([*here, abroad])

    assert [kind.words for kind in kinds] == [
        "General AI, United States",
        "Health informatics, United States",
        "Health informatics, Switzerland",
    ]


@pytest.mark.django_db
def test_only_researched_published_programs_of_the_kind_count(client):
    counted = [make_program(minimum_gpa=Decimal(3)) for _ in range(5)]
    for about in (
        {"review": "federal-record"},
        {"review": "press-only"},
        {"workflow_state": "draft"},
        {"workflow_state": "withdrawn"},
        {"focus": "general-ai"},
        {"institution": make_institution(**ABROAD)},
    ):
        make_program(minimum_gpa=Decimal(1), **about)

    response = get(client, counted[:2])

    (benchmark,) = benchmarks_on(response)["minimum_gpa"]
    assert (benchmark.count, benchmark.lowest) == (5, "3.0 (4.0 scale)")


@pytest.mark.django_db
def test_a_benchmark_of_prices_is_for_the_chosen_residency(client):
    programs = [make_program() for _ in range(5)]
    make_tuition(program=programs[0], residency="resident")
    for place, program in enumerate(programs):
        thousands = 1_000 * (place + 1)
        for about in (
            {"residency": "resident", "per_year_lowest": thousands},
            {"residency": "nonresident", "per_year_lowest": 50_000},
            {"residency": "resident", "scope": "institution", "per_year_lowest": 9},
        ):
            make_tuition_estimate(program=program, **about)

    response = get(client, programs[:2], residency="resident")

    (benchmark,) = benchmarks_on(response)["tuition_per_year"]
    assert benchmark.median == "$3,000"
    assert benchmark.highest == "$5,000"


@pytest.mark.django_db
def test_the_page_says_which_kind_each_benchmark_is_of(client):
    here = [make_program(minimum_gpa=Decimal(3)) for _ in range(5)]
    abroad = make_program(
        minimum_gpa=Decimal(2), institution=make_institution(**ABROAD)
    )

    response = get(client, [here[0], abroad], row="minimum_gpa")

    text = text_of(response)
    assert "Health informatics, United States:</span> Median 3.0" in text
    assert "Health informatics, Switzerland:</span> Fewer than five known" in text
    assert "by focus and country" in text


@pytest.mark.django_db
def test_the_page_says_what_a_benchmark_is_and_leads_to_its_programs(client):
    programs = [make_program(), make_program()]

    response = get(client, programs)

    text = text_of(response)
    assert "A benchmark is the median and the range" in text
    assert 'href="/programs/?focus=health-informatics&amp;country=US"' in text
    assert "No single number" in text


@pytest.mark.django_db
def test_benchmarks_are_off_until_asked_for(client):
    programs = [make_program(), make_program()]
    paths = [program.path for program in programs]

    response = client.get("/compare/", {"program": paths})

    assert "No single number" not in response.text
    option = response.context["benchmark_option"]
    assert "No single number" in client.get(option.url).text
    wrong = client.get("/compare/", {"program": paths, "benchmark": "maybe"})
    assert "not “maybe”; they are not shown." in text_of(wrong)


@pytest.mark.django_db
def test_five_programs_with_benchmarks_cost_six_queries(
    client, django_assert_num_queries
):
    programs = make_compared(5)

    with django_assert_num_queries(6):
        get(client, programs)
