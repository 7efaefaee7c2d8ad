from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from desk.models import LinkCheck
from programs.models import Source
from tests.desk.edited import address
from tests.desk.links.site import Page, leads_to, serve
from tests.desk.people import make_staff
from tests.factories import make_source, make_tuition
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LIST = address("source", "changelist")


@pytest.fixture
def site(settings):
    settings.LINK_CHECK_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    with serve() as site:
        site.pages["/a"] = Page()
        yield site


def check(*options, days=0):
    """Run the command some days from now; give what it prints."""
    output = StringIO()
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        call_command("check_sources", "--pause=0", *options, stdout=output)
    return output.getvalue()


def point_elsewhere(source):
    source.url += "-since"
    source.save()


def state_of(source):
    return LinkCheck.objects.get(source=source).state


def test_address_that_answers_is_noted_with_its_text(site):
    source = make_source(url=f"{site.url}/a")

    said = check()

    found = LinkCheck.objects.get(source=source)
    assert (found.state, found.status, found.failures) == ("fine", 200, 0)
    assert (found.url, found.final_url, found.checked_at) == (
        source.url,
        source.url,
        NOW,
    )
    assert found.text_hash == found.seen_hash != ""
    assert said.startswith("Asked 1. Answers 1, Text has changed 0, ")


def test_address_of_two_sources_is_asked_once(site):
    for as_of in ("2025-26", "2026-27"):
        make_source(url=f"{site.url}/a", as_of=as_of)

    check()

    assert site.asked.count(("GET", "/a")) == 1
    assert LinkCheck.objects.count() == 2


def test_changed_text_is_told_until_staff_have_seen_it(site):
    source = make_source(url=f"{site.url}/a")
    check()
    site.pages["/a"].body = b"<p>Tuition is now more</p>"

    said = check(days=7)
    check(days=14)

    found = LinkCheck.objects.get(source=source)
    changed = f"{source.url}: Text has changed, asked Dec 3, 2026. "
    assert f"{changed}Another text since Dec 3, 2026." in said
    assert (found.state, found.changed_at) == ("changed", NOW + timedelta(days=7))
    assert LinkCheck.objects.mark_seen() == 1
    check(days=21)
    assert state_of(source) == "fine"


def test_failure_is_dead_only_when_it_is_repeated(site):
    source = make_source(url=f"{site.url}/gone")

    states = []
    for days in (0, 2, 4):
        said = check(days=days)
        states.append(state_of(source))

    assert states == ["unreachable", "unreachable", "dead"]
    assert f"{source.url}: Dead, asked Nov 30, 2026. It answers 404.\n" in said


def test_address_that_answers_again_is_alive(site):
    source = make_source(url=f"{site.url}/a")
    check()
    known = LinkCheck.objects.get().text_hash
    site.pages["/a"].status = 500
    check(days=7)
    site.pages["/a"].status = 200

    check(days=9)

    found = LinkCheck.objects.get(source=source)
    assert (found.state, found.failures, found.fault) == ("fine", 0, "")
    assert found.text_hash == known


@pytest.mark.parametrize(("status", "state"), [(301, "moved"), (302, "redirected")])
def test_move_is_told_with_where_it_leads(site, status, state):
    site.pages["/old"] = leads_to("/a", status)
    source = make_source(url=f"{site.url}/old")

    said = check()

    assert state_of(source) == state
    assert f"Leads to {site.url}/a" in said


def test_page_that_robots_close_is_refused(site):
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /")
    source = make_source(url=f"{site.url}/a")

    check()

    assert state_of(source) == "refused"


def test_address_inside_is_never_asked(site, settings):
    settings.LINK_CHECK_ALLOWED_NETWORKS = []
    source = make_source(url=f"{site.url}/a")

    said = check()

    assert state_of(source) == "forbidden"
    assert "The address leads to an address inside a network." in said
    assert site.asked == []


def test_what_was_asked_lately_is_left_out_and_failures_are_not(site):
    make_source(url=f"{site.url}/a")
    make_source(url=f"{site.url}/gone")
    check()

    assert check(days=0.5).startswith("Asked 0.")
    assert check(days=2).startswith(f"{site.url}/gone: Did not answer")
    assert check("--older-than-days=1", days=2.5).count("Asked 1.") == 1
    assert check("--older-than-days=0", days=2.6).count("Asked 2.") == 1


def test_changed_address_starts_anew(site):
    source = make_source(url=f"{site.url}/gone")
    check()
    source.url = f"{site.url}/a"
    source.save()

    check()

    found = LinkCheck.objects.get()
    assert (found.url, found.state, found.failures) == (source.url, "fine", 0)


def test_some_sources_can_be_chosen(site):
    make_source(url=f"{site.url}/a", publisher="Example College")
    make_source(url=f"{site.url}/b", publisher="Other College")

    assert "Asked 1." in check("--publisher=example")
    assert "Asked 1." in check("--limit=1")
    assert check("--limit=0").startswith("Asked 0.")


def test_hosts_take_turns(site):
    with serve() as other:
        for path in ("/a", "/b"):
            make_source(url=f"{site.url}{path}", title=path)
        make_source(url=f"{other.url}/a", title="/z")

        said = check("--limit=2")

    assert "Asked 2." in said
    assert other.asked != []


@pytest.mark.parametrize("option", ["--limit=-1", "--older-than-days=soon"])
def test_option_that_is_no_number_is_refused(option):
    with pytest.raises(CommandError, match="is not a whole number from 0 on"):
        check(option)


def test_server_that_is_cut_off_blames_no_source(site):
    with serve() as gone:
        pass
    for number in range(5):
        make_source(url=f"{gone.url}/{number}")

    with pytest.raises(CommandError, match="Can this server reach the internet"):
        check()

    assert not LinkCheck.objects.exists()
    make_source(url=f"{site.url}/a", title="Other page")
    assert "Asked 6. Answers 1," in check()


def make_check(state, **about):
    source = make_source(url=f"https://college.example/{state}")
    values = {"url": source.url, "final_url": source.url, "checked_at": NOW} | about
    return LinkCheck.objects.create(source=source, state=state, **values)


def test_checks_that_need_a_look_are_kept():
    states = [state.value for state in LinkCheck.State]
    for state in states:
        make_check(state)

    found = LinkCheck.objects.need_a_look()

    assert {each.state for each in found} == {"dead", "moved", "changed", "forbidden"}
    assert str(found.get(state="dead")).startswith("Dead: Program page")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"dead", "fine", "never"}),
        ("?link=dead", {"dead"}),
        ("?link=look", {"dead"}),
        ("?link=never", {"never"}),
    ],
)
def test_list_of_sources_is_kept_by_link(client, editor, query, found):
    make_check("dead")
    make_check("fine")
    make_source(url="https://college.example/never")

    sources = client.get(f"{LIST}{query}").context["cl"].queryset

    assert {source.url.rpartition("/")[2] for source in sources} == found


def test_list_of_sources_says_how_each_answers_in_few_queries(
    client, editor, django_assert_max_num_queries
):
    make_tuition(source=make_check("dead").source)
    for number in range(10):
        make_source(url=f"https://college.example/{number}")

    with django_assert_max_num_queries(8):
        response = client.get(LIST)

    text = text_of(response)
    counted = response.context["cl"].queryset.get(link_check__state="dead").fact_count
    assert '<td class="field-link">Dead</td>' in text
    assert text.count('<td class="field-link">Never asked</td>') == 10
    assert counted == 1


def test_page_of_a_source_shows_the_last_check(client, editor):
    found = make_check("dead", fault="It answers 404.")
    other = make_source(url="https://college.example/never")

    shown, unasked = (
        text_of(client.get(address("source", "change", source.pk)))
        for source in (found.source, other)
    )

    assert "Dead, asked Nov 26, 2026. It answers 404." in shown
    assert "Never asked" in unasked


def test_check_of_another_address_is_not_shown(client, editor):
    found = make_check("dead", url="https://college.example/before")

    text = text_of(client.get(address("source", "change", found.source.pk)))

    assert "Dead, asked" not in text


@pytest.mark.parametrize(
    ("group", "state"),
    [("Reviewer", "fine"), ("Data manager", "fine"), ("Editor", "changed")],
)
def test_changed_text_is_marked_as_seen(client, group, state):
    found = make_check("changed", text_hash="new", seen_hash="old")
    client.force_login(make_staff(group))
    act = {"action": "mark_seen", "_selected_action": found.source.pk}

    client.post(LIST, act)

    found.refresh_from_db()
    assert found.state == state
    assert (found.seen_hash == "new") is (state == "fine")


def test_start_page_counts_the_links_that_need_a_look(client):
    for state in ("dead", "moved", "fine"):
        make_check(state)
    client.force_login(make_staff("Editor"))

    text = text_of(client.get("/admin/"))

    assert f'href="{LIST}?link=look">2 sources whose address needs a look' in text
    assert f'href="{LIST}?link=dead">Dead: 1</a>' in text
    assert "Text has changed: " not in text


def test_start_page_says_when_no_link_needs_a_look(client):
    make_check("fine")
    client.force_login(make_staff("Editor"))

    text = text_of(client.get("/admin/"))

    assert "No address is known to be dead or moved" in text


def test_start_page_says_when_no_link_was_asked(client):
    client.force_login(make_staff("Editor"))

    text = text_of(client.get("/admin/"))

    assert "No address was asked yet." in text


@pytest.mark.parametrize("act", [Source.delete, point_elsewhere])
def test_source_that_is_edited_while_others_are_asked_waits_for_the_next_run(site, act):
    for name in ("gone", "lost"):
        make_source(url=f"{site.url}/{name}", title=name)

    class Output(StringIO):
        """Takes what is printed; meanwhile somebody edits what was not noted yet."""

        def write(self, text):
            for source in Source.objects.filter(link_check=None):
                act(source)
            return super().write(text)

    with time_machine.travel(NOW, tick=False):
        call_command("check_sources", "--pause=0", stdout=(output := Output()))

    assert LinkCheck.objects.count() == 1
    assert "Asked 1." in output.getvalue()
