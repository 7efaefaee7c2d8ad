"""Which stated backgrounds let a reader's own degree in.

Programs state the first degrees they accept in words of their own, some broad
("health", "any bachelor's degree"), some narrow ("pharmacology"). A degree is let in
by its own name and by a broader word that surely covers it. It is never let in by a
narrower or a neighboring one: the list would promise an admission nobody stated.

- Everybody has a bachelor's degree or its equal, so "any-bachelor" lets all in.
- "health" covers nursing, medicine, pharmacy, public health and other health
  professions.
- "science" and "natural-science" cover the life sciences. They are not stretched to
  computing or mathematics, which many universities count elsewhere.
- "technology" covers computing and engineering.
- "doctoral-degree" asks for a level, not for a field, so it lets nobody in here.

A stated field may also count a degree among its own without saying so, as "science"
may count computing. Then nobody but the program can tell: `lets_in` gives None.
"""

from collections.abc import Collection

from django.db import models


class Degree(models.TextChoices):
    NURSING = "nursing", "Nursing"
    MEDICINE = "medicine", "Medicine"
    PHARMACY = "pharmacy", "Pharmacy"
    PUBLIC_HEALTH = "public-health", "Public health"
    OTHER_HEALTH = "other-health", "Another health profession"
    LIFE_SCIENCE = "life-science", "Life science"
    COMPUTING = "computing", "Computing"
    ENGINEERING = "engineering", "Engineering"
    MATHEMATICS = "mathematics", "Mathematics or statistics"
    BUSINESS = "business", "Business"
    OTHER = "other", "Another field"


# What people who hold a degree call themselves or it, in lower case.
CALLED: dict[str, Degree] = {
    "bsn": Degree.NURSING,
    "msn": Degree.NURSING,
    "nurse": Degree.NURSING,
    "nursing": Degree.NURSING,
    "rn": Degree.NURSING,
    "doctor": Degree.MEDICINE,
    "md": Degree.MEDICINE,
    "physician": Degree.MEDICINE,
    "pharmacist": Degree.PHARMACY,
    "pharmd": Degree.PHARMACY,
}

ANY_DEGREE = "any-bachelor"
DOCTORAL_DEGREE = "doctoral-degree"

LETS_IN: dict[str, list[str]] = {
    Degree.NURSING: [ANY_DEGREE, "nursing", "health"],
    Degree.MEDICINE: [ANY_DEGREE, "medicine", "health"],
    Degree.PHARMACY: [ANY_DEGREE, "pharmacy", "health"],
    Degree.PUBLIC_HEALTH: [ANY_DEGREE, "public-health", "health"],
    Degree.OTHER_HEALTH: [ANY_DEGREE, "health"],
    Degree.LIFE_SCIENCE: [ANY_DEGREE, "life-science", "science", "natural-science"],
    Degree.COMPUTING: [ANY_DEGREE, "computing", "technology"],
    Degree.ENGINEERING: [ANY_DEGREE, "engineering", "technology"],
    Degree.MATHEMATICS: [ANY_DEGREE, "mathematics", "statistics"],
    Degree.BUSINESS: [ANY_DEGREE, "business"],
    Degree.OTHER: [ANY_DEGREE],
}

CLINICAL = [Degree.NURSING, Degree.MEDICINE, Degree.PHARMACY, Degree.OTHER_HEALTH]
TECHNICAL = [Degree.COMPUTING, Degree.ENGINEERING, Degree.MATHEMATICS]
HEALTH_TECHNOLOGY = [Degree.OTHER_HEALTH, Degree.COMPUTING, Degree.OTHER]
SCIENCE = [*CLINICAL, Degree.PUBLIC_HEALTH, *TECHNICAL, Degree.OTHER]
SOCIETY = [Degree.BUSINESS, Degree.OTHER]
# Stated fields, and the degrees that each may count among its own.
MAY_COUNT: dict[str, list[Degree]] = {
    "bioinformatics": [Degree.LIFE_SCIENCE, *TECHNICAL, Degree.OTHER],
    "chemistry": [Degree.LIFE_SCIENCE, Degree.PHARMACY, Degree.OTHER],
    "communication": SOCIETY,
    "communications": SOCIETY,
    "computing": [Degree.ENGINEERING],
    "data-science": [*TECHNICAL, Degree.OTHER],
    "economics": [Degree.MATHEMATICS, *SOCIETY],
    "engineering": [Degree.COMPUTING],
    "health": [Degree.LIFE_SCIENCE],
    "health-informatics": HEALTH_TECHNOLOGY,
    "information-science": [Degree.COMPUTING, *SOCIETY],
    "life-science": [*CLINICAL, Degree.PUBLIC_HEALTH],
    "medical-informatics": HEALTH_TECHNOLOGY,
    "medical-technology": [
        Degree.LIFE_SCIENCE,
        Degree.ENGINEERING,
        *HEALTH_TECHNOLOGY,
    ],
    "medicine": [Degree.OTHER_HEALTH],
    "natural-science": SCIENCE,
    "pharmacology": [*CLINICAL, Degree.LIFE_SCIENCE, Degree.OTHER],
    "physical-science": [Degree.ENGINEERING, Degree.MATHEMATICS, Degree.OTHER],
    "physics": [Degree.ENGINEERING, Degree.OTHER],
    "psychology": [Degree.OTHER_HEALTH, Degree.OTHER],
    "public-health": CLINICAL,
    "science": SCIENCE,
    "social-science": [Degree.PUBLIC_HEALTH, *SOCIETY],
    "technology": [Degree.OTHER],
}
KNOWN_FIELDS = {DOCTORAL_DEGREE, *MAY_COUNT}.union(*LETS_IN.values())


def degree_called(word: str) -> Degree | None:
    """Tell which degree a lowercase word such as "nurses" stands for; None for none."""
    return CALLED.get(word) or CALLED.get(word.removesuffix("s"))


def lets_in(degrees: Collection[str], stated: Collection[str]) -> bool | None:
    """Tell whether degrees in these fields satisfy what a program states.

    One degree and one stated field are enough. None when that is for the program to
    say, as it is for a stated field that the tables above do not name.
    """
    if any(field in stated for degree in degrees for field in LETS_IN[degree]):
        return True
    for field in stated:
        if field not in KNOWN_FIELDS or set(degrees) & set(MAY_COUNT.get(field, [])):
            return None
    return False
