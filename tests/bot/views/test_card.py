"""What a card shows of each kind of answer."""

import json
from datetime import date

import pytest

from bot.ticket import Ticket
from bot.views import card
from bot.views.card import Showing
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, Need, Option, PostStory
from tests.bot.scripted import card as contact


def shown(answer: Answer, showing: Showing | None = None) -> str:
    return json.dumps(card.build(answer, Ticket(), showing or Showing()).blocks, ensure_ascii=False)


def labels(answer: Answer, showing: Showing | None = None) -> list[str]:
    blocks = card.build(answer, Ticket(), showing or Showing()).blocks
    rows = [block for block in blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row["elements"]]


def test_a_contact_that_is_not_a_sample_is_not_called_one():
    real = ContactCard("Office", "", "", "", "", "", date(2022, 6, 27), "Register", sample=False)
    assert "Sample record" not in shown(Answer(kind=Kind.CONTACT, contacts=(real,)))
    assert "Sample record" in shown(Answer(kind=Kind.CONTACT, contacts=(contact("Adviser", "01632 960009"),)))


def test_a_contact_that_nobody_checked_says_so():
    unchecked = ContactCard("Office", "", "", "", "", "", None, "Register", sample=False)
    assert "Not checked yet." in shown(Answer(kind=Kind.CONTACT, contacts=(unchecked,)))


def test_a_contact_that_nobody_confirmed_for_long_says_so_on_the_card():
    answer = Answer(kind=Kind.CONTACT, contacts=(contact("Adviser", "01632 960009"),))
    assert "*Not confirmed since June*: it may be" in shown(answer, Showing(today=date(2022, 12, 1)))


def test_the_emergency_comes_first_and_large():
    answer = Answer(
        kind=Kind.URGENT,
        headline="If a child is in danger now, call 999.\nFront door: 01632 960001",
        contacts=(contact("Front door", "01632 960001"), contact("Night line", "01632 960003")),
        others=(Option("x", "Other"),),
    )
    blocks = card.build(answer, Ticket(), Showing(shareable=True)).blocks
    assert blocks[0]["type"] == "header"
    assert "999" in blocks[0]["text"]["text"]
    assert labels(answer) == []


def test_a_number_that_the_emergency_names_already_is_not_repeated():
    answer = Answer(
        kind=Kind.URGENT,
        headline="Call 999.\nFront door: 01632 960001",
        contacts=(contact("Front door", "01632 960001"), contact("Night line", "01632 960003")),
    )
    assert shown(answer).count("01632 960001") == 1
    assert "01632 960003" in shown(answer)


def test_dates_are_listed_with_their_standing():
    answer = Answer(
        kind=Kind.TIMELINE,
        headline="Two dates",
        dates=(
            DatedRow(date(2022, 8, 12), "Closes", "confirmed"),
            DatedRow(date(2022, 9, 1), "Starts", "provisional", note="if agreed"),
        ),
    )
    assert "*12 August 2022*: Closes" in shown(answer)
    assert "*1 September 2022*: Starts (provisional)" in shown(answer)
    assert "if agreed" in shown(answer)


def test_a_post_says_what_it_became_at_which_stage_and_from_where():
    story = PostStory("SEN Caseworker", "renamed", ("EHC Officer",), "final", "Summary of outcomes")
    text = shown(Answer(kind=Kind.POST, headline="It was renamed.", posts=(story,)))
    assert "*SEN Caseworker*: renamed (the final model)" in text
    assert "Now: EHC Officer" in text
    assert "Source: Summary of outcomes." in text


def test_at_most_five_choices_are_offered():
    options = tuple(Option(str(at), f"Choice {at}") for at in range(9))
    assert labels(Answer(kind=Kind.CHOOSE, headline="Which?", options=options)) == [
        f"Choice {at}" for at in range(5)
    ]


def test_a_label_too_long_for_a_button_is_shown_in_full_beside_it():
    long = "A very long name of a school that does not fit on a button of Slack, in a town"
    answer = Answer(kind=Kind.CHOOSE, headline="Which?", options=(Option("1", long),))
    assert labels(answer)[0].endswith("…")
    assert long in shown(answer)


def test_an_unknown_answer_offers_the_directory_team_and_asks_for_no_verdict():
    assert labels(Answer(kind=Kind.UNKNOWN, headline="I do not know.")) == [
        "Send to the directory team",
        "Set my school",
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_text_beside_the_blocks_is_the_whole_answer(kind: Kind):
    answer = Answer(kind=kind, headline="Short", text="The whole answer & more", need=Need())
    assert card.build(answer, Ticket(), Showing()).text == "The whole answer &amp; more"


def test_what_was_asked_is_not_in_an_answer_that_everybody_sees():
    ticket = Ticket(words="about a child")
    answer = Answer(kind=Kind.CONTACT, contacts=(contact("Adviser", "01632 960009"),), text="Adviser")
    blocks = card.build(answer, ticket, Showing(feedback=False)).blocks
    assert "about a child" not in json.dumps(blocks)
