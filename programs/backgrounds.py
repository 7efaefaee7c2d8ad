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
"""

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


def degree_called(word: str) -> Degree | None:
    """Tell which degree a lowercase word such as "nurses" stands for; None for none."""
    return CALLED.get(word) or CALLED.get(word.removesuffix("s"))
