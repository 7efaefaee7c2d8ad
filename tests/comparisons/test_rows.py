import pytest

from comparisons.addresses import comparison_url
from comparisons.forms import CompareForm, Wanted
from comparisons.models import RowChoice
from comparisons.rows import ESSENTIAL_KEYS, choosable_groups, choosable_keys
from tests.comparisons.compared import make_compared
from tests.factories import make_program, make_tuition, make_user
from tests.pages import text_of

pytestmark = pytest.mark.django_db
URL = "/compare/"
CHOOSE = "/compare/rows/"


def make_two():
    """Make two programs that differ in format and are equal in final requirement."""
    return [
        make_program(delivery=[delivery], culminating=["thesis"], minimum_gpa=3)
        for delivery in ("online", "campus")
    ]


def query(programs, **more):
    return {"program": [program.path for program in programs], **more}


def keys_on(response):
    return [row.key for row in response.context["comparison"].rows]


def test_every_row_of_a_comparison_can_be_chosen():
    groups = {group.key: group for group in choosable_groups()}

    assert list(groups)[:4] == ["key-facts", "cost", "admission", "curriculum"]
    assert groups["cost"].rows[0].label == "Tuition in total, non-residents"
    assert groups["outcomes"].rows == groups["deadlines"].rows == ()
    assert {row.key for row in groups["field-outcomes"].rows} >= {
        "field_median-earnings-4yr"
    }


def test_labels_of_prices_are_for_the_chosen_residency():
    labels = [row.label for row in choosable_groups("resident")[1].rows]

    assert labels[0] == "Tuition in total, residents of the state or country"


def test_the_essential_rows_are_rows():
    assert set(ESSENTIAL_KEYS) <= choosable_keys()
    assert len(ESSENTIAL_KEYS) == 13


def test_essentials_are_a_short_list_of_rows(client):
    response = client.get(URL, query(make_two(), rows="essentials"))

    assert keys_on(response) == ["delivery", "minimum_gpa"]
    text = text_of(response)
    assert "Not yet checked for any of these: Visits to campus" in text
    assert "Taught by" not in text.partition("<table")[2]


def test_my_rows_are_those_that_the_address_names(client):
    programs = make_two()

    response = client.get(URL, query(programs, row=["culminating", "delivery"]))

    assert keys_on(response) == ["delivery", "culminating"]
    assert response.context["wanted"].rows == "mine"
    assert "My rows: 2 chosen" in text_of(response)


def test_a_group_brings_all_its_rows(client):
    programs = make_two()
    make_tuition(program=programs[0])

    response = client.get(URL, query(programs, row=["cost", "delivery"]))

    keys = keys_on(response)
    assert keys[0] == "delivery"
    assert set(keys[1:]) == {"tuition_per_year", "tuition_total", "tuition"}
    assert "Not yet checked for any of these: Average of the" in text_of(response)


def test_a_chosen_group_without_a_figure_says_so(client):
    response = client.get(URL, query(make_two(), row=["deadlines"]))

    assert keys_on(response) == []
    assert "Not yet checked for any of these: Apply by." in text_of(response)


def test_chosen_rows_can_be_narrowed_to_those_that_differ(client):
    programs = make_two()

    response = client.get(
        URL, query(programs, row=["culminating", "delivery"], only="differences")
    )

    assert keys_on(response) == ["delivery"]
    assert response.context["whole"].same_count == 1


def test_rows_that_there_are_not_are_named_and_the_rest_is_shown(client):
    rows = ["delivery", "salary", "<b>", "one", "two", "three"]

    response = client.get(URL, query(make_two(), row=rows))

    assert keys_on(response) == ["delivery"]
    words = "There is no row called “salary”, “&lt;b&gt;”, “one” and 2 more."
    assert words in text_of(response)


def test_one_unknown_row_is_named_alone(client):
    response = client.get(URL, query(make_two(), row="salary"))

    assert "There is no row called “salary”." in response.text
    assert response.context["wanted"].rows == "all"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rows", "There is no choice of rows called “nonsense”"),
        ("view", "There is no view called “nonsense”; this is the table."),
    ],
)
def test_a_choice_that_there_is_not_is_named(client, name, words):
    response = client.get(URL, query(make_two(), **{name: "nonsense"}))

    assert words in response.text
    assert len(keys_on(response)) > 2


def test_without_a_ticked_row_all_are_shown_and_the_form_is_open(client):
    response = client.get(URL, query(make_two(), rows="mine"))

    text = text_of(response)
    assert "Nothing is ticked yet, so all rows are shown." in text
    assert '<details class="row-chooser" open>' in text
    assert len(keys_on(response)) > 2


def test_ticked_boxes_are_the_rows_that_are_shown(client):
    programs = make_two()

    mine = text_of(client.get(URL, query(programs, row="delivery")))
    few = text_of(client.get(URL, query(programs, rows="essentials")))
    all_of_them = text_of(client.get(URL, query(programs)))

    assert mine.count(" checked>") == 1
    assert few.count(" checked>") == len(ESSENTIAL_KEYS)
    assert all_of_them.count(" checked>") == 0


def test_links_and_forms_keep_the_chosen_rows(client):
    first, second = make_two()

    response = client.get(
        URL, query([first, second], row=["delivery", "culminating"], benchmark="yes")
    )

    moved = response.context["columns"][0].right
    assert "benchmark=yes&row=delivery&row=culminating" in moved
    hidden = '<input type="hidden" name="row" value="delivery">'
    assert text_of(response).count(hidden) == 1  # in the form of the prices


def test_an_address_says_what_is_wanted_and_leaves_out_what_is_usual():
    usual = Wanted(["a/b"], "nonresident", only_different=False)
    rare = Wanted(
        ["a/b"], "resident", True, "mine", ("cost", "delivery"), "meeting", True
    )

    assert comparison_url(usual) == "/compare/?program=a/b"
    assert comparison_url(rare) == (
        "/compare/?program=a/b&residency=resident&only=differences&rows=mine"
        "&view=meeting&benchmark=yes&row=cost&row=delivery"
    )
    assert comparison_url(Wanted([], "nonresident", False)) == "/compare/"


def test_rows_are_read_each_once_and_in_order():
    form = CompareForm({"row": ["cost", " delivery ", "cost", ""]})

    assert form.is_valid()
    assert form.wanted().keys == ("cost", "delivery")


def test_rows_of_a_signed_in_reader_are_remembered(client):
    user = make_user()
    client.force_login(user)
    programs = make_two()

    response = client.post(CHOOSE, query(programs, rows="mine", row=["delivery"]))

    url = f"/compare/?program={programs[0].path}&program={programs[1].path}"
    assert response.url == f"{url}&rows=mine&row=delivery"
    assert RowChoice.objects.keys_of(user) == ("delivery",)
    later = client.get(URL, query(programs, rows="mine"), follow=True)
    assert later.redirect_chain == [(f"{url}&rows=mine&row=delivery", 302)]
    assert keys_on(later) == ["delivery"]


def test_the_last_choice_of_rows_replaces_the_one_before(client):
    user = make_user()
    client.force_login(user)
    programs = make_two()
    client.post(CHOOSE, query(programs, rows="mine", row=["delivery"]))

    client.post(CHOOSE, query(programs, rows="mine", row=["cost", "nonsense"]))

    assert RowChoice.objects.get().keys == ["cost"]


def test_a_choice_of_no_row_shows_all_and_forgets_the_last_one(client):
    user = make_user()
    client.force_login(user)
    RowChoice.objects.remember(user, ["delivery"])

    response = client.post(CHOOSE, query(make_two(), rows="mine"), follow=True)

    assert response.context["wanted"].rows == "all"
    assert RowChoice.objects.keys_of(user) == ()


def test_a_signed_in_reader_without_a_choice_sees_all_rows(client):
    client.force_login(make_user())

    response = client.get(URL, query(make_two(), rows="mine"), follow=True)

    assert response.context["wanted"].rows == "all"


def test_rows_of_one_reader_are_not_those_of_another(client):
    RowChoice.objects.remember(make_user(), ["cost"])
    client.force_login(make_user(email="other@example.org"))

    response = client.get(URL, query(make_two(), rows="mine"), follow=True)

    assert response.context["wanted"].keys == ()


def test_rows_of_a_reader_without_account_are_shown_and_not_kept(client):
    programs = make_two()

    response = client.post(CHOOSE, query(programs, row=["delivery"]), follow=True)

    assert keys_on(response) == ["delivery"]
    assert not RowChoice.objects.exists()
    assert "The address keeps your choice" in response.text


def test_rows_are_chosen_by_posting_only(client):
    assert client.get(CHOOSE).status_code == 405


def test_a_choice_of_rows_says_nothing_of_its_reader():
    user = make_user()
    RowChoice.objects.remember(user, ["cost"])

    assert str(RowChoice.objects.get()) == "The rows that a reader compares by"


def test_five_programs_with_chosen_rows_cost_five_queries(
    client, django_assert_num_queries
):
    programs = make_compared(5)

    with django_assert_num_queries(5):
        client.get(URL, query(programs, row=["cost", "delivery"]))


def test_a_signed_in_reader_needs_ten_queries(client, django_assert_num_queries):
    client.force_login(make_user())
    programs = make_compared(5)

    # The five of every reader and one for benchmarks; session, person, saved programs
    # and answers.
    with django_assert_num_queries(10):
        client.get(URL, query(programs, row=["cost"], benchmark="yes"))
