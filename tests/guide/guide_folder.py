"""A small folder of guide files; tests change it as they need."""

from pathlib import Path

import yaml
from django.core.management import call_command

SOURCE = {
    "key": "bls",
    "title": "Wages",
    "publisher": "U.S. Bureau of Labor Statistics",
    "url": "https://www.bls.gov/oes/",
    "kind": "government",
    "as_of": "May 2025",
}
ARTICLE = {
    "key": "article",
    "title": "Degrees",
    "publisher": "A press site",
    "url": "https://press.example/degrees",
    "kind": "press",
}
BODY = '## First part\n\nWages are known{% cite "bls" %}.\n\n## Second part\n\nMore.'


def page(**about):
    """Give the head of a page; `body` is its text."""
    return {
        "slug": "what-it-is",
        "question": "What is it?",
        "short_title": "What it is",
        "short_answer": "A degree.",
        "position": 1,
        "reviewed_on": "2026-11-26",
        "sources": [SOURCE],
        "body": BODY,
    } | about


def claim(**about):
    return {
        "key": "market-51",
        "topic": "market",
        "figure": "51 billion US$",
        "statement": "Size of the market",
        "stated_by": "article",
        "grade": "no-source",
        "finding": "Nobody is named.",
        "check": "Nothing was found.",
    } | about


def occupation(**about):
    return {
        "soc": "15-2051",
        "title": "Data Scientists",
        "median_wage": 120_230,
        "p10_wage": 67_240,
        "p90_wage": 199_130,
        "wages_as_of": "May 2025",
        "jobs": 262_440,
        "growth_percent": 33.5,
        "openings_per_year": 23_400,
        "projected_over": "2024–34",
        "entry_education": "Bachelor’s degree",
        "wages_from": "bls",
        "projections_from": "bls",
    } | about


def role(**about):
    return {
        "key": "analyst",
        "title": "Analyst",
        "summary": "Reads results.",
        "tasks": ["Read results"],
        "comes_from": "Nursing.",
        "occupations": ["15-2051"],
        "occupations_note": "The nearest there is.",
    } | about


def certification(**about):
    return {
        "key": "chda",
        "name": "Certified Health Data Analyst",
        "purpose": "Shows skill with data.",
        "goes_with": "For analysts.",
        "standing": "not-confirmed",
        "standing_note": "Its page was not read.",
    } | about


def term(**about):
    return {
        "key": "cohort",
        "term": "cohort",
        "short": "A group that starts at once.",
    } | about


def write_guide(root: Path, *, pages=None, **rows):
    """Write the folder; each kind of row is the one above unless given."""
    contents = {
        "claims": [claim()],
        "occupations": [occupation()],
        "roles": [role()],
        "certifications": [certification()],
        "terms": [term()],
    } | rows
    for name, content in contents.items():
        sources = [SOURCE, ARTICLE]
        write_yaml(root / f"{name}.yaml", {"sources": sources, name: content})
    (root / "pages").mkdir(exist_ok=True)
    for one in pages if pages is not None else [page()]:
        write_page(root, **one)
    return root


def write_page(root: Path, body: str, **head):
    path = root / "pages" / f"{head['position']:02}-{head['slug']}.md"
    head["reviewed_on"] = yaml.safe_load(head["reviewed_on"])
    written = yaml.safe_dump(head, allow_unicode=True)
    path.write_text(f"---\n{written}---\n\n{body}\n", encoding="utf-8")
    return path


def write_yaml(path: Path, content):
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def load(root: Path, *options):
    call_command("load_guide", "--from", str(root), *options)
