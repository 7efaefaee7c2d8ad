"""A small catalog folder for tests of the loader; tests change it as they need."""

import copy
import json

from django.core.management import call_command

PAGE = {
    "url": "https://college.example/ms",
    "title": "Master of Science",
    "publisher": "Example College",
    "kind": "institution",
    "as_of": "2025-26",
    "read_on": "2026-11-22",
}
FEES = PAGE | {"url": "https://college.example/fees", "title": "Fees"}
PROGRAM = {
    "slug": "ms-health-informatics",
    "name": "Health Informatics",
    "award": "MS",
    "award_title": "Master of Science in Health Informatics",
    "focus": "health-informatics",
    "summary": "A master's for people who work with health data.",
    "review": "researched",
    "description": {
        "delivery": ["online"],
        "ai_in_curriculum": "none-found",
        "from": "page",
    },
    "credits": {
        "lowest": 30,
        "highest": 36,
        "system": "us-semester",
        "note": "36 with an internship",
        "from": ["page", "fees"],
    },
    "admissions": {"minimum_gpa": 2.75, "from": "page"},
    "curriculum": {
        "core": [{"key": "ml", "title": "Machine Learning", "credits": 3}],
        "from": ["page", "fees"],
    },
    "tuition": [
        {
            "key": "2025-26-per-credit",
            "academic_year": "2025-26",
            "residency": "any",
            "basis": "per-credit",
            "amount": 1000.5,
            "currency": "USD",
            "from": "fees",
        }
    ],
    "missing": [{"field": "gre_policy", "state": "not-published", "from": "page"}],
}
FILE = {
    "format": 1,
    "institution": {
        "slug": "example-college",
        "name": "Example College",
        "country": "US",
        "city": "Dayton",
        "website": "https://college.example/",
        "unitid": 200_001,
        "opeid": "00200000",
        "from": "page",
    },
    "accreditations": [
        {"key": "hlc", "accreditor": "HLC", "status": "named", "from": "page"}
    ],
    "programs": [PROGRAM],
    "sources": {"page": PAGE, "fees": FEES},
}
ACCREDITORS = {
    "format": 1,
    "accreditors": [
        {
            "short_name": "HLC",
            "name": "Higher Learning Commission",
            "kind": "institutional",
        }
    ],
}


def college():
    """Give a fresh copy of the example file and of its only program."""
    content = copy.deepcopy(FILE)
    return content, content["programs"][0]


def other_college():
    """Give a second institution that shares one source with the first."""
    content, program = college()
    content["institution"] |= {
        "slug": "other-college",
        "name": "Other College",
        "unitid": 200_002,
    }
    program["slug"] = "ms-nursing-informatics"
    return content, program


def write_catalog(folder, *contents):
    """Write these files and the accreditors' into a folder that may hold older ones."""
    for old in folder.glob("*/*.json"):
        old.unlink()
    write_text(folder, "accreditors.json", json.dumps(ACCREDITORS))
    for content in contents:
        facts = content["institution"]
        name = f"{facts['country'].lower()}/{facts['slug']}.json"
        write_text(folder, name, json.dumps(content))
    return folder


def write_text(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load(folder, **options):
    call_command("load_catalog", from_folder=folder, **options)
