import socket
import ssl
import time

import pytest

from desk.links.answers import Outcome
from desk.links.visitor import MOST_BYTES, Visitor
from tests.desk.links.site import HTML, Page, leads_to, serve, write_certificate


@pytest.fixture
def site(settings):
    settings.LINK_CHECK_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    settings.SITE_ADDRESS = "https://preceptor.example"
    with serve() as site:
        site.pages["/a"] = Page()
        yield site


def visit(url, **limits):
    return Visitor(**{"pause": 0, "patience": 5} | limits).visit(url)


def test_page_that_answers_is_read_after_its_robots(site):
    answer = visit(f"{site.url}/a")

    assert (answer.outcome, answer.status) == (Outcome.ANSWERED, 200)
    assert (answer.is_redirected, answer.has_moved, answer.fault) == (False, False, "")
    assert len(answer.text_hash) == 64
    assert site.asked == [("GET", "/robots.txt"), ("HEAD", "/a"), ("GET", "/a")]
    assert site.agents == {"PreceptorLinkCheck/1.0 (+https://preceptor.example/data/)"}


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_page_is_asked_for_when_the_head_is_refused(site, status):
    site.pages["/a"].head = status

    answer = visit(f"{site.url}/a")

    assert (answer.outcome, answer.status) == (Outcome.ANSWERED, 200)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, Outcome.KEPT_OUT),
        (403, Outcome.KEPT_OUT),
        (451, Outcome.KEPT_OUT),
        (404, Outcome.UNREACHABLE),
        (410, Outcome.UNREACHABLE),
        (429, Outcome.UNREACHABLE),
        (503, Outcome.UNREACHABLE),
    ],
)
def test_refusal_is_told_from_failure(site, status, outcome):
    site.pages["/a"].status = status

    answer = visit(f"{site.url}/a")

    assert (answer.outcome, answer.status) == (outcome, status)
    assert answer.fault == f"It answers {status}."
    assert answer.text_hash == ""


@pytest.mark.parametrize(
    ("status", "has_moved"),
    [(301, True), (308, True), (302, False), (303, False), (307, False)],
)
def test_move_for_good_is_told_from_one_for_now(site, status, has_moved):
    site.pages["/old"] = leads_to("/a", status)

    answer = visit(f"{site.url}/old")

    assert answer.url == f"{site.url}/a"
    assert (answer.is_redirected, answer.has_moved) == (True, has_moved)
    assert ("GET", "/old") not in site.asked


@pytest.mark.parametrize(("first", "has_moved"), [(301, True), (302, False)])
def test_first_step_decides_whether_the_address_has_moved(site, first, has_moved):
    site.pages["/old"] = leads_to("/middle", first)
    site.pages["/middle"] = leads_to("/a", 301 if first == 302 else 302)

    assert visit(f"{site.url}/old").has_moved is has_moved


def test_page_that_leads_on_only_when_it_is_read_is_followed(site):
    site.pages["/old"] = leads_to("/a", 301)
    site.pages["/old"].head = 200
    site.pages["/old"].headers = {"Location": "/a"}

    answer = visit(f"{site.url}/old")

    assert (answer.url, answer.has_moved) == (f"{site.url}/a", True)


def test_redirect_without_a_target_is_an_answer(site):
    site.pages["/old"] = Page(b"See elsewhere", 302, HTML)

    answer = visit(f"{site.url}/old")

    assert (answer.outcome, answer.is_redirected) == (Outcome.ANSWERED, False)


def test_circle_of_redirects_is_left(site):
    site.pages["/old"] = leads_to("/old")

    answer = visit(f"{site.url}/old")

    assert answer.outcome is Outcome.UNREACHABLE
    assert answer.fault == "It leads on more than 5 times."
    assert site.asked.count(("GET", "/old")) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706434/",
        "ftp://college.example/",
        "file:///etc/passwd",
        "http://someone:secret@127.0.0.1/",
        "http://[oops/",
    ],
)
def test_redirect_to_a_forbidden_address_is_not_followed(site, target):
    site.pages["/old"] = leads_to(target)

    answer = visit(f"{site.url}/old")

    assert answer.outcome is Outcome.FORBIDDEN
    assert answer.fault.startswith("The address ")


def test_address_inside_is_refused_unless_it_is_allowed(site, settings):
    settings.LINK_CHECK_ALLOWED_NETWORKS = []

    answer = visit(f"{site.url}/a")

    assert answer.outcome is Outcome.FORBIDDEN
    assert answer.fault == "The address leads to an address inside a network."
    assert site.asked == []


def name_hosts(monkeypatch, **addresses):
    """Let names lead to addresses of this machine; give the names that were asked."""
    asked, real = [], socket.getaddrinfo

    def look_up(host, port, *args, **about):
        asked.append(host)
        of_host = addresses.get(host.partition(".")[0], [host])
        return [found for each in of_host for found in real(each, port, *args, **about)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_name_that_leads_inside_is_refused_though_it_also_leads_outside(
    site, monkeypatch
):
    name_hosts(monkeypatch, college=["127.0.0.1", "10.0.0.9"])

    answer = visit(site.url.replace("127.0.0.1", "college.example"))

    assert answer.outcome is Outcome.FORBIDDEN
    assert site.asked == []


def test_address_that_was_checked_is_the_one_that_is_connected_to(
    site, monkeypatch, settings
):
    settings.LINK_CHECK_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    asked = name_hosts(monkeypatch, college=["127.0.0.9", "127.0.0.1"])

    answer = visit(f"{site.url}/a".replace("127.0.0.1", "college.example"))

    assert answer.outcome is Outcome.ANSWERED
    assert asked == ["college.example", "127.0.0.9", "127.0.0.1"] * 3


def test_robots_that_close_a_page_are_heeded(site):
    site.pages["/robots.txt"] = Page(
        b"User-agent: *\nDisallow: /a\nAllow: /", headers={"Content-Type": "text/plain"}
    )

    answer = visit(f"{site.url}/a")

    assert answer.outcome is Outcome.KEPT_OUT
    assert answer.fault == "Its robots.txt asks programs to keep out."
    assert site.asked == [("GET", "/robots.txt")]


def test_robots_that_speak_to_us_are_heeded_and_read_once(site):
    site.pages["/robots.txt"] = Page(
        b"User-agent: PreceptorLinkCheck\nDisallow: /a\n\nUser-agent: *\nAllow: /"
    )
    site.pages["/b"] = Page()
    visitor = Visitor(pause=0)

    outcomes = [visitor.visit(f"{site.url}{path}").outcome for path in ("/a", "/b")]

    assert outcomes == [Outcome.KEPT_OUT, Outcome.ANSWERED]
    assert site.asked.count(("GET", "/robots.txt")) == 1


def test_robots_of_the_host_that_is_led_to_are_heeded(site):
    with serve() as other:
        other.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /")
        site.pages["/old"] = leads_to(f"{other.url}/a")

        answer = visit(f"{site.url}/old")

    assert answer.outcome is Outcome.KEPT_OUT
    assert other.asked == [("GET", "/robots.txt")]


def test_host_whose_robots_fail_is_left_alone(site):
    site.pages["/robots.txt"] = Page(b"", 503)
    visitor = Visitor(pause=0)

    answers = [visitor.visit(f"{site.url}{path}") for path in ("/a", "/b")]

    assert {each.outcome for each in answers} == {Outcome.UNREACHABLE}
    assert {each.fault for each in answers} == {"Its robots.txt answers 503."}
    assert site.asked == [("GET", "/robots.txt")]


@pytest.mark.parametrize(
    "line", ["Crawl-delay: ²", "Disallow: //[", f"Crawl-delay: {'9' * 5000}"]
)
def test_host_whose_robots_are_no_rules_is_left_alone(site, line):
    site.pages["/robots.txt"] = Page(f"User-agent: *\n{line}".encode())

    answer = visit(f"{site.url}/a")

    assert answer.outcome is Outcome.UNREACHABLE
    assert answer.fault == "Its robots.txt cannot be read."
    assert site.asked == [("GET", "/robots.txt")]


def test_host_rests_between_two_requests(site, monkeypatch):
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 90")
    rests: list[float] = []
    monkeypatch.setattr(time, "sleep", rests.append)

    visit(f"{site.url}/a", pause=7)

    assert [round(rest) for rest in rests] == [30, 30]


def test_pause_is_kept_when_robots_ask_for_none(site, monkeypatch):
    rests: list[float] = []
    monkeypatch.setattr(time, "sleep", rests.append)

    visit(f"{site.url}/a", pause=7)

    assert [round(rest) for rest in rests] == [7, 7]


def test_silent_server_is_left_in_time(site):
    site.pages["/a"].is_silent = True

    answer = visit(f"{site.url}/a", patience=0.1)

    assert answer.outcome is Outcome.UNREACHABLE
    assert answer.fault == "It did not answer in time."


def test_visit_ends_however_long_a_server_goes_on(site):
    visitor = Visitor(pause=0, longest=0.0)

    answer = visitor.visit(f"{site.url}/a")

    assert answer.fault == "It did not answer in time."


def test_endless_page_is_read_up_to_a_size(site):
    site.pages["/a"] = Page(b"x" * 100_000, is_endless=True, headers={})
    site.pages["/b"] = Page(b"x" * (MOST_BYTES + 1), headers={})

    assert visit(f"{site.url}/a").text_hash == visit(f"{site.url}/b").text_hash


def test_large_file_is_not_fetched(site):
    large = {"Content-Type": "application/pdf", "Content-Length": str(MOST_BYTES + 1)}
    site.pages["/a"] = Page(b"", headers=large)

    answer = visit(f"{site.url}/a")

    assert (answer.outcome, answer.text_hash) == (Outcome.ANSWERED, "")
    assert ("GET", "/a") not in site.asked


def test_certificate_that_nobody_vouches_for_is_told(site, tmp_path):
    with serve(write_certificate(tmp_path / "site.pem")) as safe:
        answer = visit(f"{safe.url}/a")

    assert answer.outcome is Outcome.UNREACHABLE
    assert answer.fault == "Its certificate is not valid."


def test_page_is_read_over_tls(site, tmp_path):
    certificate = write_certificate(tmp_path / "site.pem")
    with serve(certificate) as safe:
        safe.pages["/a"] = Page()
        trusted = ssl.create_default_context(cafile=str(certificate))

        answer = visit(f"{safe.url}/a", trusted=trusted)

    assert answer.outcome is Outcome.ANSWERED


def test_server_that_takes_no_connection_is_told(site):
    with serve() as gone:
        pass

    assert visit(f"{gone.url}/a").fault == "It takes no connection."


def test_server_that_speaks_no_http_is_told(site):
    site.pages["/robots.txt"] = Page(b"", headers={"Content-Length": "5"})

    assert visit(f"{site.url}/a").fault == "The connection broke off."


def test_name_that_nobody_knows_is_told():
    assert visit("http://nowhere.invalid/").fault == (
        "The name of its host is not known."
    )
