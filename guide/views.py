from http import HTTPStatus

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from guide import reading, structured
from guide.forms import TOO_MANY, AnswerForm, SearchForm, chosen_beforehand
from guide.models import Certification, Claim, Occupation, Page, PageAnswer, Role, Term
from guide.ranges import place_ranges, scale_ticks, scale_top
from guide.search import TERM, found_pages, search_guide
from guide.sources import number_claim_sources, number_sources, sources_of
from programs.structured import as_json

CERTIFICATIONS = "certifications"
MOST_FOUND = 40


@require_safe
def guide_index(request: HttpRequest) -> HttpResponse:
    """List all questions, or those and the terms in which words are found."""
    form = SearchForm(request.GET)
    words = form.words()
    hits = search_guide(words, MOST_FOUND, in_texts=True)
    pages = list(Page.objects.in_order().without_text())
    if words.typed:
        pages = found_pages(pages, hits)
    answers = reading.read_answers(pages)
    schema = structured.questions_schema(answers, request.build_absolute_uri)
    context = {
        "form": form,
        "is_search": bool(words.typed),
        "answers": answers,
        "terms": [hit for hit in hits if hit.kind == TERM],
        "schema": as_json(schema) if answers else "",
    }
    return render(request, "guide/index.html", context)


@require_safe
def page_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one question with its answer; below that on certifications their list."""
    page = get_object_or_404(Page.objects.with_sources(), slug=slug)
    below: list[Certification] = []
    if slug == CERTIFICATIONS:
        below = list(Certification.objects.in_order().with_sources())
    shown = reading.read_page(page, below)
    pages = list(Page.objects.in_order().without_text())
    schema = structured.article_schema(shown, request.build_absolute_uri)
    context = {
        "shown": shown,
        "pages": pages,
        "related": reading.related_pages(page, pages),
        "certifications": below,
        "schema": as_json(schema),
    }
    return render(request, "guide/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def page_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether a page answered its reader, and count what she says."""
    page = get_object_or_404(Page.objects.without_text(), slug=slug)
    if request.method != "POST":
        form = chosen_beforehand(request.GET)
        return render(request, "guide/page_answer.html", {"page": page, "form": form})
    form = AnswerForm(request.POST)
    status = HTTPStatus.BAD_REQUEST
    if form.is_valid():
        if consume(request, action="page_answer"):
            today = timezone.localdate()
            PageAnswer.objects.count_one(page, today, answered=form.was_answered)
            messages.success(request, form.thanks)
            return redirect(page)
        form.add_error(None, TOO_MANY)
        status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"page": page, "form": form}
    return render(request, "guide/page_answer.html", context, status=status)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show every figure that somebody else states, with what is behind it."""
    claims = list(Claim.objects.in_order().with_sources())
    topics, grades = reading.read_topics(claims), reading.read_grades(claims)
    context = {
        "topics": topics,
        "grades": grades,
        "headings": reading.figure_headings(grades, topics),
        "sources": number_claim_sources(claims),
    }
    return render(request, "guide/figures.html", context)


@require_safe
def careers(request: HttpRequest) -> HttpResponse:
    """Show the roles, and the wages of the official occupations near them."""
    occupations = list(Occupation.objects.in_order().with_sources())
    roles = list(Role.objects.in_order().with_sources())
    context = {
        "ranges": place_ranges(occupations),
        "ticks": scale_ticks(scale_top(occupations)),
        "headings": reading.career_headings(roles),
        "roles": reading.read_roles(roles, occupations, Claim.objects.in_order()),
        "sources": number_sources(sources_of([*occupations, *roles])),
    }
    return render(request, "guide/careers.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    terms = list(Term.objects.in_order().with_sources())
    sources = number_sources(sources_of(terms))
    address = request.build_absolute_uri(request.path)
    schema = structured.glossary_schema(terms, address)
    context = {
        "terms": reading.read_terms(terms, sources),
        "sources": sources,
        "schema": as_json(schema) if terms else "",
    }
    return render(request, "guide/glossary.html", context)
