import pytest

from tests.factories import make_page, make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/programs/",
        "/programs/example-college/ms/",
        "/institutions/example-college/",
        "/data/",
        "/guide/",
        "/guide/page-1/",
        "/guide/figures/",
        "/guide/careers/",
        "/guide/glossary/",
        "/guide/checklist/",
        "/compare/",
    ],
)
def test_canonical_address_of_a_page_has_no_query(client, path):
    program = make_program(slug="ms")
    make_page()

    response = client.get(path, {"compare": program.path, "page": 1})

    canonical = f'<link rel="canonical" href="http://testserver{path}">'
    assert " ".join(response.text.split()).count(canonical) == 1
