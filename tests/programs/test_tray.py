import pytest
from pytest_django.asserts import assertInHTML

from tests.factories import make_institution, make_program
from tests.programs.listed import LIST_URL

pytestmark = pytest.mark.django_db


def make_numbered(count):
    institution = make_institution(slug="college")
    for number in range(1, count + 1):
        make_program(
            institution=institution, slug=f"p{number}", name=f"Program {number}"
        )
    return [f"college/p{number}" for number in range(1, count + 1)]


def tray_of(client, paths):
    return client.get(LIST_URL, {"compare": paths}).context["tray"]


def test_tray_keeps_the_readers_order_each_program_once(client):
    first, second, third = make_numbered(3)

    tray = tray_of(client, [third, first, third, second])

    assert tray.paths == [third, first, second]


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("college/none", "college/none"),
        ("<b>", "&lt;b&gt;"),
        ("a/b/c", "a/b/c"),
        ("x\x00", "x\ufffd"),
        ("college/draft", "college/draft"),
    ],
)
def test_tray_drops_unknown_names_and_says_so(client, named, shown):
    (path,) = make_numbered(1)
    college = make_institution(slug="college")
    make_program(institution=college, slug="draft", workflow_state="draft")

    response = client.get(LIST_URL, {"compare": [path, named, ""]})

    assert response.context["tray"].paths == [path]
    assert f"No such program: {shown}</li>" in response.text


def test_tray_holds_five_and_says_what_was_left_out(client):
    paths = make_numbered(6)

    response = client.get(LIST_URL, {"compare": paths})

    assert response.context["tray"].paths == paths[:5]
    assert "Left out, five are chosen: MS Program 6" in response.content.decode()


def test_tray_reads_no_more_than_twenty_names_and_says_so(client):
    (path,) = make_numbered(1)
    names = [f"college/x{number}" for number in range(30)]

    response = client.get(LIST_URL, {"compare": [*names, path]})

    tray = response.context["tray"]
    assert len(tray.unknown) == 20
    assert tray.paths == []
    assert "Not looked up, as this address names too many: 11 more" in response.text


def test_button_adds_to_the_address_and_keeps_the_rest(client):
    first, _ = make_numbered(2)

    page = client.get(LIST_URL, {"sort": "name", "compare": first}).content.decode()

    assert "?sort=name&amp;compare=college%2Fp1&amp;compare=college%2Fp2" in page
    assert 'class="compare-toggle is-chosen"' in page
    assert 'href="/programs/?sort=name"' in page


def test_button_says_when_five_are_chosen(client):
    paths = make_numbered(6)

    page = client.get(LIST_URL, {"compare": paths[:5]}).content.decode()

    assert page.count("Five chosen: remove one to add this") == 1
    assert page.count("In comparison") == 5
    assert 'href="#compare-tray"' in page


def test_tray_leads_to_the_comparison_in_order(client):
    first, second = make_numbered(2)

    page = client.get(LIST_URL, {"compare": [second, first]}).content.decode()

    assert 'href="/compare/?program=college%2Fp2&amp;program=college%2Fp1"' in page
    assert "Compare 2 programs" in page


def test_tray_of_one_asks_for_another(client):
    (path,) = make_numbered(1)

    page = client.get(LIST_URL, {"compare": path}).content.decode()

    assert "1 of 5 chosen" in page
    assert "Choose one more to compare" in page


def test_links_to_programs_and_the_form_carry_the_choice(client):
    (path,) = make_numbered(1)

    page = client.get(LIST_URL, {"compare": path}).content.decode()

    assert 'href="/programs/college/p1/?compare=college%2Fp1"' in page
    assertInHTML(
        '<input type="hidden" name="compare" value="college/p1" form="filter-form">',
        page,
    )


def test_without_a_choice_there_is_no_tray_and_no_query_for_it(
    client, django_assert_num_queries
):
    make_numbered(1)

    with django_assert_num_queries(3):
        page = client.get(LIST_URL).content.decode()

    assert "of 5 chosen" not in page
    assert 'href="/programs/college/p1/"' in page


@pytest.mark.parametrize("address", [LIST_URL, "/programs/college/p1/"])
def test_header_carries_the_chosen_programs(client, address):
    (path,) = make_numbered(1)

    page = client.get(address, {"compare": path}).text

    header = page[: page.index("</nav>")]
    assert 'href="/programs/?compare=college%2Fp1"' in header
    assert 'href="/compare/?program=college%2Fp1"' in header


def test_header_of_the_comparison_carries_its_programs(client):
    (path,) = make_numbered(1)

    page = client.get("/compare/", {"program": path}).text

    header = page[: page.index("</nav>")]
    assert 'href="/programs/?compare=college/p1"' in header
    assert 'href="/compare/?program=college%2Fp1"' in header


def test_search_in_the_header_carries_the_chosen_programs(client):
    (path,) = make_numbered(1)

    page = client.get("/programs/college/p1/", {"compare": path}).text

    assertInHTML('<input type="hidden" name="compare" value="college/p1">', page)
