import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.tags import (
    KnownNames,
    Tag,
    find_tags,
    locate_tags,
    located_problems,
    replace_tags,
    tag_problems,
)

KNOWN = KnownNames(live={"online"}, term={"cip-code"}, cite={"nces"})


def test_tags_are_found_with_their_names_and_words():
    text = 'It is {% live "online" %}, {%term "cip-code" "CIP codes"%}.'

    assert find_tags(text) == [
        Tag("live", "online"),
        Tag("term", "cip-code", "CIP codes"),
    ]


def test_tags_are_located_by_line():
    text = 'a {% live "online" %}\n\nb{% cite "nces" %}'

    assert locate_tags(text) == [(1, Tag("live", "online")), (3, Tag("cite", "nces"))]


def test_tags_are_replaced_where_they_stand():
    text = 'a {% live "online" %} b{% cite "nces" %}.'

    assert replace_tags(text, lambda tag: tag.name.upper()) == "a ONLINE bNCES."


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 5 % and {braces}.",
        '{% live "online" %} and {% term "cip-code" "CIP codes" %}{% cite "nces" %}',
    ],
)
def test_text_with_known_tags_has_no_problem(text):
    assert list(tag_problems(text, KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{% live online %}", "a tag is not written like"),
        ("{{ program }}", "a tag is not written like"),
        ("{# hidden #}", "a tag is not written like"),
        ("{% live “online” %}", "a tag is not written like"),
        ('{% include "a.html" %}', "there is no tag include"),
        ('{% of_kind "a" %}', "there is no tag of_kind"),
        ("{% live %}", "takes one name in straight quotes"),
        ('{% live "online" "words" %}', "takes one name in straight quotes"),
        ('{% term "a" "b" "c" %}', "takes one name in straight quotes"),
        ('{% cite "none" %}', "there is no cite of this name"),
    ],
)
def test_tag_that_is_not_understood_is_a_problem(text, problem):
    assert problem in " ".join(tag_problems(text, KNOWN))


def test_each_problem_is_told_with_its_line_and_the_words_that_are_wrong():
    text = 'a\n{% cite "none" %}\n{% term\n"cip-code" %} {{ x }}\n\n{% live online'

    assert list(located_problems(text, KNOWN)) == [
        (4, '{{ x }}: a tag is not written like this, but like {% live "online" %}'),
        (
            6,
            "{% live online: a tag is not written like this, but like "
            '{% live "online" %}',
        ),
        (2, '{% cite "none" %}: there is no cite of this name'),
    ]


@given(st.text(alphabet='{}%#" livecte\n', max_size=40))
def test_no_text_breaks_the_reading_of_tags(text):
    problems = list(tag_problems(text, KNOWN))

    assert problems or "{%" not in replace_tags(text, lambda tag: "")
