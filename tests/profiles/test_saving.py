from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import SavedProgram
from profiles.wishes import SESSION_KEY
from programs.models import Program
from tests.factories import (
    make_program,
    make_saved_program,
    make_shortlist,
    make_user,
)
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import confirmation_link, sign_up

pytestmark = pytest.mark.django_db
SAVE_URL = "/shortlist/save/"
REMOVE_URL = "/shortlist/remove/"
PROGRAM_URL = "/programs/example-college/ms-ai/"
PATH = "example-college/ms-ai"
ANCHOR = "#save-example-college-ms-ai"
LIST_URL = "/programs/?delivery=online&compare=example-college/ms-ai"


@pytest.fixture
def program():
    return make_program(slug="ms-ai", delivery=["online"])


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def saved_by(user):
    return [each.program for each in user.saved_programs.kept()]


def test_reader_saves_from_the_list_and_comes_back_to_the_card(client, reader, program):
    response = client.post(SAVE_URL, {"program": PATH, "next": LIST_URL})

    assert response.headers["Location"] == LIST_URL + ANCHOR
    assert saved_by(reader) == [program]


def test_program_is_saved_in_the_default_list(client, reader, program):
    client.post(SAVE_URL, {"program": PATH})

    assert reader.saved_programs.get().shortlists.get().is_default


def test_reader_removes_and_the_program_stays_for_a_day(client, reader, program):
    make_saved_program(user=reader, program=program, note="Call them")

    response = client.post(REMOVE_URL, {"program": PATH, "next": LIST_URL})

    assert response.headers["Location"] == LIST_URL + ANCHOR
    assert saved_by(reader) == []
    assert reader.saved_programs.removed().get().note == "Call them"


def test_undo_brings_back_note_stars_and_lists(client, reader, program):
    named = make_shortlist(user=reader)
    make_saved_program(
        user=reader, program=program, note="Call them", stars=4, shortlists=[named]
    )
    client.post(REMOVE_URL, {"program": PATH})

    client.post(SAVE_URL, {"program": PATH})

    saved = reader.saved_programs.kept().get()
    assert (saved.note, saved.stars) == ("Call them", 4)
    assert list(saved.shortlists.all()) == [named]


def test_removing_takes_out_no_one_elses(client, reader, program):
    other = make_user(email="other@example.org")
    make_saved_program(user=other, program=program)

    client.post(REMOVE_URL, {"program": PATH})

    assert saved_by(other) == [program]


def test_removing_without_a_session_leads_to_sign_in(client, program):
    response = client.post(REMOVE_URL, {"program": PATH, "next": "/compare/"})

    assert response.headers["Location"].startswith("/accounts/login/?next=/compare/")


@pytest.mark.parametrize(
    ("about", "button"),
    [
        (None, "Save"),
        ({}, "Saved"),
        ({"removed_at": timezone.now()}, "Undo"),
        ({"removed_at": timezone.now() - timedelta(days=2)}, "Save"),
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "/programs/",
        PROGRAM_URL,
        "/institutions/example-college/",
        f"/compare/?program={PATH}",
    ],
)
def test_button_says_what_is_saved(client, reader, program, address, about, button):
    if about is not None:
        make_saved_program(user=reader, program=program, **about)

    response = client.get(address)

    assert f'id="save-example-college-ms-ai">{button}<span' in text_of(response)
    assert f'name="next" value="{address}"' in text_of(response)


def test_list_asks_once_for_what_ten_programs_are_saved(
    client, reader, django_assert_num_queries
):
    for _ in range(10):
        make_saved_program(user=reader, program=make_program())

    # Beside the three of every list: session, person, answers, saved programs.
    with django_assert_num_queries(7):
        response = client.get("/programs/")

    assert text_of(response).count(">Saved<span") == 10


@pytest.mark.parametrize(
    "address", ["/programs/", PROGRAM_URL, "/institutions/example-college/"]
)
def test_reader_without_account_gets_a_link_and_no_cookie(client, program, address):
    response = client.get(address)

    assert f'href="{SAVE_URL}?program={PATH}&amp;next=' in text_of(response)
    assert "csrfmiddlewaretoken" not in response.text
    assert not response.cookies


def test_saving_without_account_asks_and_names_three_ways(client, program):
    response = client.get(SAVE_URL, {"program": PATH, "next": LIST_URL})

    text = text_of(response)
    assert "Saving needs an account" in text
    assert "Comparing and printing need none." in text
    for way in ("Create an account", "I have an account", "Keep it for now"):
        assert way in text
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize(
    ("then", "address"),
    [
        ("sign-up", "/accounts/signup/?next=/compare/%23save"),
        ("sign-in", "/accounts/login/?next=/compare/%23save"),
        ("look-on", f"/compare/{ANCHOR}"),
    ],
)
def test_wish_is_kept_and_leads_on(client, program, then, address):
    response = client.post(
        SAVE_URL, {"program": PATH, "next": "/compare/", "then": then}
    )

    assert response.headers["Location"].startswith(address)
    assert client.session[SESSION_KEY] == {
        "paths": [PATH],
        "return_to": f"/compare/{ANCHOR}",
    }
    assert ">Waiting for your sign-in<" in client.get(PROGRAM_URL).text


def test_wish_is_taken_back(client, program):
    client.post(SAVE_URL, {"program": PATH, "then": "look-on"})
    asked = text_of(client.get(SAVE_URL, {"program": PATH, "next": LIST_URL}))
    assert "It waits for your sign-in and is saved then." in asked
    assert f'formaction="{REMOVE_URL}">Do not save it</button>' in asked
    assert "Keep it for now" not in asked

    response = client.post(REMOVE_URL, {"program": PATH, "next": LIST_URL})

    assert response.headers["Location"] == LIST_URL + ANCHOR
    assert SESSION_KEY not in client.session
    assert ">Waiting for your sign-in<" not in client.get(PROGRAM_URL).text


def test_wish_that_is_taken_back_leaves_the_others(client, program):
    other = make_program()
    for path in (PATH, other.path):
        client.post(SAVE_URL, {"program": path, "then": "look-on"})

    client.post(REMOVE_URL, {"program": PATH})

    assert client.session[SESSION_KEY]["paths"] == [other.path]


def test_wrong_way_on_asks_again(client, program):
    response = client.post(SAVE_URL, {"program": PATH, "then": "teleport"})

    assert "Saving needs an account" in response.text
    assert SESSION_KEY not in client.session


def test_session_that_ended_while_the_page_was_open_asks_in_its_place(client, program):
    response = client.post(SAVE_URL, {"program": PATH, "next": LIST_URL})

    assert 'id="saving-example-college-ms-ai"' in response.text
    assert "Saving needs an account" in response.text


def test_reader_who_follows_the_link_is_offered_to_save(client, reader, program):
    response = client.get(SAVE_URL, {"program": PATH})

    assert ">Save</button>" in response.text
    assert saved_by(reader) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "programs/",
        "/programs/\x00",
        "/programs/\n",
        "/" + "a" * 2000,
    ],
)
def test_hostile_address_leads_back_to_the_program(client, reader, program, address):
    response = client.post(SAVE_URL, {"program": PATH, "next": address})

    assert response.headers["Location"] in (PROGRAM_URL + ANCHOR, "/programs/" + ANCHOR)


@pytest.mark.parametrize("path", ["", "nowhere/ms-ai", "example-college", "\x00"])
@pytest.mark.parametrize("address", [SAVE_URL, REMOVE_URL])
def test_unknown_program_is_not_found(client, reader, program, path, address):
    assert client.post(address, {"program": path}).status_code == 404


def test_draft_is_not_found(client, reader):
    make_program(slug="ms-ai", workflow_state="draft")

    assert client.post(SAVE_URL, {"program": PATH}).status_code == 404


def test_withdrawn_program_cannot_be_saved_and_the_page_says_why(client, reader):
    make_program(
        slug="ms-ai", workflow_state="withdrawn", withdrawn_reason="It has closed."
    )

    response = client.post(SAVE_URL, {"program": PATH})

    assert response.status_code == 410
    assert "It has closed." in response.text
    assert not SavedProgram.objects.exists()


def test_withdrawn_program_can_be_removed_from_its_page_and_brought_back(
    client, reader
):
    program = make_program(slug="ms-ai", workflow_state="withdrawn")
    make_saved_program(user=reader, program=program)
    assert ">Saved<span" in client.get(PROGRAM_URL).text

    client.post(REMOVE_URL, {"program": PATH})
    client.post(SAVE_URL, {"program": PATH})

    assert saved_by(reader) == [program]


def test_withdrawn_program_that_is_not_saved_has_no_button(client, reader):
    make_program(slug="ms-ai", workflow_state="withdrawn")

    assert "save-toggle" not in client.get(PROGRAM_URL).text


def test_withdrawn_program_offers_no_button_without_account(client):
    make_program(slug="ms-ai", workflow_state="withdrawn")

    assert "save-toggle" not in client.get(PROGRAM_URL).text


def test_saving_needs_the_forgery_token(program):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    assert client.post(SAVE_URL, {"program": PATH}).status_code == 403
    assert client.post(REMOVE_URL, {"program": PATH}).status_code == 403


def test_three_wishes_come_true_in_another_browser(client):
    programs = [make_program(slug=slug) for slug in ("a", "b", "c")]
    page = "/programs/?compare=example-college/a&compare=example-college/b"
    for program, then in zip(programs, ["look-on", "look-on", "sign-up"], strict=True):
        client.post(SAVE_URL, {"program": program.path, "next": page, "then": then})
    sign_up(client, "nurse@example.org")
    another = Client()
    another.post(confirmation_link())

    response = another.post(
        "/accounts/login/", {"login": "nurse@example.org", "password": PASSWORD}
    )

    assert response.headers["Location"] == f"{page}#save-example-college-c"
    shortlist = another.get("/shortlist/")
    assert [row.saved.program for row in shortlist.context["page"].rows] == [
        programs[2],
        programs[1],
        programs[0],
    ]


def test_wish_for_a_program_that_was_withdrawn_meanwhile_is_left_out(client, program):
    user = make_reader()
    client.post(SAVE_URL, {"program": PATH, "next": PROGRAM_URL, "then": "sign-in"})
    Program.objects.filter(pk=program.pk).update(workflow_state="withdrawn")

    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert saved_by(user) == []
    assert SESSION_KEY not in client.session
