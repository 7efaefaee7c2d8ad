from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.live import LiveCount
from guide.meanings import Meanings, escape
from guide.models import Claim, Occupation, Term
from guide.rendering import Heading, reading_minutes, render

MEANINGS = Meanings(
    live={"online": LiveCount("3 of 4 programs", "/programs/?delivery=online")},
    claims={"roi": Claim(key="roi", figure="156% *net*", grade="no-source")},
    terms={"cip-code": Term(key="cip-code", term="CIP code")},
    occupations={
        "15-2051": Occupation(
            soc="15-2051",
            title="Data Scientists",
            median_wage=120_230,
            p10_wage=67_240,
            p90_wage=199_130,
            wages_as_of="May 2025",
            growth_percent=Decimal("33.5"),
        )
    },
    numbers={"nces": 2},
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            '{% live "online" %}',
            '<a href="/programs/?delivery=online">3 of 4 programs</a>',
        ),
        ('{% live "hybrid" %}', "no program yet"),
        (
            '{% claim "roi" %}',
            '<a href="/guide/figures/#roi">156% *net* (stated without a source)</a>',
        ),
        ('{% claim "gone" %}', "(no longer in the guide)"),
        ('{% term "cip-code" %}', '<a href="/guide/glossary/#cip-code">CIP code</a>'),
        (
            '{% term "cip-code" "CIP codes" %}',
            '<a href="/guide/glossary/#cip-code">CIP codes</a>',
        ),
        ('{% term "credit-hour" %}', "credit hour"),
        ('{% term "credit-hour" "credits" %}', "credits"),
        ('{% cite "nces" %}', '<a href="#source-2" title="Source 2">[2]</a>'),
        ('A{% cite "gone" %}.', "A."),
        (
            '{% occupation "15-2051" %}',
            '<a href="/guide/careers/#soc-15-2051">Data Scientists</a>: median '
            "$120,230 a year, from $67,240 (10th percentile) to $199,130 (90th), all "
            "workers in this occupation, May 2025",
        ),
        ('{% occupation "99-9999" %}', "(no longer in the guide)"),
        ('A{% include "secret" %}.', "A."),
    ],
)
def test_tag_becomes_what_it_stands_for(text, html):
    assert render(text, MEANINGS).html.strip() == f"<p>{html}</p>"


def test_headings_have_anchors_and_make_the_contents():
    rendered = render("## What it *costs*\n\n### Fees\n\n## What it costs\n", MEANINGS)

    assert rendered.headings == [
        Heading("What it costs", "what-it-costs"),
        Heading("What it costs", "what-it-costs-1"),
    ]
    assert '<h3 id="fees">Fees</h3>' in rendered.html


def test_outside_links_tell_nobody_where_the_reader_came_from():
    html = render("[A](https://a.example/) [B](/guide/)", MEANINGS).html

    assert '<a href="https://a.example/" rel="noopener noreferrer external">' in html
    assert '<a href="/guide/">B</a>' in html


def test_tables_and_lists_stay():
    html = render("| a | b |\n|---|---|\n| 1 | 2 |\n\n3. c\n", MEANINGS).html

    assert "<td>1</td>" in html
    assert 'tabindex="0" role="region" aria-label="Table 1">' in html
    assert '<ol start="3">' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](data:text/html,x)",
        "[a]\n\n[a]: javascript:alert(1)",
        '{% term "a" "](javascript:alert(1)) [x" %}',
        "![a](https://a.example/pixel.png)",
        '<a href="/" onclick="alert(1)">a</a>',
        "<style>p { display: none }</style>",
    ],
)
def test_nothing_active_comes_through(text):
    html = render(text, MEANINGS).html

    for active in ("<script", "<img", "<style", 'href="javascript', "<a href"):
        assert active not in html


@pytest.mark.parametrize("text", ["> " * 5000 + "x", "- " * 5000 + "x"])
def test_deep_nesting_ends(text):
    html = render(text, MEANINGS).html

    assert html.count("<blockquote>") + html.count("<ul>") < 50


def test_plain_words_have_no_markup():
    rendered = render('A **bold** word &\n\nnext{% cite "nces" %}.', MEANINGS)

    assert rendered.plain == "A bold word & next[2]."


@given(st.text(alphabet="ab*_[]()<>#`|~\\!&.-+1 ", min_size=1, max_size=30))
def test_escaped_text_is_shown_as_it_is(text):
    shown = render(f"x{escape(text)}x", Meanings()).plain

    assert shown == " ".join(f"x{text}x".split())


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (900, 5)]
)
def test_reading_takes_a_minute_for_two_hundred_words(words, minutes):
    assert reading_minutes("word " * words) == minutes
