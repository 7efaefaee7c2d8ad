"""A program in the words of schema.org, known facts only.

Never a salary: the federal figures are of a wider field, not of the program.
Reference: https://schema.org/EducationalOccupationalProgram.
"""

import json
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString

from programs.facts import ProgramFacts
from programs.models import Deadline, Institution, Prerequisite, Program

MODES = {"online": "online", "hybrid": "blended", "campus": "onsite"}
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def program_schema(
    program: Program, facts: ProgramFacts, address: str, today: date
) -> dict[str, Any]:
    """Describe a program; what is unknown has no key.

    `address` is the page's canonical address. Amounts keep their own currency.
    """
    described = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram",
        "name": f"{program.award} in {program.name}",
        "description": program.summary,
        "url": address,
        "sameAs": program.url,
        "provider": _provider(program.institution),
        "educationalCredentialAwarded": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "master's degree",
            "name": program.award_title,
        },
        "educationalProgramMode": [MODES[mode] for mode in program.delivery],
        "timeToComplete": _duration(program),
        "numberOfCredits": _credits(program),
        "programPrerequisites": [
            row.get_topic_display()
            for row in facts.prerequisites
            if row.level == Prerequisite.Level.REQUIRED
        ],
        "applicationDeadline": _next_deadline(facts.deadlines, today),
        "offers": _offer(facts),
    }
    return {
        key: value for key, value in described.items() if value not in (None, "", [])
    }


def schema_script(
    program: Program, facts: ProgramFacts, address: str, today: date
) -> SafeString:
    """Write the description as JSON; empty unless the program was researched."""
    if program.review != Program.Review.RESEARCHED:
        return SafeString("")
    return as_json(program_schema(program, facts, address, today))


def as_json(described: dict[str, Any]) -> SafeString:
    """Write it as JSON that may stand inside a script element."""
    written = json.dumps(described, cls=DjangoJSONEncoder, ensure_ascii=False)
    return SafeString(written.translate(ESCAPES))


def _provider(institution: Institution) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": institution.city,
        "addressRegion": institution.region,
        "addressCountry": institution.country,
    }
    return {
        "@type": "CollegeOrUniversity",
        "name": institution.name,
        "url": institution.website,
        "address": {key: value for key, value in address.items() if value},
    }


def _duration(program: Program) -> str | None:
    """Full-time length; a range has no form in ISO 8601 and is left out."""
    lowest = program.full_time_months_lowest
    highest = program.full_time_months_highest
    return f"P{lowest}M" if lowest and lowest == highest else None


def _credits(program: Program) -> dict[str, Any] | None:
    lowest, highest = program.credits_lowest, program.credits_highest
    if lowest is None or highest is None:
        return None
    amount = (
        {"value": float(lowest)}
        if lowest == highest
        else {"minValue": float(lowest), "maxValue": float(highest)}
    )
    system = program.get_credit_system_display() or "credits"
    return {"@type": "StructuredValue", "unitText": system} | amount


def _next_deadline(deadlines: list[Deadline], today: date) -> str | None:
    """Give the next final date whose year the source states."""
    days = [
        date(row.year, row.month, row.day)
        for row in deadlines
        if row.year and row.kind == Deadline.Kind.FINAL
    ]
    coming = [day for day in days if day >= today]
    return min(coming).isoformat() if coming else None


def _offer(facts: ProgramFacts) -> list[dict[str, Any]]:
    """Give published totals that are the same for everyone; others need a residency."""
    return [
        {
            "@type": "Offer",
            "category": "Tuition",
            "price": str(row.amount),
            "priceCurrency": row.currency,
        }
        for row in facts.tuitions
        if row.basis == "total" and row.residency == "any" and row.amount is not None
    ][:1]
