"""What a result card needs of a program's facts, beside the program itself."""

from django.db import models
from django.db.models.functions import Cast, JSONObject

CARD_FIELDS = [
    "accreditations",
    "delivery",
    "full_time_months_lowest",
    "prerequisites",
    "tuition",
]
CARD_PRICE = JSONObject(
    academic_year="academic_year",
    amount=Cast("amount", models.TextField()),  # as text, so that it stays exact
    basis="basis",
    currency="currency",
    includes_fees="includes_fees",
    residency="residency",
    state="state",
)
