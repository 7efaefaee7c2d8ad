import logging
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from comparisons.models import MOST_LINKS, SavedComparison, ShareLink
from profiles.models import SavedProgram, Shortlist
from programs.models import Program
from tests.comparisons.compared import make_compared
from tests.factories import (
    make_program,
    make_saved_comparison,
    make_share_link,
    make_source,
    make_tuition,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
TODAY = date(2026, 11, 26)
NAME, REMARK, NOTE = "Marker-name-7f3a", "Marker-remark-7f3a", "Marker-note-7f3a"
LIST_NAME, EMAIL = "Marker-list-7f3a", "marker-owner-7f3a@example.org"
MARKERS = [NAME, REMARK, NOTE, LIST_NAME, EMAIL, "Marker-first", "Marker-last"]


@pytest.fixture
def owner():
    return make_user(email=EMAIL, first_name="Marker-first", last_name="Marker-last")


@pytest.fixture
def saved(owner):
    """Save a comparison whose every private text is a marker."""
    saved = make_saved_comparison(user=owner, programs=make_compared(3), name=NAME)
    saved.columns.update(remark=REMARK)
    shortlist = Shortlist.objects.create(user=owner, name=LIST_NAME)
    for program in saved.programs:
        kept = SavedProgram.objects.save_for(owner, program, shortlist)
        SavedProgram.objects.filter(pk=kept.pk).update(note=NOTE, stars=5)
    return saved


@pytest.fixture
def link(saved):
    return make_share_link(comparison=saved)


def share_url(saved):
    return f"/comparisons/{saved.pk}/share/"


def test_a_link_is_made_without_an_end(client, owner, saved):
    client.force_login(owner)

    response = client.post(share_url(saved), {"ends_on": ""}, follow=True)

    link = saved.share_links.get()
    assert f"http://testserver/comparisons/shared/{link.token}/" in response.text
    assert "works until you revoke it" in response.text
    assert len(link.token) == 22  # 128 bits, six in each letter


@time_machine.travel(NOON, tick=False)
def test_a_link_may_have_a_last_day(client, owner, saved):
    client.force_login(owner)

    response = client.post(share_url(saved), {"ends_on": "2026-11-30"}, follow=True)

    assert "works through November 30, 2026" in response.text


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("day", ["2026-11-25", "2028-11-26", "soon"])
def test_a_last_day_that_makes_no_sense_is_refused(client, owner, saved, day):
    client.force_login(owner)

    response = client.post(share_url(saved), {"ends_on": day})

    assert response.context["form"].errors["ends_on"]
    assert not saved.share_links.exists()


def test_one_link_more_than_can_be_kept_an_eye_on_is_refused(client, owner, saved):
    client.force_login(owner)
    ShareLink.objects.bulk_create(
        ShareLink(comparison=saved) for _ in range(MOST_LINKS)
    )

    response = client.post(share_url(saved))

    assert "20 links are open already." in response.text
    assert saved.share_links.count() == MOST_LINKS


def test_the_share_page_says_that_there_is_no_link_yet(client, owner, saved):
    client.force_login(owner)

    assert "There is no link yet" in client.get(share_url(saved)).text


@time_machine.travel(NOON, tick=False)
def test_all_links_are_listed_with_their_standing(client, owner, saved):
    client.force_login(owner)
    make_share_link(comparison=saved)
    make_share_link(comparison=saved, revoked_at=NOON - timedelta(days=2))
    make_share_link(comparison=saved, ends_on=date(2026, 11, 24))

    page = text_of(client.get(share_url(saved)))

    assert "revoked November 24, 2026, 12:00 UTC" in page
    assert "ended after November 24, 2026" in page
    assert page.count("/revoke/") == 1


def test_making_links_is_rate_limited(client, owner, saved):
    client.force_login(owner)
    for _ in range(30):
        client.post(share_url(saved), {"ends_on": "soon"})

    assert client.post(share_url(saved)).status_code == 429


@time_machine.travel(NOON, tick=False)
def test_anyone_reads_a_shared_comparison(client, saved, link):
    response = client.get(link.get_absolute_url())

    page = text_of(response)
    assert "3 programs compared: University of Example 1 at the" in page
    assert "Somebody shared this comparison with you on November 26, 2026." in page
    assert "they were checked on November 22, 2026." in page
    assert response.context["programs"] == saved.programs


def test_the_shared_page_shows_the_facts_of_now(client):
    program = make_program(gre_policy="optional")
    saved = make_saved_comparison(programs=[program, make_program()])
    Program.objects.filter(pk=program.pk).update(gre_policy="required")

    response = client.get(make_share_link(comparison=saved).get_absolute_url())

    assert '<span class="figure-text">Required</span>' in response.text
    assert "Moved." not in response.text
    assert "the days on which they were checked are not recorded" in response.text


def test_the_shared_page_says_between_which_days_facts_were_checked(client):
    program = make_program()
    make_tuition(program=program, checked_on=date(2026, 1, 5))
    make_tuition(
        program=program,
        academic_year="2026-27",
        source=make_source(title="Later"),
        checked_on=date(2026, 10, 5),
    )
    saved = make_saved_comparison(programs=[program])
    link = make_share_link(comparison=saved, ends_on=date(2999, 1, 1))

    page = text_of(client.get(link.get_absolute_url()))

    assert "checked between January 5, 2026 and October 5, 2026." in page
    assert "The link works through January 1, 2999." in page


@pytest.mark.parametrize("tail", ["", "copy/"])
def test_nothing_of_the_owner_is_on_a_shared_page(client, owner, link, tail):
    url = link.get_absolute_url() + tail
    client.force_login(owner)
    assert NAME in client.get(f"/comparisons/{link.comparison_id}/").text
    client.logout()
    pages = [client.get(url)]
    client.force_login(make_user(email="stranger@example.org"))
    pages.append(client.get(url))

    for page in pages:
        assert page.status_code == 200
        told = page.text + str(page.headers)
        assert [marker for marker in MARKERS if marker in told] == []
        assert f"/comparisons/{link.comparison_id}/" not in told


@pytest.mark.parametrize("tail", ["", "copy/"])
def test_the_address_of_a_shared_page_stays_with_its_readers(client, link, tail):
    response = client.get(link.get_absolute_url() + tail)

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_shared_page_tells_no_other_site_its_address(client, link):
    response = client.get(link.get_absolute_url())

    assert response["Referrer-Policy"] == "no-referrer"


def test_the_shared_page_makes_eight_queries(
    client, link, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get(link.get_absolute_url())


def test_revoking_ends_a_link_at_once_and_only_that_one(client, owner, saved, link):
    other = make_share_link(comparison=saved)
    client.force_login(owner)

    page = client.post(f"{share_url(saved)}{link.pk}/revoke/", follow=True)

    client.logout()
    assert "The link is revoked." in page.text
    assert client.get(link.get_absolute_url()).status_code == 410
    assert client.get(other.get_absolute_url()).status_code == 200


def test_revoking_twice_keeps_the_first_moment(client, owner, saved):
    link = make_share_link(comparison=saved, revoked_at=NOON)
    client.force_login(owner)

    client.post(f"{share_url(saved)}{link.pk}/revoke/")

    link.refresh_from_db()
    assert link.revoked_at == NOON


def test_a_link_of_another_comparison_is_not_revoked(client, owner, saved):
    other = make_share_link()
    client.force_login(owner)

    response = client.post(f"{share_url(saved)}{other.pk}/revoke/")

    other.refresh_from_db()
    assert response.status_code == 404
    assert other.revoked_at is None


@pytest.mark.parametrize("tail", ["", "copy/"])
@pytest.mark.parametrize(
    "about", [{"revoked_at": NOON}, {"ends_on": TODAY - timedelta(days=1)}]
)
def test_a_dead_link_is_gone_and_shows_a_way_on(client, saved, about, tail):
    link = make_share_link(comparison=saved, **about)

    with time_machine.travel(NOON, tick=False):
        response = client.get(link.get_absolute_url() + tail)

    assert response.status_code == 410
    assert "This comparison is no longer shared" in response.text
    assert 'href="/programs/"' in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "University of Example" not in response.text


@time_machine.travel(NOON, tick=False)
def test_a_link_works_through_its_last_day(client, saved):
    link = make_share_link(comparison=saved, ends_on=TODAY)

    assert client.get(link.get_absolute_url()).status_code == 200


def test_links_of_a_deleted_comparison_are_gone_until_it_is_back(client, saved, link):
    SavedComparison.objects.filter(pk=saved.pk).remove()
    while_gone = client.get(link.get_absolute_url())
    SavedComparison.objects.update(removed_at=None)

    assert while_gone.status_code == 410
    assert client.get(link.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("tail", ["", "copy/"])
def test_a_token_that_never_was_is_unknown(client, tail):
    response = client.get(f"/comparisons/shared/{'A' * 22}/{tail}")

    assert response.status_code == 404


def test_asking_for_shared_pages_is_rate_limited(client, link):
    for _ in range(59):
        client.get(f"/comparisons/shared/{'A' * 22}/")
    allowed = client.get(link.get_absolute_url())

    refused = client.get(link.get_absolute_url())

    assert (allowed.status_code, refused.status_code) == (200, 429)


def test_a_withdrawn_program_stays_in_a_shared_comparison(client, saved, link):
    program = saved.programs[0]
    Program.objects.filter(pk=program.pk).update(
        workflow_state="withdrawn", withdrawn_reason="It closed."
    )

    response = client.get(link.get_absolute_url())

    assert "It closed." in response.text
    assert len(response.context["programs"]) == 3


def test_a_draft_is_not_in_a_shared_comparison(client, saved, link):
    Program.objects.filter(pk=saved.programs[0].pk).update(workflow_state="draft")

    response = client.get(link.get_absolute_url())

    assert "University of Example 1" not in response.text
    assert len(response.context["programs"]) == 2


def test_a_shared_comparison_of_drafts_says_so(client, link):
    Program.objects.update(workflow_state="draft")

    response = client.get(link.get_absolute_url())

    assert "None of its programs is in the catalog at present." in response.text


def test_a_long_list_is_shared_without_remarks(client):
    saved = make_saved_comparison(programs=[make_program() for _ in range(6)])
    saved.columns.update(remark=REMARK)

    response = client.get(make_share_link(comparison=saved).get_absolute_url())

    assert len(response.context["long_list"].entries) == 6
    assert REMARK not in response.text


def test_a_reader_copies_a_shared_comparison_into_her_own(client, saved, link):
    reader = make_user(email="spouse@example.org")
    SavedComparison.objects.update(rows="mine", keys=["cost"], residency="resident")
    client.force_login(reader)

    page = client.post(
        f"{link.get_absolute_url()}copy/", {"name": "For us both"}, follow=True
    )

    copy = reader.saved_comparisons.get()
    assert page.redirect_chain == [(f"/comparisons/{copy.pk}/", 302)]
    assert (copy.name, copy.rows, copy.keys) == ("For us both", "mine", ["cost"])
    assert copy.residency == "resident"
    assert [each.program for each in copy.columns.all()] == saved.programs
    assert {each.remark for each in copy.columns.all()} == {""}
    assert "No figure has moved" in page.text


def test_a_copy_needs_a_name(client, link):
    client.force_login(make_user(email="spouse@example.org"))

    response = client.post(f"{link.get_absolute_url()}copy/", {"name": ""})

    assert "Give it a name" in response.text
    assert SavedComparison.objects.count() == 1


def test_the_form_that_copies_may_say_where_it_comes_from(client, link):
    response = client.get(f"{link.get_absolute_url()}copy/")

    assert response["Referrer-Policy"] == "same-origin"


def test_a_reader_without_an_account_is_led_through_sign_up(client, link):
    url = f"{link.get_absolute_url()}copy/"

    page = client.get(url)
    sent = client.post(url, {"name": "For us both"})

    assert f'href="/accounts/signup/?next={url}"' in page.text
    assert sent.url == f"/accounts/login/?next={url}"
    assert SavedComparison.objects.count() == 1


def test_private_texts_are_not_logged(client, owner, saved, link, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(owner)
    remark = {f"column-{each.pk}-remark": REMARK for each in saved.columns.all()}

    client.post(f"/comparisons/{saved.pk}/edit/", {"name": NAME} | remark)
    client.post("/comparisons/new/", {"name": NAME})
    client.get(f"/comparisons/{saved.pk + 99}/", {"name": NAME})
    link.revoke()
    client.get(link.get_absolute_url())

    assert NAME not in caplog.text
    assert REMARK not in caplog.text


def test_private_texts_are_in_no_title_and_no_link(client, owner, saved):
    client.force_login(owner)

    for tail in ("", "?as=saved", "edit/", "share/"):
        text = client.get(f"/comparisons/{saved.pk}/{tail}").text
        title = text[text.index("<title>") : text.index("</title>")]
        links = " ".join(part.split('"')[0] for part in text.split('href="')[1:])
        assert [each for each in MARKERS if each in title + links] == []
