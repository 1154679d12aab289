"""What is typed after `/directory`, and the days that people name."""

import contextlib
import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.listeners.directory.definitions import DIRECTORY
from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood, split

MONDAY = date(2022, 6, 27)


def said(line: str) -> dict[str, str]:
    name, *rest = split(line)
    return DIRECTORY.by_name[name.text].understand(rest)


@pytest.mark.parametrize(
    "line",
    [
        'assign "Bishop Fox\'s" to "Lead Inclusion Advisor, Taunton 2" from 1 September',
        "assign “Bishop Fox's” to “Lead Inclusion Advisor, Taunton 2” from 1 September",
        "assign 'Bishop Fox's' to 'Lead Inclusion Advisor, Taunton 2' from 1 September",
        "assign Bishop Fox's to Lead Inclusion Advisor, Taunton 2 from 1 September",
        'assign ‘Bishop Fox\'s’ TO "Lead Inclusion Advisor, Taunton 2" on 1 September',
    ],
)
def test_names_are_understood_in_any_quotation_marks_or_none(line):
    expected = {"": "Bishop Fox's", "to": "Lead Inclusion Advisor, Taunton 2", "from": "1 September"}
    assert said(line) == expected


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('show "The “Zed” line"', "The “Zed” line"),
        ('show "“Zed” line"', "“Zed” line"),
        ('show “The "Zed" line”', 'The "Zed" line'),
        ('show "The Zed line”', "The Zed line"),
    ],
)
def test_a_name_may_have_quotation_marks_of_the_other_sort_inside(line, name):
    assert said(line) == {"": name}


@pytest.mark.parametrize("run", ["<", "<@U1|", "<#C1|", "<mailto:"])
def test_what_looks_like_the_beginning_of_markup_takes_bounded_time(run):
    start = time.perf_counter()

    assert [word.text for word in split(run * 20_000 + "<@U1|ann>")] == [run * 20_000 + "@U1"]

    assert time.perf_counter() - start < 1.0


def test_two_names_whose_marks_do_not_match_stay_two():
    assert said('retire "Zed” successor “The line"') == {"": "Zed", "successor": "The line"}


def test_a_link_word_in_quotation_marks_is_part_of_the_name():
    assert said('retire "Letter from home"') == {"": "Letter from home"}


def test_a_missing_last_quotation_mark_is_forgiven():
    assert said("show \"Bishop Fox's School") == {"": "Bishop Fox's School"}


def test_a_flag_stands_alone():
    assert said('retire "SEN Caseworker" nobody from Monday') == {
        "": "SEN Caseworker",
        "nobody": "yes",
        "from": "Monday",
    }


def test_what_slack_escaped_is_read_as_it_was_typed():
    assert said("show &lt;b&gt; &amp; sons") == {"": "<b> & sons"}


def test_a_mention_is_the_persons_id():
    assert said("roles grant <@U0SOMEDITOR|editor> role editor") == {
        "": "grant @U0SOMEDITOR",
        "role": "editor",
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('retire "SEN Caseworker" succesor "EHC Officer"', "Did you mean 'successor'"),
        ('assign "Bishop Fox\'s"', 'It needs to "CONTACT"'),
        ('assign "Bishop Fox\'s" to', "Something is missing after 'to'"),
        ("undo", "It needs NUMBER"),
        ('retire "A" from Monday from Tuesday', "'from' stands there twice"),
        ('retire "A" from Monday on Tuesday', "more than it understands"),
        ("review now", "more than it understands"),
    ],
)
def test_what_does_not_fit_is_explained_and_changes_nothing(line, sentence):
    with pytest.raises(NotUnderstood) as told:
        said(line)
    assert sentence in str(told.value)
    assert "Nothing was changed" in str(told.value)


def test_an_unknown_subcommand_suggests_the_nearest():
    with pytest.raises(NotUnderstood, match="Did you mean `/directory retire`"):
        DIRECTORY.named("retrie")


@pytest.mark.parametrize("each", DIRECTORY.subcommands, ids=lambda each: each.name)
def test_every_example_is_understood_by_its_own_subcommand(each):
    name, *rest = split(each.example)
    assert name.text == each.name
    each.understand(rest)


@given(st.text(max_size=200))
@example('""')
def test_any_text_is_understood_or_refused_with_a_sentence(text):
    for each in DIRECTORY.subcommands:
        with contextlib.suppress(NotUnderstood):
            assert set(each.understand(split(text))) <= {part.link for part in each.parts}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 September", date(2022, 9, 1)),
        ("1st of September", date(2022, 9, 1)),
        ("1 September 2022", date(2022, 9, 1)),
        ("26 June", date(2023, 6, 26)),
        ("27 June", MONDAY),
        ("Monday", date(2022, 7, 4)),
        ("next Friday", date(2022, 7, 1)),
        ("tues", date(2022, 6, 28)),
        ("2022-09-01", date(2022, 9, 1)),
        ("01/09/2022", date(2022, 9, 1)),
        ("tomorrow", date(2022, 6, 28)),
        ("29 February", date(2024, 2, 29)),
    ],
)
def test_a_day_is_the_next_such_day(text, day):
    assert named_day(text, MONDAY) == day


@pytest.mark.parametrize("text", ["31 June", "soon", "32 May", "2022-13-01", "m", "1"])
def test_what_is_no_day_is_refused_with_examples(text):
    with pytest.raises(NotUnderstood, match="Write it like 1 September"):
        named_day(text, MONDAY)
