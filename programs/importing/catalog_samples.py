"""Made-up catalog files for trying out many programs; nothing in them is real.

Every institution's name begins with "Sample", every address is on example.org, and
UNITIDs lie above those that exist. The same seed makes the same files.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from programs.importing.catalog_sample_words import (
    AUDIENCES,
    BACKGROUNDS,
    COUNTRIES,
    COURSES,
    FIELDS,
    PLACES,
    TRACKS,
)

Json = dict[str, Any]

FIRST_UNITID = 9_000_000
MOST_PROGRAMS = 6
WHY_MISSING = (
    "not-published",
    "suppressed",
    "too-new",
    "not-applicable",
    "not-yet-checked",
)
ACCREDITORS = {
    "format": 1,
    "accreditors": [
        {
            "short_name": "SAMPLE-I",
            "name": "Sample Commission on Institutions",
            "kind": "institutional",
        },
        {
            "short_name": "SAMPLE-P",
            "name": "Sample Commission on Programs",
            "kind": "programmatic",
        },
    ],
}


def sample_files(programs: int, seed: int) -> Iterator[Json]:
    """Make institutions with so many programs in all, one catalog file each."""
    dice = random.Random(seed)  # noqa: S311 - made-up figures, nothing secret
    index = 0
    while programs > 0:
        count = min(programs, dice.randint(1, MOST_PROGRAMS))
        yield _institution_file(dice, index, count)
        programs -= count
        index += 1


def _institution_file(dice: random.Random, index: int, count: int) -> Json:
    slug = f"sample-{index:05}"
    country, currency, regions = dice.choice(COUNTRIES)
    facts: Json = {
        "slug": slug,
        "name": f"Sample {dice.choice(PLACES)} {index}",
        "country": country,
        "city": f"Sample {index % 97}",
        "website": f"https://www.example.org/{slug}/",
        "from": "about",
    }
    if regions:
        facts["region"] = dice.choice(regions)
    content: Json = {"format": 1, "institution": facts}
    if country == "US":
        facts["unitid"] = FIRST_UNITID + index
        facts["control"] = dice.choice(["public", "private-nonprofit"])
        content["accreditations"] = [
            {"key": "i", "accreditor": "SAMPLE-I", "status": "named", "from": "about"}
        ]
        content["tuition"] = _averages(dice)
    content["programs"] = [
        _program(dice, slug, number, currency) for number in range(count)
    ]
    content["sources"] = {"about": _source(dice, f"{slug}/", "About us")} | {
        f"page-{number}": _source(dice, f"{slug}/{number}", f"Program {number}")
        for number in range(count)
    }
    return content


def _source(dice: random.Random, path: str, title: str) -> Json:
    source = {
        "url": f"https://www.example.org/{path}",
        "title": f"Sample page: {title}",
        "publisher": "Sample",
        "kind": dice.choice(["institution", "institution", "government", "press"]),
    }
    if dice.random() < 0.6:
        source["as_of"] = dice.choice(["2023-24", "2024-25", "2025-26"])
    if dice.random() < 0.9:
        source["read_on"] = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return source


def _averages(dice: random.Random) -> list[Json]:
    base = dice.randrange(6_000, 60_000)
    return [
        {
            "key": f"2022-23-{residency}",
            "academic_year": "2022-23",
            "residency": residency,
            "basis": "per-year",
            "amount": base + extra,
            "currency": "USD",
            "fees_per_year": dice.choice([0, 928, 1_500]),
            "from": "about",
        }
        for residency, extra in (("resident", 0), ("nonresident", 9_000))
    ]


def _program(dice: random.Random, slug: str, number: int, currency: str) -> Json:
    field, focus, ai = dice.choice(FIELDS)
    source = f"page-{number}"
    review = dice.choices(["researched", "federal-record", "press-only"], [70, 28, 2])
    program: Json = {
        "slug": f"ms-{number}-{focus}",
        "name": field,
        "award": dice.choice(["MS", "MSc", "MPS", "MHI"]),
        "award_title": f"Master of Science in {field}",
        "focus": focus,
        "summary": f"A made-up program in {field} for trying out the catalog.",
        "review": review[0],
        "description": {"ai_in_curriculum": ai, "from": source},
    }
    if review[0] == "researched":
        program["description"] |= _description(dice, slug, number)
        _add_facts(dice, program, source, currency)
    if review[0] != "press-only":
        program["outcomes"] = _outcomes(dice, source)
        code = "11.0102" if focus == "general-ai" else "51.2706"
        program["cip"] = {"code": code, "basis": "assigned", "from": source}
    return program


def _description(dice: random.Random, slug: str, number: int) -> Json:
    facts = {
        "department": f"School {number} of Sample Sciences",
        "url": f"https://www.example.org/{slug}/{number}/",
        "audience": _some(dice, AUDIENCES),
        "delivery": _some(dice, ["online", "hybrid", "campus"]),
        "attendance": dice.choice(["asynchronous", "synchronous", "mixed"]),
        "pace": _some(dice, ["full-time", "part-time"]),
        "start_terms": _some(dice, ["fall", "spring", "summer"]),
    }
    return {name: value for name, value in facts.items() if dice.random() < 0.7}


def _add_facts(dice: random.Random, program: Json, source: str, currency: str) -> None:
    """Add what a researched program may have; thin records are the usual case."""
    read: Json = {"from": source}
    sections: Json = {
        "credits": _credits(dice) | read,
        "duration_months": _months(dice) | read,
        "admissions": _admissions(dice) | read,
        "application_fee": {"amount": dice.choice([0, 60]), "currency": currency}
        | read,
        "bridge": {"offered": dice.random() < 0.5, "name": "Sample bridge"} | read,
        "curriculum": _curriculum(dice) | read,
        "tuition": _tuition(dice, source, currency),
        "deadlines": _deadlines(dice, source),
        "prerequisites": _prerequisites(dice, source),
        "english_tests": [
            {"key": "ielts", "test": "IELTS", "minimum_score": 6.5, "from": source}
        ],
        "accreditations": _accreditations(dice, source),
        "partners": [
            {"key": "p", "name": "Sample Hospital", "kind": "hospital", "from": source}
        ],
    }
    richness = dice.choice([0.2, 0.5, 0.9])
    program |= {
        name: part for name, part in sections.items() if dice.random() < richness
    }
    missing = [name for name in MAY_BE_MISSING if _lacks(program, name)]
    rows = [
        {"field": name, "state": dice.choice(WHY_MISSING), "from": source}
        for name in missing
        if dice.random() < 0.4
    ]
    if rows:
        program["missing"] = rows


MAY_BE_MISSING = {
    "attendance": "description",
    "delivery": "description",
    "minimum_gpa": "admissions",
    "gre_policy": "admissions",
    "full_time_months_lowest": "duration_months",
    "tuition": "",
    "deadlines": "",
    "prerequisites": "",
}


def _lacks(program: Json, field: str) -> bool:
    section = MAY_BE_MISSING[field]
    place = program.get(section, {}) if section else program
    return field not in place and not (section == "duration_months" and place)


def _credits(dice: random.Random) -> Json:
    lowest = dice.choice([30, 33, 36, 42])
    return {
        "lowest": lowest,
        "highest": lowest + dice.choice([0, 0, 6]),
        "system": dice.choice(["us-semester", "us-semester", "ects", "other"]),
    }


def _months(dice: random.Random) -> Json:
    lowest = dice.choice([10, 12, 18, 24])
    highest = lowest + dice.choice([0, 0, 6])
    months: Json = {"full_time": {"lowest": lowest, "highest": highest}}
    if dice.random() < 0.4:
        months["part_time"] = {"lowest": lowest * 2, "highest": highest * 2}
    return months


def _admissions(dice: random.Random) -> Json:
    facts = {
        "backgrounds": _some(dice, BACKGROUNDS),
        "minimum_gpa": dice.choice([2.5, 2.75, 3, 3.25]),
        "gre_policy": dice.choice(["not-required", "optional", "waivable", "required"]),
        "programming": dice.choice(["none", "recommended", "required"]),
        "experience": "Sample remark on experience",
        "letters_count": dice.randint(0, 3),
        "requires_statement": dice.random() < 0.8,
        "requires_resume": dice.random() < 0.8,
        "requires_interview": dice.random() < 0.2,
    }
    return {name: value for name, value in facts.items() if dice.random() < 0.6}


def _curriculum(dice: random.Random) -> Json:
    titles = dice.sample(COURSES, dice.randint(2, len(COURSES)))
    courses = [
        {"key": f"c-{at}", "code": f"SMP {500 + at}", "title": title, "credits": 3}
        for at, title in enumerate(titles)
    ]
    core = dice.randint(1, len(courses))
    return {
        "specializations": _some(dice, TRACKS),
        "culminating": _some(dice, ["thesis", "capstone", "practicum", "internship"]),
        "core": courses[:core],
        "electives": courses[core:],
    }


def _tuition(dice: random.Random, source: str, currency: str) -> list[Json]:
    rows = []
    for residency in dice.choice(
        [["any"], ["resident", "nonresident", "international"]]
    ):
        row: Json = {
            "key": residency,
            "residency": residency,
            "basis": dice.choice(["total", "per-year", "per-term", "per-credit"]),
            "currency": currency,
            "from": source,
        }
        if dice.random() < 0.8:
            row["academic_year"] = dice.choice(["2023-24", "2024-25", "2025-26"])
        if dice.random() < 0.8:
            row["amount"] = dice.choice([0, 725, 1_250.5, 18_900, 46_780, 98_000])
        else:
            row["state"] = dice.choice(WHY_MISSING)
        rows.append(row)
    return rows


def _deadlines(dice: random.Random, source: str) -> list[Json]:
    return [
        {
            "key": kind,
            "term": dice.choice(["fall", "spring"]),
            "kind": kind,
            "month": dice.randint(1, 12),
            "day": dice.randint(1, 28),
            "from": source,
        }
        | ({"year": 2027} if dice.random() < 0.5 else {})
        for kind in _some(dice, ["early", "priority", "final", "international"])
    ]


def _prerequisites(dice: random.Random, source: str) -> list[Json]:
    topics = ["programming", "statistics", "calculus", "healthcare", "biology"]
    return [
        {
            "key": topic,
            "topic": topic,
            "level": dice.choice(["required", "recommended"]),
            "note": "one sample course",
            "from": source,
        }
        for topic in _some(dice, topics)
    ]


def _accreditations(dice: random.Random, source: str) -> list[Json]:
    status = dice.choice(["accredited", "candidate", "none-claimed", "withdrawn"])
    row = {"key": "p", "status": status, "from": source}
    if status != "none-claimed":
        row["accreditor"] = "SAMPLE-P"
    return [row]


def _outcomes(dice: random.Random, source: str) -> list[Json]:
    rows = []
    for metric, unit, scope in (
        ("median-earnings-4yr", "usd", "field-of-study"),
        ("employment-rate", "percent", "program"),
    ):
        row: Json = {
            "key": metric,
            "metric": metric,
            "scope": scope,
            "unit": unit,
            "cohort": "2021-22",
            "from": source,
        }
        if dice.random() < 0.4:
            row["value"] = dice.randint(0, 100) * (1_000 if unit == "usd" else 1)
        else:
            row["state"] = dice.choice(WHY_MISSING)
        rows.append(row)
    return rows


def _some(dice: random.Random, choices: Sequence[str]) -> list[str]:
    """Draw at least one of the choices, in their order."""
    drawn = set(dice.sample(choices, dice.randint(1, len(choices))))
    return [choice for choice in choices if choice in drawn]
