import hashlib
import time

import pytest

from desk.links.visible import hash_of
from desk.links.visitor import MOST_BYTES

PAGE = "text/html; charset=utf-8"
TUITION = hashlib.sha256(b"Tuition $900").hexdigest()


@pytest.mark.parametrize(
    "page",
    [
        "<p>Tuition $900</p>",
        "<p>\n Tuition\t<b class='x'>$900</b></p>",
        "<style>p { }</style><script>let a = 1</script><p>Tuition $900",
        "<template><p>Draft</p></template><!-- Draft --><p>Tuition &#36;900</p>",
        "<svg><title>Logo</title></svg></style>Tuition $900",
        "<svg id='a'/>Tuition $900<script>never closed <p>Fees",
        "<p title='a > b'>Tuition $900<!-- never closed <p>Fees",
        "Tuition $900&#99999999999;<a href='never closed>Fees",
    ],
)
def test_machinery_of_a_page_is_of_no_account(page):
    assert hash_of(page.encode(), PAGE) == TUITION


def test_other_words_are_another_text():
    assert hash_of(b"<p>Tuition $950</p>", PAGE) != TUITION


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Gebühr</p>".encode(), "text/html; charset=utf-8"),
        ("<p>Gebühr</p>".encode(), "text/html"),
        ("<p>Gebühr</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        (
            '<meta charset="iso-8859-1"><p>Gebühr</p>'.encode("latin-1"),
            "text/html",
        ),
        ("<p>Gebühr</p>".encode(), "text/html; charset=nonesuch"),
        ("<p>Gebühr</p>".encode(), "text/html; charset=iso-8859-12"),
        ("<p>Gebühr</p>".encode(), "text/html; charset=undefined"),
        ("<p>Gebühr</p>".encode(), "text/html; charset=punycode"),
    ],
)
def test_page_is_read_in_the_encoding_that_it_names(body, content_type):
    assert hash_of(body, content_type) == hashlib.sha256("Gebühr".encode()).hexdigest()


@pytest.mark.parametrize("content_type", ["application/pdf", ""])
def test_file_that_is_no_page_counts_by_its_bytes(content_type):
    assert hash_of(b"%PDF", content_type) == hashlib.sha256(b"%PDF").hexdigest()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"", PAGE), (b"<script>1</script>", PAGE), (b"", "application/pdf")],
)
def test_nothing_to_see_has_no_hash(body, content_type):
    assert hash_of(body, content_type) == ""


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<!",
        "<!--",
        "<![CDATA[",
        "<a ",
        "<a href='",
        "<a href=\"' x",
        "<script",
        "<svg ",
        "</script ",
        "&#9",
        "&",
    ],
)
def test_page_that_is_written_to_keep_us_busy_is_read_in_one_go(part):
    page = part * (MOST_BYTES // len(part))
    started = time.process_time()

    hash_of(page.encode(), PAGE)

    assert time.process_time() - started < 10  # the library's parser takes hours
