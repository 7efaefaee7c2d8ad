from hypothesis import given
from hypothesis import strategies as st

from guide.differences import Difference, differences

TEXTS = st.text(alphabet="ab\n", max_size=30)


def test_lines_that_differ_are_given_where_they_stand():
    old = "one\ntwo\nthree\nfour"
    new = "one\n2\nthree\nfour\nfive"

    assert differences(old, new) == [
        Difference(("two",), ("2",)),
        Difference((), ("five",)),
    ]


def test_equal_texts_have_no_difference():
    assert differences("one\ntwo", "one\ntwo") == []


@given(TEXTS, TEXTS)
def test_what_is_removed_is_of_the_old_text_and_what_is_added_of_the_new(old, new):
    found = differences(old, new)

    removed = [line for each in found for line in each.removed]
    added = [line for each in found for line in each.added]
    kept = len(old.splitlines()) - len(removed)
    assert kept == len(new.splitlines()) - len(added) >= 0
    assert set(removed) <= set(old.splitlines())
    assert set(added) <= set(new.splitlines())
