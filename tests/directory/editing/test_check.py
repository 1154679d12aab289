"""What an editor may type into a field, and what is made of it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import db
from directory.ask.everyday import Everyday
from directory.days import NotADay, parse_day, spelled
from directory.editing.carry_out import carry_out
from directory.editing.check import phone
from directory.editing.commands import Add, AddPhrase, Edit
from directory.editing.errors import BadFields
from directory.editing.kinds import KINDS, FieldType, UnknownKind, kind_of
from tests.directory.editing.conftest import NOW, OWNER, TODAY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632960000", "01632 960000"),
        ("+44 (0)1632 960 123", "01632 960123"),
        ("0300 123 4567", "0300 123 4567"),
        ("999", "999"),
        ("", ""),
    ],
)
def test_a_uk_phone_number_is_kept_as_people_write_it(typed, kept):
    assert phone(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "+33 1 42 68 53 00", "call me", "01632 960000 ext 4"])
def test_what_is_no_uk_phone_number_is_refused(typed):
    with pytest.raises(ValueError, match="not a UK phone number"):
        phone(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 September", date(2026, 9, 1)),
        ("1st Sept 2027", date(2027, 9, 1)),
        ("31 May", date(2027, 5, 31)),
        ("1 June", TODAY),
        ("29 February", date(2028, 2, 29)),
        ("01/09/2026", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 6, 2)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed, day):
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "soon", "31 June", "31/02/2026", "1 M", "2026-13-01"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(NotADay):
        parse_day(typed, TODAY)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_that_was_spelled_is_understood(day):
    assert parse_day(spelled(day)) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_refused(text):
    with suppress(NotADay):
        assert isinstance(parse_day(text, TODAY), date)


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [
        ("contact", "url", "example.org"),
        ("contact", "email", "office"),
        ("school", "postcode", "TA14DY"),
        ("school", "key", "12345"),
        ("school", "closed_on", "soon"),
        ("school", "status", "shut"),
        ("post", "number", "many"),
        ("post", "team", "nowhere"),
        ("service", "topics", "attendance; nonsense"),
        ("contact", "sample", "perhaps"),
        ("contact", "name", "x" * 256),
        ("contact", "colour", "blue"),
    ],
)
def test_a_field_that_is_not_right_is_named_with_a_sentence(does, kind, field, typed):
    with pytest.raises(BadFields) as refused:
        does(Add(kind, {field: typed}))
    sentence = refused.value.errors[field]
    assert sentence.endswith(".")
    assert len(sentence) > 15


def test_lists_are_separated_by_semicolons_and_repeats_are_left_out(does, held):
    does(Edit("post", "lead", {"aliases": "LIA; Lead advisor ;LIA;"}, None))
    assert held().posts["lead"].aliases == ("LIA", "Lead advisor")


def test_a_school_keeps_its_urn(does):
    with pytest.raises(BadFields, match="cannot be changed"):
        does(Edit("school", "100001", {"key": "100009"}, None))


def test_a_kind_is_found_by_its_name_in_the_singular_or_the_plural():
    assert kind_of("Schools") is KINDS["school"]
    assert kind_of("topic phrase") is KINDS["phrase"]
    with pytest.raises(UnknownKind, match="contact, post, team"):
        kind_of("unicorn")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_of_every_kind_is_a_field_of_its_facts(kind, does, held):
    does(AddPhrase("attendance", "kids not turning up"))
    facts = list(getattr(held(), kind.held).values())
    assert facts
    for field in kind.fields:
        assert field.label
        assert (field.choices is not None) == (field.holds is FieldType.CHOICE)
        assert bool(field.refers_to) == (field.holds in (FieldType.REFERENCE, FieldType.REFERENCES))
        assert all(hasattr(fact, field.name) for fact in facts)


EVERYDAY = Everyday(frozenset({"the", "who", "deals", "with", "you"}), {"u": "you"})


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("the", "'the' is made of everyday words alone"),
        ("Who deals with?", "everyday words alone"),
        ("THE", "everyday words alone"),
        ("u", "everyday words alone"),
        ("🎉", "'🎉' has no letters or digits"),
    ],
)
def test_a_wording_that_tells_nothing_cannot_stand_for_a_topic(westshire, wording, why):
    for command in (
        Add("phrase", {"phrase": wording, "topic": "attendance"}),
        AddPhrase("attendance", wording),
    ):
        with pytest.raises(BadFields) as refused:
            _carried_out(westshire, command)
        assert why in refused.value.errors["phrase"]


def test_a_wording_that_tells_nothing_cannot_take_the_place_of_one_that_does(westshire):
    key = _carried_out(westshire, AddPhrase("attendance", "who deals with lates")).key
    with pytest.raises(BadFields, match="everyday words alone"):
        _carried_out(westshire, Edit("phrase", key, {"phrase": "who deals with"}, None))


def _carried_out(westshire, command):
    with db.writing(westshire) as session:
        return carry_out(session, OWNER, command, today=TODAY, now=NOW, everyday=EVERYDAY)
