"""Names of countries, states and regions, from the ISO lists that pycountry ships."""

from functools import lru_cache
from typing import Any

import pycountry

from programs.models.institutions import Institution

HOME_COUNTRY = "US"
UNINHABITED = "UM"  # the minor outlying islands
# They have codes of their own among the countries too.
TERRITORIES = {"AS", "GU", "MP", "PR", "VI", UNINHABITED}


@lru_cache(maxsize=300)
def country_name(code: str) -> str:
    """Name of a country in daily use; the code itself when ISO 3166-1 has none."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return code
    return str(getattr(country, "common_name", country.name))


@lru_cache(maxsize=1000)
def region_name(country: str, region: str) -> str:
    """Name of a state or region; the code itself when ISO 3166-2 has none.

    A second name, or a code, in brackets is left out.
    """
    code = f"{country}-{region}"
    subdivisions: Any = pycountry.subdivisions
    subdivision = subdivisions.get(code=code)
    return str(subdivision.name).partition(" [")[0] if subdivision else region


def place_name(institution: Institution) -> str:
    """City, state or region, and the country unless it is the United States."""
    parts = [institution.city]
    if institution.region:
        parts.append(region_name(institution.country, institution.region))
    if institution.country != HOME_COUNTRY:
        parts.append(country_name(institution.country))
    return ", ".join(dict.fromkeys(parts))


@lru_cache(maxsize=1)
def countries() -> list[tuple[str, str]]:
    """Code and name of every country, the United States first, the rest by name.

    Its territories are among `home_regions` only.
    """
    codes = {country.alpha_2 for country in pycountry.countries} - TERRITORIES
    named = [(code, country_name(code)) for code in codes]
    return sorted(named, key=lambda each: (each[0] != HOME_COUNTRY, each[1]))


@lru_cache(maxsize=1)
def home_regions() -> list[tuple[str, str]]:
    """Code and name of the states and territories of the United States, by name."""
    subdivisions: Any = pycountry.subdivisions
    regions = subdivisions.get(country_code=HOME_COUNTRY)
    codes = {region.code.removeprefix(f"{HOME_COUNTRY}-") for region in regions}
    named = [(code, region_name(HOME_COUNTRY, code)) for code in codes - {UNINHABITED}]
    return sorted(named, key=lambda each: each[1])
