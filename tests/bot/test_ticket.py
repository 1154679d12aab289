"""A ticket comes back from Slack as it went, and always fits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.metadata import Return
from bot.reply import Place
from bot.ticket import WORDS_KEPT, Ticket
from directory.ask.answer import Need

keys = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=25)
needs = st.builds(
    Need,
    topics=st.lists(keys, max_size=3).map(tuple),
    school=st.none() | st.just("123456"),
    area=st.none() | keys,
    post=st.none() | keys,
    elsewhere=st.booleans(),
)
tickets = st.builds(
    Ticket,
    need=needs,
    asker=keys,
    school=st.none() | st.just("654321"),
    outcome=st.integers(0, 10**9),
    words=st.text(max_size=WORDS_KEPT),
    pick=keys,
)


@settings(deadline=None)
@given(tickets)
def test_a_ticket_comes_back_from_a_button_as_it_was(ticket):
    assert Ticket.unpacked(ticket.packed()) == ticket


@settings(deadline=None)
@given(tickets.map(lambda t: Ticket(t.need, t.asker, t.school, t.outcome, "word " * 2000, t.pick)))
def test_a_ticket_fits_a_block_id_without_its_words(ticket):
    packed = ticket.packed(255)
    assert len(packed) <= 255
    assert Ticket.unpacked(packed).asker == ticket.asker
    assert Ticket.unpacked(packed).words == ""


@settings(deadline=None)
@given(st.text())
def test_text_that_is_no_ticket_gives_an_empty_one_or_none_of_its_parts(text):
    assert isinstance(Ticket.unpacked(text), Ticket)


@settings(deadline=None)
@given(tickets)
def test_a_modal_remembers_where_to_go_back_to(ticket):
    back = Return(Place("C1", "U1", thread_ts="1.2", response_url="https://hooks.example.org/x"), ticket)
    packed = back.packed()
    assert len(packed) <= 3000
    assert Return.unpacked(packed, "U1").place == back.place
    assert Return.unpacked(packed, "U1").ticket.need == ticket.need
