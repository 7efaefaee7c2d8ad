"""Names of countries, states and regions, from the ISO lists that pycountry ships."""

from functools import lru_cache
from typing import Any

import pycountry

from programs.models.institutions import Institution

HOME_COUNTRY = "US"


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
