"""Which prices a reader would pay, by where she lives and where a program is."""

from programs.places import HOME_COUNTRY

RESIDENT, NONRESIDENT, INTERNATIONAL = "resident", "nonresident", "international"
# The European Union, the European Economic Area and Switzerland, whose residents
# many public institutions there charge alike.
EUROPE = (
    "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT "
    "RO SE SI SK"
)


def residencies(
    country: str, region: str, home_country: str, home_region: str
) -> tuple[str, ...]:
    """Give every residency that a reader may count as; one when that is certain.

    `country` and `region` are where the program is, the others where the reader
    lives; blank when not known. A region is a state of the United States. Citizenship
    may make a difference that is not asked for.
    """
    if not home_country:
        return RESIDENT, NONRESIDENT, INTERNATIONAL
    if home_country != country:
        both_european = {country, home_country} <= set(EUROPE.split())
        return (RESIDENT, INTERNATIONAL) if both_european else (INTERNATIONAL,)
    if country != HOME_COUNTRY:
        return (RESIDENT,)
    if not (region and home_region):
        return RESIDENT, NONRESIDENT
    return (RESIDENT,) if region == home_region else (NONRESIDENT,)
