from datetime import timedelta

import pytest
from django.utils import timezone

from profiles.models import CalendarFeed, SavedProgram, Shortlist
from tests.factories import (
    make_program,
    make_saved_program,
    make_shortlist,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def other():
    return make_user(email="other@example.org")


@pytest.fixture
def saved(reader):
    return make_saved_program(user=reader, note="First thoughts", stars=2)


def url_of(saved):
    return f"/shortlist/program/{saved.pk}/"


def edit(client, saved, **changed):
    """Send the form as it stands for `saved`, which may be an old state of the row."""
    fields = {
        "note": saved.note,
        "status": saved.status,
        "stars": saved.stars,
        "shortlists": [each.pk for each in saved.shortlists.all()],
        "version": saved.version,
    }
    return client.post(url_of(saved), fields | changed)


def now_saved():
    return SavedProgram.objects.get()


def names_of_lists(user):
    return [each.name for each in user.shortlists.all()]


def test_first_list_that_a_person_makes_is_not_named_like_her_default(client, reader):
    response = client.post("/shortlist/new/", {"name": "shortlist"})

    assert "You have a list of this name already." in response.text
    assert client.get("/shortlist/").status_code == 200


def test_form_shows_what_is_saved_and_how_long_it_may_be(client, saved):
    text = text_of(client.get(url_of(saved), {"next": "/shortlist/?sort=name"}))

    assert "First thoughts</textarea>" in text
    assert "Up to 2,000 characters; 14 are saved now." in text
    assert 'name="next" value="/shortlist/?sort=name"' in text
    assert text.count("Shortlist </label>") == 1
    assert "maxlength" not in text


def test_reader_edits_note_status_stars_and_lists(client, reader, saved):
    named = make_shortlist(user=reader)

    response = edit(
        client,
        saved,
        note="Nights\r\nare fine",
        status="applying",
        stars=5,
        shortlists=[named.pk],
        next="/shortlist/?sort=name#edit-1",
    )

    assert response.headers["Location"] == "/shortlist/?sort=name#edit-1"
    row = now_saved()
    assert (row.note, row.status, row.stars) == ("Nights\nare fine", "applying", 5)
    assert list(row.shortlists.all()) == [named]
    assert row.changed_at > saved.changed_at


@pytest.mark.parametrize("address", ["", "https://evil.example/", "javascript:x"])
def test_hostile_address_leads_back_to_the_shortlist(client, saved, address):
    shown = client.get(url_of(saved), {"next": address})
    response = edit(client, saved, next=address)

    assert 'href="/shortlist/">Cancel' in text_of(shown)
    assert response.headers["Location"] == "/shortlist/"


def test_the_edited_program_says_that_it_is_saved_and_no_other(client, reader, saved):
    make_saved_program(user=reader)

    response = edit(client, saved, note="Nights are fine")

    page = client.get(response.headers["Location"]).text
    assert page.count("What you wrote is saved.") == 1
    assert page.count("Your changes are saved.") == 1
    card = page.partition(f'id="edit-{saved.pk}"')[0].rpartition("<article")[2]
    assert "Your changes are saved." in card


def test_form_says_at_its_top_what_is_wrong_below(client, saved):
    page = text_of(edit(client, saved, shortlists=[]))

    assert "Please check this" in page
    assert "In these lists</a>: Choose at least one list." in page


def test_note_may_have_two_thousand_characters_line_ends_counted_once(client, saved):
    edit(client, saved, note="\r\n".join(["a"] * 1000) + "\n")

    assert len(now_saved().note) == 1999


def test_note_that_is_too_long_is_kept_in_the_field(client, saved):
    response = edit(client, saved, note="b" * 2001)

    text = text_of(response)
    assert "up to 2000 characters can be kept, and these are 2001" in text
    assert "b" * 2001 in text
    assert "<title>Error: " in text
    assert now_saved().note == "First thoughts"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"shortlists": []}, "Choose at least one list."),
        ({"stars": "6"}, "6 is not one of the available choices"),
        ({"status": "dreaming"}, "dreaming is not one of the available choices"),
        ({"version": "x"}, "First thoughts"),
        ({"version": 10**30}, "First thoughts"),
        ({"note": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_answer_that_makes_no_sense_changes_nothing(client, saved, changed, reason):
    response = edit(client, saved, **changed)

    assert response.status_code == 200
    assert reason in text_of(response)
    assert now_saved().version == 1


def test_list_of_somebody_else_cannot_be_chosen(client, saved, other):
    theirs = make_shortlist(user=other)

    edit(client, saved, shortlists=[theirs.pk])

    assert now_saved().shortlists.get().user == saved.user


def test_second_tab_is_told_and_sees_both_texts(client, saved):
    edit(client, saved, note="From the first tab", stars=4, status="asking")

    response = edit(client, saved, note="From the second tab", stars=1)

    assert response.status_code == 409
    text = text_of(response)
    assert "From the first tab" in text
    assert "Asking the program, 4 of 5 stars" in text
    assert "From the second tab</textarea>" in text
    assert now_saved().note == "From the first tab"
    assert now_saved().stars == 4


def test_stars_alone_are_not_lost_either(client, saved):
    edit(client, saved, stars=5)

    response = edit(client, saved, status="applied")

    assert response.status_code == 409
    assert (now_saved().stars, now_saved().status) == (5, "considering")


def test_second_tab_can_then_save_what_it_has(client, saved):
    edit(client, saved, note="From the first tab")
    edit(client, saved, note="From the second tab")

    response = edit(client, saved, note="Both, merged by hand", version=2)

    assert response.status_code == 302
    assert now_saved().note == "Both, merged by hand"


def test_both_texts_can_be_put_into_the_field_before_saving(client, saved):
    edit(client, saved, note="One")

    response = edit(client, saved, note="Two", both="on")

    assert response.status_code == 409
    assert response.context["form"]["note"].value() == "One\n\nTwo"
    assert response.context["form"]["version"].value() == "2"
    assert now_saved().note == "One"


def test_both_texts_together_may_be_too_long_and_nothing_is_cut_off(client, saved):
    edit(client, saved, note="a" * 1500)

    response = edit(client, saved, note="b" * 1500, both="on")

    assert "these are 3002" in response.text
    assert "b" * 1500 in response.text


def test_third_tab_is_told_again(client, saved):
    edit(client, saved, note="One")
    edit(client, now_saved(), note="Two")

    response = edit(client, saved, note="Three", version=2)

    assert response.status_code == 409
    assert now_saved().note == "Two"


def test_sending_the_same_form_twice_is_no_conflict(client, saved):
    edit(client, saved, note="Once")

    response = edit(client, saved, note="Once")

    assert response.status_code == 302
    assert now_saved().version == 2


def test_program_removed_meanwhile_is_said_and_saving_brings_it_back(client, saved):
    client.post("/shortlist/remove/", {"program": saved.program.path})

    told = edit(client, saved, note="Too good to lose")
    edit(client, now_saved(), note="Too good to lose")

    assert told.status_code == 409
    assert "removed from your lists" in told.text
    assert now_saved().is_kept
    assert now_saved().note == "Too good to lose"


@pytest.mark.parametrize("method", ["get", "post"])
def test_saved_program_of_somebody_else_is_not_found(client, saved, other, method):
    theirs = make_saved_program(user=other, program=make_program())

    assert getattr(client, method)(url_of(saved)).status_code == 200
    assert getattr(client, method)(url_of(theirs)).status_code == 404


def test_saved_program_removed_long_ago_is_not_found(client, reader):
    long_ago = timezone.now() - timedelta(days=2)
    saved = make_saved_program(user=reader, removed_at=long_ago)

    assert client.get(url_of(saved)).status_code == 404


def test_editing_is_for_readers_who_have_signed_in(client, saved):
    client.logout()

    response = client.get(url_of(saved))

    assert response.headers["Location"].startswith("/accounts/login/?next=/shortlist/")


def test_reader_makes_a_list(client, reader):
    assert "Make the list" in client.get("/shortlist/new/").text

    response = client.post("/shortlist/new/", {"name": " Online, employer pays "})

    made = Shortlist.objects.get(is_default=False)
    assert (made.user, made.name) == (reader, "Online, employer pays")
    assert response.headers["Location"] == f"/shortlist/{made.pk}/"
    assert "The list is made." in client.get(response.headers["Location"]).text


def test_renaming_is_confirmed(client, reader):
    named = make_shortlist(user=reader)

    response = client.post(f"/shortlist/{named.pk}/edit/", {"name": "By night"})

    page = text_of(client.get(response.headers["Location"]))
    assert "The name is saved." in page
    assert ">By night</span>" in page


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "This field is required."),
        ("a" * 81, "at most 80 characters"),
        ("oNLINE", "You have a list of this name already."),
    ],
)
def test_list_without_a_name_of_its_own_is_not_made(client, reader, name, reason):
    make_shortlist(user=reader, name="Online")

    response = client.post("/shortlist/new/", {"name": name})

    assert reason in text_of(response)
    assert name in response.text
    assert names_of_lists(reader) == ["Shortlist", "Online"]


def test_two_readers_may_have_lists_of_one_name(client, reader, other):
    make_shortlist(user=other, name="Online")

    client.post("/shortlist/new/", {"name": "Online"})

    assert names_of_lists(reader) == ["Shortlist", "Online"]


def test_default_list_can_be_renamed_and_not_deleted(client, reader):
    default = Shortlist.objects.default_of(reader)

    client.post(f"/shortlist/{default.pk}/edit/", {"name": "Best ones"})

    assert reader.shortlists.get().name == "Best ones"
    assert "not deleted" in client.get(f"/shortlist/{default.pk}/edit/").text
    assert client.post(f"/shortlist/{default.pk}/delete/").status_code == 404


def test_list_keeps_its_own_name(client, reader):
    named = make_shortlist(user=reader, name="Online")

    response = client.post(f"/shortlist/{named.pk}/edit/", {"name": "ONLINE"})

    assert response.status_code == 302
    assert reader.shortlists.get().name == "ONLINE"


def test_deleting_a_list_moves_what_is_in_no_other(client, reader):
    named = make_shortlist(user=reader)
    only_here = make_saved_program(user=reader, shortlists=[named], note="Mine")
    default = Shortlist.objects.default_of(reader)
    in_both = make_saved_program(user=reader, shortlists=[named, default])
    asked = client.get(f"/shortlist/{named.pk}/delete/")

    response = client.post(f"/shortlist/{named.pk}/delete/", follow=True)

    assert "1 program in no other list: it moves to your first list" in text_of(asked)
    assert "What was in no other list is here now: 1." in text_of(response)
    assert reader.shortlists.get() == default
    assert set(default.saved_programs.all()) == {only_here, in_both}


def test_deleting_an_empty_list_moves_nothing(client, reader):
    named = make_shortlist(user=reader)

    assert "Nothing else is lost" in client.get(f"/shortlist/{named.pk}/delete/").text

    response = client.post(f"/shortlist/{named.pk}/delete/", follow=True)

    assert "The list is deleted." in response.text
    assert "is here now" not in response.text


def test_removal_is_undone_after_its_only_list_was_deleted(client, reader):
    named = make_shortlist(user=reader)
    saved = make_saved_program(
        user=reader, shortlists=[named], removed_at=timezone.now()
    )
    client.post(f"/shortlist/{named.pk}/delete/")

    client.post("/shortlist/save/", {"program": saved.program.path})

    assert now_saved().is_kept
    assert now_saved().shortlists.get().is_default


def test_list_of_somebody_else_cannot_be_deleted(client, reader, other):
    theirs = make_shortlist(user=other)

    assert client.post(f"/shortlist/{theirs.pk}/delete/").status_code == 404
    assert theirs in other.shortlists.all()


def test_rows_of_a_reader_are_named_without_her_words(reader, saved):
    named = make_shortlist(user=reader, name="Xyzzy")
    feed = CalendarFeed.objects.create(user=reader)

    assert [str(row) for row in (saved, named, feed)] == [
        "A program that a reader saved",
        "A reader’s list",
        "A reader’s calendar address",
    ]
