from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from profiles.forms.profile import STEPS
from profiles.models import Profile
from tests.factories import make_profile, make_saved_program, make_user

pytestmark = pytest.mark.django_db
PROFILE = "/profile/"
DELETE = "/profile/delete/"
ADDRESSES = [PROFILE, DELETE, *(f"/profile/{key}/" for key in STEPS)]


@pytest.fixture
def reader(client):
    """Sign in a person who has answered nothing."""
    user = make_user()
    client.force_login(user)
    return user


def save(client, step, **answers):
    return client.post(f"/profile/{step}/", answers)


@pytest.mark.parametrize("address", ADDRESSES)
def test_profile_is_for_those_who_signed_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("key", STEPS)
def test_step_asks_its_questions_and_says_why(client, reader, key):
    response = client.get(f"/profile/{key}/")

    form = response.context["form"]
    assert response.status_code == 200
    assert all(field.help_text for field in form.fields.values())
    assert not any(field.required for field in form.fields.values())
    assert "Nobody but you sees your answers" in response.text


def test_step_that_is_not_there_is_not_found(client, reader):
    assert client.get("/profile/health/").status_code == 404


def test_empty_profile_leads_to_the_first_step(client, reader):
    response = client.get(PROFILE)

    assert "You have answered none of the 17 questions yet" in response.text
    assert 'href="/profile/about/">Start with the first step' in response.text
    assert "Delete all answers" not in response.text


def test_profile_says_what_is_answered_in_words(client, reader):
    make_profile(
        user=reader,
        profession="nurse",
        gpa=Decimal("3.10"),
        topics_studied=["statistics", "biology"],
        country="US",
        budget_total_usd=Decimal(30_000),
        experience_years=0,
        start_year=2027,
        goals="Move to informatics",
    )

    response = client.get(PROFILE)

    answers = {
        question.label: question.answer
        for each in response.context["steps"]
        for question in each.questions
    }
    assert answers["What do you work as?"] == "Nurse"
    assert answers["GPA"] == "3.1"
    assert answers["What have you studied?"] == (
        "Statistics; Biology, anatomy or physiology"
    )
    assert answers["Most you can pay for the whole degree, in US$"] == "30,000"
    assert answers["Years of professional work"] == "0"
    assert answers["In which year?"] == "2027"
    assert answers["Which health license do you hold?"] == ""
    assert "You have answered 8 of 18 questions." in response.text
    assert "Not answered" in response.text


def test_question_that_another_answer_raises_waits_for_it(client, reader):
    profile = make_profile(user=reader, country="DE", english="not-needed")
    assert "In which state" not in client.get(PROFILE).text

    profile.country, profile.english = "US", "tested"
    profile.save()
    text = client.get(PROFILE).text

    assert "In which state" in text
    assert "Which test did you take?" in text


def test_no_row_is_made_before_the_first_answer(client, reader):
    client.get("/profile/about/")
    save(client, "about", then="continue")
    assert not Profile.objects.exists()

    save(client, "about", profession="nurse")
    assert Profile.objects.get().user == reader


def test_saved_step_leads_to_the_next(client, reader):
    response = save(client, "about", profession="nurse", then="continue")

    assert response.headers["Location"] == "/profile/studies/"
    messages = [str(each) for each in get_messages(response.wsgi_request)]
    assert messages == ["Saved: About you."]


@pytest.mark.parametrize(
    ("step", "then"), [("about", "stop"), ("goals", "continue"), ("goals", "")]
)
def test_saved_step_leads_back_when_stopped_or_last(client, reader, step, then):
    response = save(client, step, then=then)

    assert response.headers["Location"] == PROFILE


def test_wrong_button_goes_on(client, reader):
    assert save(client, "about", then="away").headers["Location"] == "/profile/studies/"


def test_step_saves_its_own_questions_only(client, reader):
    make_profile(user=reader, profession="nurse", gpa=Decimal("3.2"))

    save(client, "studies", highest_degree="bachelor", degree_fields=["nursing"])

    profile = Profile.objects.get()
    assert profile.profession == "nurse"
    assert profile.gpa is None
    assert profile.degree_fields == ["nursing"]


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [
        ([], None),
        (["none"], []),
        (["statistics", "calculus"], ["statistics", "calculus"]),
    ],
)
def test_none_of_the_topics_is_an_answer_and_no_tick_is_none(
    client, reader, ticked, kept
):
    make_profile(user=reader, topics_studied=["biology"])

    save(client, "technical", topics_studied=ticked)

    assert Profile.objects.get().topics_studied == kept


def test_none_of_the_topics_is_shown_again(client, reader):
    make_profile(user=reader, topics_studied=[])

    form = client.get("/profile/technical/").context["form"]
    text = client.get(PROFILE).text

    assert form["topics_studied"].value() == ["none"]
    assert "None of these" in text


WRONG = [
    ("studies", {"gpa": "4.5"}, "gpa", "Write it on a scale to 4.0"),
    ("studies", {"gpa": "3.456"}, "gpa", "Write it on a scale to 4.0"),
    ("studies", {"gpa": "good"}, "gpa", "Write it on a scale to 4.0"),
    ("studies", {"gpa": "NaN"}, "gpa", "Write it on a scale to 4.0"),
    ("studies", {"degree_fields": "magic"}, "degree_fields", "Choose among these."),
    ("about", {"profession": "spy"}, "profession", "Choose one of these."),
    ("about", {"country": "XX"}, "country", "Choose one of the list."),
    ("about", {"country": "CA", "region": "OH"}, "region", "A state goes with the"),
    ("about", {"region": "OH"}, "region", "A state goes with the United States"),
    (
        "tests",
        {"english": "tested", "english_test": "ielts", "english_score": "95"},
        "english_score",
        "IELTS Academic scores go from 0 to 9.",
    ),
    (
        "tests",
        {"english": "tested", "english_test": "toefl", "english_score": "5.5"},
        "english_score",
        "TOEFL iBT scores go from 10 to 120.",
    ),
    (
        "tests",
        {"english": "tested", "english_score": "7"},
        "english_test",
        "Choose the test that the score is of.",
    ),
    (
        "tests",
        {"english": "not-needed", "english_test": "ielts"},
        "english",
        "You named a test below",
    ),
    (
        "technical",
        {"topics_studied": ["none", "calculus"]},
        "topics_studied",
        "but not both",
    ),
    ("practical", {"experience_years": "2.5"}, "experience_years", "whole years"),
    ("practical", {"hours_a_week": "0"}, "hours_a_week", "from 1 to 80"),
    ("practical", {"start_year": "27"}, "start_year", "four digits"),
    ("practical", {"budget_total_usd": "30,000"}, "budget_total_usd", "without commas"),
    ("goals", {"goals": "x" * 1001}, "goals", "these are 1001"),
]


@pytest.mark.parametrize(("step", "typed", "field", "words"), WRONG)
def test_wrong_answer_is_named_in_words_and_nothing_typed_is_lost(
    client, reader, step, typed, field, words
):
    response = save(client, step, **typed)

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]
    assert len(form.errors[field]) == 1
    for name, value in typed.items():
        assert form[name].value() in (value, [value])
    assert "<title>Error:" in response.text
    assert not Profile.objects.exists()


RIGHT = [
    ("about", {"country": "US", "region": "PR"}),
    ("about", {"country": "DE", "region": ""}),
    ("studies", {"gpa": Decimal(4)}),
    ("studies", {"gpa": Decimal(0)}),
    ("tests", {"english": "tested", "english_test": "toefl", "english_score": 100}),
    ("practical", {"experience_years": 0, "budget_total_usd": 0}),
    ("goals", {"goals": "x" * 1000}),
]


@pytest.mark.parametrize(("step", "typed"), RIGHT)
def test_right_answer_is_kept(client, reader, step, typed):
    response = save(client, step, **typed)

    profile = Profile.objects.get()
    assert response.status_code == 302
    assert {name: getattr(profile, name) for name in typed} == typed


def test_answers_are_deleted_after_asking_and_lists_stay(client, reader):
    make_profile(user=reader, profession="nurse")
    saved = make_saved_program(user=reader)

    asked = client.get(DELETE)
    assert "Delete all your answers?" in asked.text
    assert Profile.objects.exists()

    response = client.post(DELETE)
    assert response.headers["Location"] == PROFILE
    assert not Profile.objects.exists()
    assert list(reader.saved_programs.all()) == [saved]


def test_there_is_nothing_to_delete_without_answers(client, reader):
    assert client.get(DELETE).status_code == 404
    assert client.post(DELETE).status_code == 404


def test_nobody_sees_or_changes_the_answers_of_another(client, reader):
    other = make_profile(user=make_user(email="other@example.org"), goals="Their goal")

    pages = [client.get(address).text for address in ADDRESSES]
    save(client, "goals", goals="My goal")
    client.post(DELETE)

    assert not any("Their goal" in page for page in pages)
    other.refresh_from_db()
    assert other.goals == "Their goal"


@pytest.mark.parametrize("address", [PROFILE, "/profile/studies/"])
def test_page_takes_three_queries(client, reader, address, django_assert_num_queries):
    make_profile(user=reader, profession="nurse")

    with django_assert_num_queries(3):
        client.get(address)


@pytest.mark.parametrize("address", [PROFILE, "/profile/studies/"])
def test_page_is_kept_by_no_cache(client, reader, address):
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_profile_page_cannot_be_posted_to(client, reader):
    assert client.post(PROFILE).status_code == 405
    assert client.put("/profile/about/").status_code == 405
    assert client.put(DELETE).status_code == 405
