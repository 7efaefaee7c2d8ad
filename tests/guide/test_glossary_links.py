import re

import pytest
import yaml

from comparisons.rows import choosable_keys
from guide.importing.files import SHIPPED_GUIDE
from guide.templatetags.glossary import TERM_OF_LABEL
from programs.models import Accreditation, Program, ValueState
from tests.comparisons.compared import make_compared
from tests.factories import make_accreditation, make_citation, make_program

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="term" href="/guide/glossary/#([\w-]+)">([^<]+)</a>')


def test_every_linked_term_is_in_the_shipped_glossary():
    shipped = yaml.safe_load((SHIPPED_GUIDE / "terms.yaml").read_text())

    assert set(TERM_OF_LABEL.values()) <= {term["key"] for term in shipped["terms"]}


def test_every_explained_label_is_one_of_a_figure_or_a_state():
    known = choosable_keys() | set(ValueState) | set(Accreditation.Status)

    assert TERM_OF_LABEL.keys() <= known


@pytest.fixture
def program():
    program = make_program(
        cip_code="51.2706",
        credits_lowest=30,
        credits_highest=36,
        credit_system="us-credit",
        gre_policy="required",
        minimum_gpa=3,
        bridge_offered=True,
        culminating=["capstone"],
    )
    make_accreditation(program=program, status="candidate")
    make_citation(program=program, field="attendance", state="not-published")
    return program


def test_program_page_links_each_term_at_its_first_use_only(client, program):
    text = " ".join(client.get(program.get_absolute_url()).text.split())

    linked = dict(LINK.findall(text))
    assert len(LINK.findall(text)) == len(linked)
    assert linked["cip-code"] == "CIP code"
    assert linked["credit-hour"] == "Credits"
    assert linked["gre"] == "GRE"
    assert linked["accreditation-candidacy"] == "Candidate"
    assert linked["not-published"] == "Not published"
    assert linked["not-yet-checked"] == "Not yet checked"


@pytest.mark.parametrize("count", [2, 5])
def test_compare_page_links_each_term_once_however_many_programs(client, count):
    programs = make_compared(count)
    Program.objects.update(cip_code="51.2706")

    response = client.get("/compare/", {"program": [each.path for each in programs]})

    found = LINK.findall(" ".join(response.text.split()))
    assert len(found) == len(dict(found)) > 5
    assert dict(found)["cip-code"] == "CIP code"


def test_no_heading_holds_a_link_to_the_glossary(client, program):
    text = " ".join(client.get(program.get_absolute_url()).text.split())

    headings = re.findall(r"<h[1-6].*?</h[1-6]>", text)
    assert headings
    assert not [heading for heading in headings if LINK.search(heading)]


def test_pages_with_many_programs_or_forms_link_no_label(client, program):
    text = client.get("/guide/checklist/", {"program": program.path}).text

    assert "Final requirement" in text
    assert LINK.findall(text) == []
