import re

import pytest

from tests.desk.edited import address, correct
from tests.factories import make_course, make_deadline, make_program, make_tuition

pytestmark = pytest.mark.django_db


def section_of(response, prefix):
    """Give the markup of one inline's section."""
    start = response.text.index(f'id="{prefix}-group"')
    return response.text[start : response.text.index("</fieldset>", start)]


def test_page_begins_with_links_to_its_sections(client, editor):
    program = make_program()
    for number in range(3):
        make_course(program=program, title=f"Course {number}")

    response = client.get(address("program", "change", program.pk))

    links = response.text.split('aria-label="Sections of this page"')[1]
    links = " ".join(links.split("</nav>")[0].split())
    assert '<a href="#courses-heading">Courses</a> (3)' in links
    targets = re.findall(r'href="#([^"]+)"', links)
    assert len(targets) == len(set(targets)) > 10
    assert all(f'id="{target}"' in response.text for target in targets)


def test_mistakes_are_counted_and_each_links_to_its_field(client, editor):
    program = make_program()
    make_tuition(program=program)
    make_deadline(program=program)
    typed = {"name": "", "tuitions-0-amount": "", "deadlines-0-month": "13"}

    response = correct(client, address("program", "change", program.pk), **typed)

    words = " ".join(response.text.split())
    assert "Nothing was saved. 3 mistakes to correct:" in words
    assert '<a href="#id_name">Name</a>: This field is required.' in words
    assert '<a href="#tuitions-0">Price 1</a>: A known price needs an' in words
    assert '<a href="#id_deadlines-0-month">Deadline 1, Month</a>: Ensure' in words
    assert "{#" not in words
    for target in ("id_name", "tuitions-0", "id_deadlines-0-month"):
        assert f'id="{target}"' in response.text


@pytest.mark.parametrize(("title", "is_open"), [("Course", False), ("", True)])
def test_a_closed_section_is_open_when_it_has_a_mistake(client, editor, title, is_open):
    program = make_program()
    make_course(program=program)
    page = address("program", "change", program.pk)
    assert "<details>" in section_of(client.get(page), "courses")

    response = correct(client, page, name="", **{"courses-0-title": title})

    assert ("<details>" not in section_of(response, "courses")) is is_open
