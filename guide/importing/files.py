"""Reading the guide's folder: its pages, and one YAML file for each kind of row."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from guide.importing.checks import guide_problems
from guide.importing.formats import (
    CertificationsFile,
    ClaimsFile,
    OccupationsFile,
    PageHead,
    RolesFile,
    SourceRow,
    TermsFile,
)
from guide.importing.records import Record, page_record, row_records, source_keys
from guide.importing.yaml_files import (
    GuideFileError,
    read_shape,
    read_text,
    split_head,
)

SHIPPED_GUIDE = Path(__file__).resolve().parent.parent / "content"
PAGE_HEAD = TypeAdapter(PageHead)
ROWS_FILES: dict[str, TypeAdapter[Any]] = {
    "claims.yaml": TypeAdapter(ClaimsFile),
    "occupations.yaml": TypeAdapter(OccupationsFile),
    "roles.yaml": TypeAdapter(RolesFile),
    "certifications.yaml": TypeAdapter(CertificationsFile),
    "terms.yaml": TypeAdapter(TermsFile),
}


def read_guide(root: Path) -> list[Record]:
    """Read every file of the guide's folder: pages/*.md and the YAML files.

    Raises GuideFileError with the mistakes of all files, each with file and key.
    """
    if not root.is_dir():
        raise GuideFileError([f"{root}: there is no such folder"])
    records: list[Record] = []
    problems: list[str] = []
    pages = sorted(root.glob("pages/*.md"))
    for path in [*pages, *(root / name for name in ROWS_FILES)]:
        try:
            records += [read_page(path)] if path.suffix == ".md" else read_rows(path)
        except GuideFileError as error:
            problems += error.problems
    if not problems:
        problems += guide_problems(records)
    if problems:
        raise GuideFileError(problems)
    return records


def read_page(path: Path) -> Record:
    """Read one page; raises GuideFileError."""
    name = f"pages/{path.name}"
    head, body = split_head(read_text(path), name)
    about = read_shape(head, name, PAGE_HEAD)
    wanted = f"{about.position:02}-{about.slug}.md"
    if path.name != wanted:
        message = f"position and slug ask for the file name {wanted}"
        raise GuideFileError([f"{name}: {message}"])
    by_key(about.sources, name)
    return page_record(about, body, name)


def read_rows(path: Path) -> Iterator[Record]:
    """Read the rows of one YAML file; raises GuideFileError."""
    content = read_shape(read_text(path), path.name, ROWS_FILES[path.name])
    sources = by_key(content.sources, path.name)
    missing = {
        key for row in content.rows for key in source_keys(row) if key not in sources
    }
    if missing:
        names = ", ".join(sorted(missing))
        raise GuideFileError([f"{path.name}: sources: there is none called {names}"])
    return row_records(content.rows, sources, path.name)


def by_key(sources: Iterable[SourceRow], name: str) -> dict[str, SourceRow]:
    """Give a file's sources by key; raises GuideFileError when one stands twice."""
    found: dict[str, SourceRow] = {}
    for source in sources:
        if source.key in found:
            raise GuideFileError([f"{name}: sources: {source.key} stands there twice"])
        found[source.key] = source
    return found
