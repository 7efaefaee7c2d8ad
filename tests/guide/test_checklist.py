"""The checklist without account and with one."""

import re

import pytest

from comparisons.rows import choosable_keys
from guide.checklist import question_groups, questions
from guide.models import Checklist, ChecklistAnswer
from guide.models.checklists import Reply
from programs.models import Program
from tests.factories import (
    make_accreditation,
    make_checklist,
    make_institution,
    make_outcome,
    make_program,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
URL = "/guide/checklist/"
TYPED = {
    "version": "0",
    "answer-diploma-words": "yes",
    "note-diploma-words": "MS, said the registrar",
}


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def test_questions_are_the_shipped_ones_each_once():
    keys = [question.key for question in questions()]

    assert len(keys) == len(set(keys)) == 20
    assert question_groups()[0].title == "Accreditation"


def test_each_field_of_a_question_is_a_figure_of_program_pages():
    fields = {question.field for question in questions()} - {""}

    assert fields <= choosable_keys()


def test_reader_without_account_gets_every_question_and_no_form_to_send(client):
    response = client.get(URL)

    text = text_of(response)
    assert all(question.question in text for question in questions())
    assert 'method="post"' not in text
    assert "We keep nothing that you type here" in text
    assert dict(response.cookies) == {}


def test_what_is_sent_without_account_is_not_saved_and_stands_there_again(client):
    response = client.post(URL, TYPED)

    assert "You are not signed in, so nothing was saved" in text_of(response)
    assert "MS, said the registrar" in response.text
    assert Checklist.objects.count() == 0


def test_catalog_answers_beside_the_questions_with_state_year_and_source(client):
    program = make_program(institution=make_institution(country="US"))
    make_accreditation(program=program)
    make_outcome(program=program, cohort="2021-22")

    response = client.get(URL, {"program": program.path})

    text = text_of(response)
    assert "Master of Science in Health Informatics" in known(text, "diploma-words")
    assert "CAHIIM" in known(text, "program-accredited")
    assert 'href="#source-1"' in known(text, "program-accredited")
    assert "2021-22" in known(text, "graduates-counted")
    assert "Not yet checked" in known(text, "live-hours")
    assert "Our catalog" not in known(text, "teachers")
    assert '<li id="source-1">' in text


def known(text, key):
    """Give the part of the page on one question."""
    return re.search(rf'id="{key}">(.*?)</fieldset>', text)[1]


def test_program_that_is_not_published_is_said_to_be_unknown(client):
    make_program(slug="draft", workflow_state="draft", name="Secret")

    response = client.get(URL, {"program": "example-college/draft"})

    assert "We list no such program" in response.text
    assert "Secret" not in response.text


def test_words_find_programs_to_choose(client):
    program = make_program(name="Imaging AI")
    make_program(name="Nursing Informatics")
    make_program(name="Imaging Draft", workflow_state="draft")
    Program.objects.all().refresh_derived()

    response = client.get(URL, {"find": "imaging"})

    assert f'href="{URL}?program={program.path}"' in response.text
    assert response.text.count(f'href="{URL}?program=') == 1
    assert "diploma" not in response.text


@pytest.mark.parametrize("words", ["nonesuch", "?!"])
def test_words_that_find_nothing_say_so(client, words):
    response = client.get(URL, {"find": words})

    assert "No program has these words" in text_of(response)


def test_signed_in_reader_gets_a_form_for_her_first_answers(client, reader):
    program = make_program()

    text = text_of(client.get(f"{URL}?program={program.path}"))

    assert f'action="{URL}?program={program.path}"' in text
    assert '<input type="hidden" name="version" value="0"' in text
    assert Checklist.objects.count() == 0


def test_answers_are_saved_for_a_program(client, reader):
    program = make_program()

    response = client.post(f"{URL}?program={program.path}", TYPED)

    saved = Checklist.objects.get()
    assert response.headers["Location"] == f"{URL}{saved.pk}/"
    assert (saved.user, saved.program, saved.version) == (reader, program, 1)
    assert saved.replies() == {
        "diploma-words": Reply("yes", "MS, said the registrar"),
    }


def test_saved_answers_are_shown_again(client, reader):
    saved = make_checklist(user=reader, replies={"teachers": Reply("no", "Asked them")})

    response = client.get(f"{URL}{saved.pk}/")

    text = text_of(response)
    asked = known(text, "teachers")
    assert re.search(r'value="no"[^>]*checked', asked)
    assert "Asked them" in asked
    assert '<meta name="robots" content="noindex">' in text


def test_answer_is_taken_back_and_other_questions_stay(client, reader):
    replies = {"teachers": Reply("no"), "gone-from-the-guide": Reply("yes")}
    saved = make_checklist(user=reader, replies=replies)

    client.post(f"{URL}{saved.pk}/", {"version": "1", "answer-alumni": "unknown"})

    saved.refresh_from_db()
    assert saved.version == 2
    assert saved.replies() == {
        "gone-from-the-guide": Reply("yes"),
        "alumni": Reply("unknown"),
    }


def test_there_is_one_checklist_for_each_program_and_one_for_none(client, reader):
    program = make_program()
    about_none = make_checklist(user=reader)
    about_it = make_checklist(user=reader, program=program)

    none = client.get(URL)
    it = client.get(URL, {"program": program.path})

    assert none.headers["Location"] == about_none.get_absolute_url()
    assert it.headers["Location"] == about_it.get_absolute_url()


def test_own_checklists_are_listed_with_how_far_they_are(client, reader):
    replies = {"teachers": Reply("no"), "alumni": Reply(note="Call Ana")}
    saved = make_checklist(user=reader, program=make_program(), replies=replies)
    make_checklist(user=make_user(email="other@example.org"))

    response = client.get(URL, {"find": "nonesuch"})

    text = text_of(response)
    assert f'<a href="{URL}{saved.pk}/"' in text
    assert "1 answered" in text
    assert "For no program" not in text


def test_account_leads_to_the_checklists(client, reader):
    text = text_of(client.get("/accounts/"))

    assert f'<a href="{URL}">Your checklists</a>' in text


def test_second_tab_overwrites_nothing_unseen(client, reader):
    saved = make_checklist(
        user=reader, version=2, replies={"alumni": Reply("yes", "Met two")}
    )
    sent = {"version": "1", "answer-alumni": "no", "note-alumni": "None known"}

    response = client.post(f"{URL}{saved.pk}/", sent)

    text = text_of(response)
    assert response.status_code == 409
    assert "Nothing is lost, and nothing is saved yet" in text
    assert "Yes, it suits me. Met two" in known(text, "alumni")
    assert "None known" in known(text, "alumni")
    assert "Saved meanwhile" not in known(text, "teachers")
    assert saved.replies() == {"alumni": Reply("yes", "Met two")}
    assert '<input type="hidden" name="version" value="2"' in text


def test_what_stands_there_is_saved_over_the_other_tab_when_she_says_so(client, reader):
    saved = make_checklist(user=reader, version=2, replies={"alumni": Reply("yes")})

    response = client.post(f"{URL}{saved.pk}/", {"version": "2", "answer-alumni": "no"})

    assert response.status_code == 302
    assert saved.replies() == {"alumni": Reply("no")}


def test_first_answers_of_a_second_tab_are_not_lost_either(client, reader):
    program = make_program()
    saved = make_checklist(
        user=reader, program=program, replies={"diploma-words": Reply("no")}
    )

    response = client.post(f"{URL}?program={program.path}", TYPED)

    assert response.status_code == 409
    assert f'action="{URL}{saved.pk}/"' in text_of(response)
    assert "MS, said the registrar" in response.text
    assert saved.replies() == {"diploma-words": Reply("no")}


def test_same_answers_from_two_tabs_are_no_conflict(client, reader):
    saved = make_checklist(user=reader, version=5, replies={"alumni": Reply("yes")})

    response = client.post(
        f"{URL}{saved.pk}/", {"version": "4", "answer-alumni": "yes"}
    )

    assert response.headers["Location"] == saved.get_absolute_url()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"note-alumni": "x" * 501}, "up to 500 characters can be kept"),
        ({"answer-alumni": "perhaps"}, "perhaps is not one of the available choices"),
        ({"version": "9" * 12}, "less than or equal to 2147483647"),
    ],
)
def test_wrong_answer_is_refused_and_all_that_was_typed_stays(
    client, reader, wrong, message
):
    saved = make_checklist(user=reader)

    response = client.post(f"{URL}{saved.pk}/", TYPED | {"version": "1"} | wrong)

    text = text_of(response)
    assert "<title>Error: " in text
    assert message in text
    assert "MS, said the registrar" in text
    assert saved.replies() == {}


def test_line_ends_of_browsers_count_as_one_character(client, reader):
    client.post(URL, TYPED | {"note-diploma-words": "\r\n".join(["a" * 249] * 2)})

    assert len(ChecklistAnswer.objects.get().note) == 499


def test_checklist_is_deleted_once_she_has_agreed(client, reader):
    saved = make_checklist(user=reader, replies={"alumni": Reply("yes")})
    url = f"{URL}{saved.pk}/delete/"

    asked = client.get(url)
    still_there = Checklist.objects.count()
    client.post(url)

    assert "It is about no program" in text_of(asked)
    assert still_there == 1
    assert Checklist.objects.count() == 0


def test_answers_for_a_program_that_is_gone_are_not_saved_as_those_for_none(
    client, reader
):
    program = make_program()
    page = f"{URL}?program={program.path}"
    Program.objects.update(workflow_state="withdrawn")

    response = client.post(page, TYPED)

    text = text_of(response)
    assert not Checklist.objects.exists()
    assert "We list no such program" in text
    assert "Nothing was saved." in text
    assert "MS, said the registrar" in text
    assert f'action="{URL}"' in text


def test_checklist_of_a_withdrawn_program_stays_without_its_figures(client, reader):
    program = make_program(name="Old AI")
    saved = make_checklist(user=reader, program=program)
    program.workflow_state = "withdrawn"
    program.save()

    response = client.get(f"{URL}{saved.pk}/")

    assert "Old AI" in response.text
    assert "Our catalog" not in response.text


@pytest.mark.parametrize(("owned", "most"), [(1, 7), (8, 7)])
def test_queries_do_not_grow_with_the_checklists(
    client, reader, django_assert_num_queries, owned, most
):
    for _ in range(owned):
        saved = make_checklist(
            user=reader, program=make_program(), replies={"alumni": Reply("yes")}
        )

    with django_assert_num_queries(most):
        client.get(f"{URL}{saved.pk}/")


def test_page_without_account_asks_for_the_questions_of_the_guide_only(
    client, django_assert_num_queries
):
    with django_assert_num_queries(1):
        client.get(URL)
