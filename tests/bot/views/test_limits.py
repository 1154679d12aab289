"""Whatever people or the directory write, Slack accepts the message and nobody is pinged."""

import json
import re
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.blocks import check_message, check_view
from bot.ticket import Ticket
from bot.views import card, home, others, question, school
from bot.views import help as guide
from bot.views.card import Showing
from bot.views.limits import SECTION, Message, cut, escape, plain
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, Need, Option, PostStory
from directory.facts import Contact
from directory.words import Audience, Route

NASTY = [
    "<!channel>",
    "<!here|x>",
    "<@U0SOMEDITOR>",
    "<#C1>",
    "a & b",
    "<https://x|y>",
    "|",
    "*_~`",
    "",
    "é" * 9,
]
texts = st.one_of(st.text(max_size=40), st.sampled_from(NASTY), st.text(max_size=40).map(lambda t: t * 120))
options = st.lists(st.builds(Option, id=st.text(min_size=1, max_size=30), label=texts), max_size=9).map(tuple)
contacts = st.builds(
    ContactCard,
    name=texts,
    post=texts,
    team=texts,
    email=texts,
    phone=texts,
    covers=texts,
    verified_on=st.one_of(st.none(), st.dates()),
    source=texts,
    sample=st.booleans(),
    hours=texts,
    url=texts,
)


def team(said: str) -> Contact:
    """A directory team of which everything is `said`."""
    return Contact(
        key="team",
        source=said,
        source_detail="",
        verified_on=None,
        audience=Audience.SCHOOLS,
        sample=True,
        valid_from=None,
        valid_to=None,
        name=said,
        email=said,
        phone=said,
        hours=said,
        url=said,
        note=said,
        route=Route.DIRECTORY_TEAM,
    )


dates = st.builds(DatedRow, date=st.just(date(2022, 8, 12)), title=texts, status=texts, note=texts)
posts = st.builds(
    PostStory,
    title=texts,
    change=texts,
    now=st.lists(texts, max_size=3).map(tuple),
    stage=texts,
    source=texts,
    summary=texts,
)
needs = st.builds(
    Need, topics=st.lists(texts, max_size=3).map(tuple), school=st.none() | texts, post=st.none() | texts
)
answers = st.builds(
    Answer,
    kind=st.sampled_from(Kind),
    contacts=st.lists(contacts, max_size=8).map(tuple),
    options=options,
    dates=st.lists(dates, max_size=15).map(tuple),
    posts=st.lists(posts, max_size=15).map(tuple),
    because=st.lists(texts, max_size=9).map(tuple),
    headline=texts,
    notes=st.lists(texts, max_size=9).map(tuple),
    text=texts,
    need=needs,
    others=options,
    asks_school=st.booleans(),
)
tickets = st.builds(Ticket, need=needs, asker=st.just("U1"), outcome=st.integers(0, 9**9), words=texts)
showings = st.builds(
    Showing,
    shareable=st.booleans(),
    asks_school=st.booleans(),
    own_school=st.booleans(),
    has_school=st.booleans(),
    feedback=st.booleans(),
)
PING = re.compile(r"<[!@#]|<(?!(https?://|mailto:)[^<>]*>)")


def accepted(message: Message) -> None:
    ids = count()
    check_message(json.loads(json.dumps(message.blocks)), lambda: f"b{next(ids)}")
    assert 0 < len(message.text) <= 4000
    for text in [message.text, *_mrkdwn(message.blocks)]:
        assert not PING.search(text), text


def _mrkdwn(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for inner in value.values() for text in _mrkdwn(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _mrkdwn(inner)]
    return []


@settings(deadline=None)
@given(answers, tickets, showings)
def test_any_answer_is_a_message_that_slack_accepts_and_that_pings_nobody(answer, ticket, showing):
    accepted(card.build(answer, ticket, showing))


@settings(deadline=None)
@given(options, tickets)
def test_any_others_are_messages_that_slack_accepts_and_that_ping_nobody(found, ticket):
    accepted(others.also(found, ticket))
    accepted(others.instead(found, ticket))


@settings(deadline=None)
@given(texts, st.none() | texts)
def test_any_home_tab_is_accepted_and_pings_nobody(authority, works_at):
    ids = count()
    view = json.loads(json.dumps(home.build(authority, works_at, "schools")))
    check_view(view, lambda: f"b{next(ids)}")
    assert not any(PING.search(text) for text in _mrkdwn(view))


@settings(deadline=None)
@given(texts, texts)
def test_any_modal_is_accepted(metadata, words):
    change = school.change(metadata, Option("1", words))
    for view in (question.form(words), question.sent(team(words)), change):
        ids = count()
        check_view(json.loads(json.dumps(view)), lambda ids=ids: f"b{next(ids)}")


def test_the_explanation_and_the_thanks_are_accepted():
    for message in (guide.explanation(), others.thanks(), others.not_for_schools()):
        accepted(message)


@settings(deadline=None)
@given(texts, st.integers(5, SECTION))
def test_cutting_never_leaves_half_an_entity_or_half_a_link(text, limit):
    short = cut(f"{escape(text)} <https://example.org/{'x' * 40}|page>", limit)
    assert len(short) <= limit
    assert re.fullmatch(r"(?:[^<>&]|&(?:amp|lt|gt);|<[^<>]+>)*", short)


@settings(deadline=None)
@given(texts, st.integers(2, 150))
def test_plain_text_is_never_empty_or_too_long(text, limit):
    assert 0 < len(plain(text, limit)) <= limit


def test_a_directory_entry_cannot_ping_a_channel():
    answer = Answer(kind=Kind.UNKNOWN, headline="<!channel> hello", text="<!channel> hello")
    message = card.build(answer, Ticket(), Showing())
    assert "&lt;!channel&gt; hello" in message.text
    assert "<!channel>" not in json.dumps(message.blocks)


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.UNKNOWN, Kind.TIMELINE])
def test_a_very_long_answer_keeps_its_buttons(kind):
    answer = Answer(kind=kind, headline="Who", notes=("word " * 900,) * 9, text="Who")
    message = card.build(answer, Ticket(), Showing())
    assert message.blocks[-1]["type"] == "actions"
