"""What people type, without Slack's markup."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.incoming import asks_for_help, words
from bot.views.limits import escape


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<@U0SOMBOT> attendance at Wookey", "attendance at Wookey"),
        ("SEN &amp; inclusion", "SEN & inclusion"),
        ("see <https://example.org/a|our page>", "see our page"),
        ("mail <mailto:a@example.org|a@example.org>", "mail a@example.org"),
        ("<https://example.org>", "https://example.org"),
        ("ask in <#C0SOMNETWORK|senco-network>", "ask in senco-network"),
        ("<!channel> who helps?", "who helps?"),
        ("  fewer than 5 &lt; 6  ", "fewer than 5 < 6"),
    ],
)
def test_markup_becomes_plain_words(typed: str, plain: str):
    assert words(typed) == plain


@settings(deadline=None)
@given(st.text(alphabet="ab &<>;!@#|"))
def test_what_slack_escaped_comes_back_as_it_was_typed(typed: str):
    assert words(escape(typed)) == typed.strip()


@pytest.mark.parametrize("run", ["<", "<@", "<#A|", "<http:", "<mailto:"])
def test_what_looks_like_the_beginning_of_markup_takes_bounded_time(run: str):
    start = time.perf_counter()

    assert words(run * 20_000 + "<https://example.org|our page>") == run * 20_000 + "our page"

    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize("text", ["", "help", "HELP", " help ", "?"])
def test_help_is_recognised(text: str):
    assert asks_for_help(text)


def test_a_question_about_help_is_a_question():
    assert not asks_for_help("help with attendance")
