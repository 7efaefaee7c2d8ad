import pytest

from tests.factories import make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/programs/",
        "/programs/example-college/ms/",
        "/institutions/example-college/",
        "/data/",
        "/compare/",
    ],
)
def test_canonical_address_of_a_page_has_no_query(client, path):
    program = make_program(slug="ms")

    response = client.get(path, {"compare": program.path, "page": 1})

    canonical = f'<link rel="canonical" href="http://testserver{path}">'
    assert " ".join(response.text.split()).count(canonical) == 1
