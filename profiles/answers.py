from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Answers:
    """What a reader says of herself, as far as programs can be held against it.

    A blank, an empty tuple or None means not answered, save for `topics_studied`,
    where None is not answered and an empty tuple is "none of them". Values are those
    of the choices of `Profile`. `gpa` is on a scale to 4.0, `budget_total_usd` in US$
    for the whole degree.
    """

    profession: str = ""
    license: str = ""
    highest_degree: str = ""
    degree_fields: tuple[str, ...] = ()
    gpa: Decimal | None = None
    gre: str = ""
    experience_years: int | None = None
    programming: str = ""
    topics_studied: tuple[str, ...] | None = None
    english: str = ""
    english_test: str = ""
    english_score: Decimal | None = None
    country: str = ""
    region: str = ""
    budget_total_usd: Decimal | None = None
    hours_a_week: int | None = None
    formats: tuple[str, ...] = ()
    start_term: str = ""
    start_year: int | None = None
