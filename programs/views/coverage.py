from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs.coverage import (
    catalog_numbers,
    field_coverage,
    price_years,
    states_found,
)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show how the data is gathered, how complete and how fresh it is."""
    fields = field_coverage()
    context = {
        "numbers": catalog_numbers(),
        "fields": fields,
        "states": states_found(fields),
        "price_years": price_years(),
        "contact_email": settings.CONTACT_EMAIL,
    }
    return render(request, "programs/coverage.html", context)
