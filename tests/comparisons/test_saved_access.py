"""Three people, every address of a saved comparison, every method."""

import pytest

from comparisons.models import SavedComparison
from tests.factories import make_saved_comparison, make_share_link, make_user

pytestmark = pytest.mark.django_db
NOT_FOUND, NOT_ALLOWED, GO_ON, SHOWN = 404, 405, 302, 200
PAGES = ["", "?as=saved", "edit/", "share/", "pdf/?remarks=yes", "csv/", "xlsx/"]
ACTS = ["duplicate/", "delete/", "baseline/", "share/{link}/revoke/"]
SAFE = ["get", "head"]
OTHER_METHODS = ["put", "patch", "delete", "options"]
MARKER = "Marker-name-7f3a"


@pytest.fixture
def link():
    owner = make_user(email="owner@example.org")
    return make_share_link(comparison=make_saved_comparison(user=owner, name=MARKER))


@pytest.fixture
def as_person(client, link):
    """Sign one of the three people in: the owner, another reader or nobody."""

    def sign_in(person):
        if person == "owner":
            client.force_login(link.comparison.user)
        if person == "other":
            client.force_login(make_user(email="other@example.org"))
        return client

    return sign_in


def url_of(link, tail):
    return f"/comparisons/{link.comparison_id}/{tail.format(link=link.pk)}"


def kept(link):
    """Everything that somebody else must not be able to change."""
    link.refresh_from_db()
    saved = SavedComparison.objects.get(pk=link.comparison_id)
    return (
        link.revoked_at,
        saved.removed_at,
        saved.version,
        saved.name,
        saved.snapshot_at,
        saved.share_links.count(),
        SavedComparison.objects.count(),
    )


@pytest.mark.parametrize(
    ("person", "status"), [("owner", SHOWN), ("other", NOT_FOUND), ("nobody", GO_ON)]
)
@pytest.mark.parametrize("method", SAFE)
@pytest.mark.parametrize("tail", PAGES)
def test_only_the_owner_reads_a_page(as_person, link, tail, method, person, status):
    response = getattr(as_person(person), method)(url_of(link, tail))

    assert response.status_code == status
    if person != "owner":
        assert MARKER not in response.text


@pytest.mark.parametrize(
    ("person", "status"), [("other", NOT_FOUND), ("nobody", GO_ON)]
)
@pytest.mark.parametrize("tail", [*ACTS, "edit/", "share/"])
def test_nobody_else_changes_anything(as_person, link, tail, person, status):
    before = kept(link)

    response = as_person(person).post(url_of(link, tail), {"name": "Mine now"})

    assert response.status_code == status
    assert kept(link) == before


@pytest.mark.parametrize("tail", ACTS)
def test_the_owner_does_the_same(as_person, link, tail):
    response = as_person("owner").post(url_of(link, tail))

    assert response.status_code == GO_ON


@pytest.mark.parametrize("person", ["owner", "other", "nobody"])
@pytest.mark.parametrize("method", OTHER_METHODS)
@pytest.mark.parametrize("tail", [*PAGES, *ACTS, "undo/"])
def test_other_methods_are_refused_to_all(as_person, link, tail, method, person):
    response = getattr(as_person(person), method)(url_of(link, tail))

    assert response.status_code == NOT_ALLOWED


@pytest.mark.parametrize("person", ["owner", "other", "nobody"])
@pytest.mark.parametrize("tail", [*ACTS, "undo/"])
def test_nothing_changes_by_reading(as_person, link, tail, person):
    assert as_person(person).get(url_of(link, tail)).status_code == NOT_ALLOWED


@pytest.mark.parametrize(
    ("person", "status"), [("owner", GO_ON), ("other", NOT_FOUND), ("nobody", GO_ON)]
)
def test_only_the_owner_brings_a_comparison_back(as_person, link, person, status):
    client = as_person(person)
    SavedComparison.objects.all().remove()

    response = client.post(url_of(link, "undo/"))

    assert response.status_code == status
    is_back = SavedComparison.objects.kept().exists()
    assert is_back == (person == "owner")


@pytest.mark.parametrize("person", ["other", "nobody"])
@pytest.mark.parametrize("tail", [*PAGES, *ACTS])
def test_an_unknown_comparison_looks_like_one_of_somebody_else(
    as_person, link, tail, person
):
    client = as_person(person)
    method = client.get if tail in PAGES else client.post
    unknown = tail.format(link=link.pk)

    theirs = method(url_of(link, tail))
    nobodys = method(f"/comparisons/99999999999999999999/{unknown}")

    assert theirs.status_code == nobodys.status_code


@pytest.mark.parametrize(("person", "status"), [("other", SHOWN), ("nobody", GO_ON)])
def test_the_list_asks_to_sign_in_and_shows_nothing_of_others(
    as_person, link, person, status
):
    response = as_person(person).get("/comparisons/")

    assert response.status_code == status
    assert MARKER not in response.text


def test_who_signs_in_after_an_act_comes_back_to_the_page(client, link):
    response = client.post(url_of(link, "delete/"))

    assert response.url == f"/accounts/login/?next=/comparisons/{link.comparison_id}/"


@pytest.mark.parametrize("person", ["owner", "other", "nobody"])
@pytest.mark.parametrize("tail", ["", "copy/"])
@pytest.mark.parametrize("method", SAFE)
def test_whoever_has_the_link_reads_it(as_person, link, tail, person, method):
    url = link.get_absolute_url() + tail

    assert getattr(as_person(person), method)(url).status_code == SHOWN


@pytest.mark.parametrize("person", ["owner", "other", "nobody"])
@pytest.mark.parametrize("method", ["post", *OTHER_METHODS])
def test_a_shared_page_is_only_read(as_person, link, method, person):
    url = link.get_absolute_url()

    assert getattr(as_person(person), method)(url).status_code == NOT_ALLOWED
