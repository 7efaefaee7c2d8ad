import pytest

from comparisons.models import MOST_SAVED, SavedComparison
from tests.comparisons.kept import MARCH, save_in_march
from tests.factories import make_program, make_saved_comparison, make_user
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST_URL = "/comparisons/"
NEW_URL = "/comparisons/new/"


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def test_a_comparison_is_saved_with_its_order_rows_and_prices(client, reader):
    first, second = make_program(), make_program()
    wanted = {
        "program": [second.path, first.path],
        "residency": "resident",
        "only": "differences",
        "rows": "mine",
        "row": ["cost", "delivery"],
    }

    response = client.post(NEW_URL, wanted | {"name": "For my chief"}, follow=True)

    saved = reader.saved_comparisons.get()
    assert response.redirect_chain == [(f"/comparisons/{saved.pk}/", 302)]
    assert "Saved, with the facts as they stand today." in response.text
    assert [column.program for column in saved.columns.all()] == [second, first]
    assert (saved.name, saved.residency, saved.rows) == (
        "For my chief",
        "resident",
        "mine",
    )
    assert (saved.only_different, saved.keys) == (True, ["cost", "delivery"])


def test_rows_chosen_before_but_never_named_are_saved_as_all(client, reader):
    program = make_program()

    client.post(NEW_URL, {"program": program.path, "rows": "mine", "name": "A"})

    assert reader.saved_comparisons.get().rows == "all"


def test_the_form_comes_filled_in_with_the_institutions(client, reader):
    first, second = make_program(), make_program()

    response = client.get(NEW_URL, {"program": [first.path, second.path]})

    assert 'value="Example College"' in response.text
    assert f'name="program" value="{second.path}"' in response.text


def test_a_comparison_without_a_name_is_not_saved(client, reader):
    response = client.post(NEW_URL, {"program": make_program().path, "name": " "})

    assert "Give it a name, so that you find it again." in response.text
    assert not SavedComparison.objects.exists()


def test_an_address_without_a_program_cannot_be_saved(client, reader):
    response = client.post(NEW_URL, {"program": "nobody/nothing", "name": "A"})

    assert "There is no program at this address that could be saved." in response.text
    assert not SavedComparison.objects.exists()


def test_no_more_than_twelve_are_saved(client, reader):
    paths = [make_program().path for _ in range(13)]

    response = client.get(NEW_URL, {"program": paths})
    client.post(NEW_URL, {"program": paths, "name": "A"})

    assert "left out, as twelve are the most" in text_of(response)
    assert reader.saved_comparisons.get().columns.count() == 12


def test_one_more_than_there_is_room_for_is_refused(client, reader):
    saved = make_saved_comparison(user=reader)
    SavedComparison.objects.bulk_create(
        SavedComparison(
            user=reader, name="A", snapshot=saved.snapshot, snapshot_at=MARCH
        )
        for _ in range(MOST_SAVED - 1)
    )
    program = make_program()

    response = client.post(NEW_URL, {"program": program.path, "name": "B"})
    again = client.post(f"/comparisons/{saved.pk}/duplicate/", follow=True)

    assert "You keep 100 comparisons" in response.text
    assert "You keep 100 comparisons" in again.text
    assert reader.saved_comparisons.count() == MOST_SAVED


def test_a_reader_without_an_account_is_told_and_keeps_her_wish(client):
    program = make_program()

    response = client.get(NEW_URL, {"program": program.path, "residency": "resident"})

    back = f"/comparisons/new/%3Fprogram%3D{program.path}%26residency%3Dresident"
    assert f'href="/accounts/login/?next={back}"' in response.text
    assert f'href="/accounts/signup/?next={back}"' in response.text
    assert not response.cookies


def test_a_form_sent_after_the_session_ended_leads_through_sign_in(client):
    program = make_program()

    response = client.post(NEW_URL, {"program": program.path, "name": "Secret"})

    assert response.url == (
        f"/accounts/login/?next=/comparisons/new/%3Fprogram%3D{program.path}"
    )


def test_the_compare_page_offers_to_save(client, reader):
    paths = [make_program().path, make_program().path]

    response = client.get("/compare/", {"program": paths})

    assert 'action="/comparisons/new/"' in response.text
    assert f'name="program" value="{paths[1]}"' in response.text


def test_the_compare_page_leads_others_to_the_page_that_saves(client):
    paths = [make_program().path, make_program().path]

    response = client.get("/compare/", {"program": paths})

    query = f"program={paths[0]}&amp;program={paths[1]}"
    assert f'href="/comparisons/new/?{query}"' in response.text
    assert not response.cookies


def test_the_list_shows_what_the_reader_kept(client, reader):
    make_saved_comparison(user=reader, name="For my chief")
    make_saved_comparison(user=make_user(email="b@example.org"), name="Of another")

    response = client.get(LIST_URL)

    assert "For my chief" in response.text
    assert "MS Health Informatics, Example College" in response.text
    assert "Of another" not in response.text


def test_the_empty_list_says_how_to_begin(client, reader):
    assert "Nothing is saved yet" in client.get(LIST_URL).text


def test_the_list_counts_open_links_only(client, reader):
    saved = make_saved_comparison(user=reader)
    saved.share_links.create()
    saved.share_links.create(revoked_at=MARCH)
    saved.share_links.create(ends_on=MARCH.date())

    assert "shared by 1 link " in text_of(client.get(LIST_URL)).replace("</p>", " ")


def test_the_list_makes_no_query_for_each_comparison(
    client, reader, django_assert_num_queries
):
    for _ in range(5):
        make_saved_comparison(user=reader)

    with django_assert_num_queries(8):
        response = client.get(LIST_URL)

    assert len(response.context["comparisons"]) == 5


def test_a_duplicate_has_the_remarks_and_the_baseline_but_no_links(client, reader):
    saved = save_in_march(reader, name="N" * 100)
    saved.columns.update(remark="Call Ms. Lee.")
    saved.share_links.create()

    client.post(f"/comparisons/{saved.pk}/duplicate/")

    copy = reader.saved_comparisons.exclude(pk=saved.pk).get()
    assert copy.name == "Copy of " + "N" * 92
    assert copy.snapshot_at == MARCH
    assert {each.remark for each in copy.columns.all()} == {"Call Ms. Lee."}
    assert not copy.share_links.exists()


def test_a_deleted_comparison_can_be_brought_back(client, reader):
    saved = save_in_march(reader)

    page = client.post(f"/comparisons/{saved.pk}/delete/", follow=True)
    gone = client.get(f"/comparisons/{saved.pk}/")
    back = client.post(f"/comparisons/{saved.pk}/undo/", follow=True)

    assert "“For my chief” is deleted." in page.text
    assert gone.status_code == 404
    assert "The comparison is back." in back.text


def test_what_was_deleted_over_a_day_ago_is_gone_for_good(client, reader):
    saved = save_in_march(reader, removed_at=MARCH)

    undone = client.post(f"/comparisons/{saved.pk}/undo/")
    client.get(LIST_URL)

    assert undone.status_code == 404
    assert not SavedComparison.objects.exists()


def test_a_program_in_a_saved_comparison_cannot_be_deleted(reader):
    saved = save_in_march(reader)

    with pytest.raises(Exception, match="protected"):
        saved.programs[0].delete()


def test_names_of_rows_say_nothing_personal(reader):
    saved = save_in_march(reader)
    link = saved.share_links.create()

    assert str(saved) == "A comparison that a reader saved"
    assert str(saved.columns.first()) == "A column of a saved comparison"
    assert str(link) == "A link that shares a comparison"
