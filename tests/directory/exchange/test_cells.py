"""Nothing in a cell runs, and everything in it comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.packs.cells import harmless, joined, listed, meant

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1632 960000", "-5", "@cmd", "\t=1", "\r=1", " =1", "'=1", "''=1", "＝1"]
)
def test_what_could_run_as_a_formula_begins_with_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Desk", "O'Neill", "'quoted'", "01632 960000", "a=b"])
def test_ordinary_text_is_left_as_it_is(text):
    assert harmless(text) == text
    assert meant(text) == text


@given(ANY_TEXT)
def test_any_text_comes_back_unchanged(text):
    assert meant(harmless(text)) == text


@given(ANY_TEXT)
def test_no_text_begins_like_a_formula(text):
    assert not harmless(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(ANY_TEXT.map(str.strip).filter(bool)))
def test_any_list_comes_back_unchanged(values):
    assert listed(joined(values)) == values


def test_a_backslash_that_people_write_stays():
    assert listed("North\\South; East") == ["North\\South", "East"]
