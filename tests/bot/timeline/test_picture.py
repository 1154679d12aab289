"""The picture of a consultation, from values made by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.limits import BLOCKS_IN_MESSAGE, CONTEXT, SECTION, WHOLE_MESSAGE
from bot.views.timeline.picture import BAR, bar, timeline
from directory.timeline.picture import Picture, Row, When, Window
from directory.words import DateStatus, Stage

TODAY = date(2022, 7, 20)
WINDOW = Window(date(2022, 7, 5), date(2022, 8, 12), TODAY)


def row(days: int, when: When, title: str = "Scrutiny", **more: object) -> Row:
    held = {"status": DateStatus.CONFIRMED, "condition": "", "note": ""} | more
    return Row(
        day=TODAY + timedelta(days=days),
        key=title.lower(),
        number=1,
        title=title,
        when=when,
        days_to_go=days,
        **held,  # type: ignore[arg-type]
    )


def shown(*rows: Row, window: Window | None = WINDOW, owner: bool = False) -> str:
    picture = Picture("redesign", "Redesign <2022>", Stage.PROPOSED, "", window, rows)
    return read(timeline([picture], "{}", owner=owner).blocks)


def read(blocks: list) -> str:
    lines = []
    for block in blocks:
        texts = [block.get("text") or {}, *(block.get("elements") or [])]
        for text in texts:
            lines.append(text["text"]["text"] if isinstance(text.get("text"), dict) else text.get("text", ""))
    return "\n".join(lines)


def test_it_says_in_words_how_far_the_consultation_is():
    assert "Day 16 of 39, 23 days left." in shown()


def test_the_bar_has_a_cell_for_every_share_of_the_days():
    assert "*Day 16 of 39, 23 days left.*\n████████░░░░░░░░░░░░" in shown()


@pytest.mark.parametrize(("gone", "filled"), [(0, 0), (1, 1), (98, BAR - 1), (99, BAR - 1), (100, BAR)])
def test_the_bar_is_empty_before_the_first_day_and_full_after_the_last(gone: int, filled: int):
    assert bar(gone, 100).count("█") == filled
    assert len(bar(gone, 100)) == BAR


def test_the_stage_is_named():
    assert "*Stage:* proposed" in shown()


def test_rows_stand_under_done_today_next_and_later():
    said = shown(
        row(-5, When.PAST, "Share proposals"),
        row(0, When.TODAY, "Open session"),
        row(5, When.NEXT, "Scrutiny"),
        row(23, When.LATER, "End"),
    )
    order = ["*Done*", "Share proposals", "Today: Wed 20 Jul", "Open session"]
    order += ["Next: Mon 25 Jul, in 5 days", "Scrutiny", "*Later*", "*Fri 12 Aug*, in 23 days: End"]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


def test_a_day_of_another_year_has_its_year():
    assert "*Mon 16 Jan 2023*, in 180 days" in shown(row(180, When.LATER))


def test_a_provisional_date_and_its_condition_stand_in_words():
    condition = "subject to Exec SLT agreement"
    title = f"Business case ({condition})"
    said = shown(row(5, When.NEXT, title, status=DateStatus.PROVISIONAL, condition=condition))
    assert "Business case*. *Provisional*. *Only if Exec SLT agrees*" in said
    assert condition not in said


@pytest.mark.parametrize(
    ("condition", "mark"),
    [
        ("once the budget is set", "Once the budget is set"),
        ("subject to a vote", "Subject to a vote"),
        ("the hall is free", "Only if the hall is free"),
        ("if the hall is free", "Only if the hall is free"),
    ],
)
def test_no_condition_reads_like_a_fact(condition: str, mark: str):
    assert f"*{mark}*" in shown(row(5, When.NEXT, condition=condition))


def test_a_cancelled_date_says_so_and_has_no_days_to_go():
    said = shown(row(9, When.LATER, status=DateStatus.CANCELLED, condition="once the budget is set"))
    assert "*Fri 29 Jul*: Scrutiny. *Cancelled*" in said
    assert "in 9 days" not in said
    assert "budget" not in said


def test_a_note_stands_under_what_is_next():
    assert "Scrutiny*\n>Council chamber" in shown(row(5, When.NEXT, note="Council chamber"))


def test_dates_without_a_window_have_no_bar():
    assert "░" not in shown(row(5, When.NEXT), window=None)


def test_only_an_owner_is_offered_to_change_it():
    assert "Add a date" not in shown()
    assert all(label in shown(owner=True) for label in ("Add to calendar", "Add a date", "New consultation"))


def test_older_consultations_that_are_not_shown_are_counted():
    pictures = [Picture(f"c{at}", f"Consultation {at}", Stage.FINAL, "", None, ()) for at in range(7)]
    said = timeline(pictures, "{}", owner=False)
    assert "2 older ones are not shown here" in read(said.blocks)
    assert "2 older ones are not shown here" in said.text


def test_dates_that_are_too_many_to_show_are_counted():
    said = shown(*[row(-1, When.PAST)] * 31, *[row(1, When.LATER)] * 35)
    assert "the last 30; 1 earlier ones are in the calendar" in said
    assert "And 5 later ones. The calendar has their dates." in said


@given(st.lists(st.text(min_size=1, max_size=400), max_size=80), st.text(max_size=300))
def test_any_timeline_stays_within_slacks_limits_and_pings_nobody(titles: list[str], note: str):
    whens = [When.PAST] * 20 + [When.NEXT] + [When.LATER] * 60
    rows = [
        row(at + 1, when, title, note=f"{note}<!channel>")
        for at, (title, when) in enumerate(zip(titles, whens, strict=False))
    ]
    picture = Picture("c", "<!here>" * 30, Stage.PROPOSED, "", WINDOW, tuple(rows))
    blocks = timeline([picture], "{}", owner=True).blocks
    assert len(blocks) <= BLOCKS_IN_MESSAGE
    assert len(read(blocks)) <= WHOLE_MESSAGE + 100
    for block in blocks:
        most = {"section": SECTION, "context": CONTEXT}.get(block["type"])
        assert most is None or len(read([block])) <= most
    assert "<!" not in read(blocks)
