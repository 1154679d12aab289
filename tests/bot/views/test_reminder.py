"""A reminder leaves nothing out without saying how much, and where that is."""

import json
from datetime import date, timedelta
from itertools import count

import pytest

from bot.playground.blocks import check_message
from bot.views.limits import SECTION, TEXT, Message
from bot.views.timeline import reminder as views
from bot.views.timeline.reminder import Around, Dated, Told
from directory.timeline.picture import Row, When
from directory.words import Audience, DateStatus

DAY = date(2022, 7, 25)
MORE = "more: see them with /timeline."


def dated(title: str, note: str = "", day: date = DAY) -> Dated:
    row = Row(day, title, 0, title, DateStatus.CONFIRMED, "", note, When.LATER, (day - DAY).days)
    return Dated(row, Audience.STAFF)


def told(number: int) -> Told:
    return Told(f"Drop-in session {number}.", DAY, DAY + timedelta(days=7))


def in_blocks(message: Message) -> str:
    ids = count()
    check_message(json.loads(json.dumps(message.blocks)), lambda: f"b{next(ids)}")
    assert len(message.text) <= TEXT
    assert not message.text.endswith("…")
    assert all(len(each["text"]["text"]) <= SECTION for each in message.blocks if each["type"] == "section")
    return json.dumps(message.blocks, ensure_ascii=False)


def reminder(*dates: Dated) -> Message:
    return views.reminder(dates, Around("Redesign"), "{}", person=False, snooze=False)


def left_out(said: str) -> int:
    """How many it says are left out."""
    return int(said.partition(MORE)[0].rpartition("And ")[2]) if MORE in said else 0


def test_a_note_that_fits_is_shown_whole():
    note = "Bring the agenda. " * 60
    message = reminder(dated("Drop-in", note), dated("Last day"))
    assert note.strip() in in_blocks(message)
    assert note.strip() in message.text


@pytest.mark.parametrize("letters", ["Agenda item. ", "& < > "])
def test_a_long_note_is_shortened_before_another_date_is_left_out(letters: str):
    message = reminder(dated("Drop-in", letters * 400), dated("Last day"))
    for said in (in_blocks(message), message.text):
        assert "Last day" in said
        assert MORE not in said


def test_many_dates_of_one_day_are_shown_or_counted():
    message = reminder(*(dated(f"Session {n}.", "What to bring. " * 30) for n in range(60)))
    for said in (in_blocks(message), message.text):
        assert sum(f"Session {n}." in said for n in range(60)) + left_out(said) == 60
        assert left_out(said)


@pytest.mark.parametrize("many", [1, 60, 400])
def test_many_changes_are_all_told_or_counted(many: int):
    message = views.change([*map(told, range(many))], Around("Redesign"), "{}", DAY, person=False)
    blocks = in_blocks(message)
    for said in (blocks, message.text):
        assert sum(f"session {n}." in said for n in range(many)) + left_out(said) == many
    assert many > 60 or not left_out(blocks)


def test_a_digest_of_changes_and_days_shows_or_counts_all():
    days = [
        (Around(f"Redesign {n}."), [dated("Session", "What to bring. " * 90, DAY + timedelta(days=n))])
        for n in range(30)
    ]
    message = views.digest(days, [*map(told, range(80))], "{}", DAY, person=False, late="Late: so it is.")
    for said in (in_blocks(message), message.text):
        assert sum(f"session {n}." in said for n in range(80)) + left_out(said) == 80
        to_come = said.partition(MORE)[2]
        assert sum(f"Redesign {n}." in to_come for n in range(30)) + left_out(to_come) == 30


def test_an_earlier_reminder_is_amended_with_all_that_changed():
    message = views.amended("Mon 25 Jul. Redesign.", [*map(told, range(40))], DAY)
    blocks = in_blocks(message)
    assert sum(f"session {n}." in blocks for n in range(40)) == 40
    assert "Before, this said: Mon 25 Jul. Redesign." in blocks
