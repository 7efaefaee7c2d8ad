"""Ways to read what is said of one program."""

from datetime import date

from programs.facts import facts_of
from programs.figures import sections_of
from tests.pages import text_of

TODAY = date(2026, 11, 22)


def page_of(client, program):
    return client.get(program.get_absolute_url()).context["page"]


def read(client, program):
    return text_of(client.get(program.get_absolute_url()))


def figures_of(program, residency="nonresident", today=TODAY):
    facts = facts_of([program])[program.pk]
    return {
        figure.key: figure
        for section in sections_of(program, facts, today, residency)
        for figure in section.figures
    }
