import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from directory import db
from directory.ask.answer import Question
from directory.ask.desk import EnquiryDesk
from directory.ask.evaluate import evaluate
from directory.changes import recording
from directory.errors import UnknownAuthority, UnknownSchool
from directory.json_lines import BadJsonLines
from directory.models import Authority, Contact
from directory.packs import load_pack
from directory.snapshot import take
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY


@pytest.fixture
def loaded(engine):
    load_pack(
        engine,
        DATA / "bury",
        vocabulary_folder=DATA / "vocabulary",
        who="tests",
        at=datetime(2022, 6, 27, tzinfo=UTC),
    )
    return engine


def test_a_change_is_seen_by_the_next_question(loaded):
    desk = EnquiryDesk(loaded)
    before = desk.ask(Question("zzzz", "bury", TODAY)).contacts[0]
    with db.writing(loaded) as session:
        bury = session.scalars(select(Authority)).one()
        with recording(session, bury, who="U1", action="edit", at=datetime.now(UTC)):
            contact = session.scalars(select(Contact).where(Contact.name == before.name)).one()
            contact.phone = "01632 960999"
    assert desk.ask(Question("zzzz", "bury", TODAY)).contacts[0].phone == "01632 960999"


def test_a_record_is_used_only_on_the_days_it_holds(loaded):
    desk = EnquiryDesk(loaded)
    name = desk.ask(Question("zzzz", "bury", TODAY)).contacts[0].name
    with db.writing(loaded) as session:
        bury = session.scalars(select(Authority)).one()
        with recording(session, bury, who="U1", action="edit", at=datetime.now(UTC)):
            session.scalars(select(Contact).where(Contact.name == name)).one().valid_to = date(2022, 6, 30)
    assert desk.ask(Question("zzzz", "bury", date(2022, 6, 30))).contacts[0].name == name
    assert desk.ask(Question("zzzz", "bury", date(2022, 7, 1))).contacts == ()


def test_both_databases_give_the_same_snapshot(sqlite_engine, postgres_engine):
    held = []
    for engine in (sqlite_engine, postgres_engine):
        load_pack(
            engine,
            DATA / "somerset",
            vocabulary_folder=DATA / "vocabulary",
            who="tests",
            at=datetime(2022, 6, 27, tzinfo=UTC),
        )
        with db.reading(engine) as session:
            held.append(take(session, "somerset"))
    assert held[0] == held[1]
    assert len(held[0].schools) > 300


def test_what_schools_see_has_no_staff_record(desk):
    seen = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    assert {fact.audience for fact in seen.posts.values()} == {Audience.SCHOOLS}
    assert seen.ring_fences == {}
    assert seen.support_offers == {}
    assert [row.key for row in seen.key_dates.values()] == ["share-with-schools"]


def test_an_unknown_authority_says_which_there_are(desk):
    with pytest.raises(UnknownAuthority, match="bury, somerset"):
        desk.ask(Question("attendance", "atlantis", TODAY))


def test_a_school_of_another_authority_is_not_accepted(desk):
    with pytest.raises(UnknownSchool):
        desk.school("bury", "123669", TODAY)


def test_an_askers_school_of_another_authority_is_not_used(desk):
    answer = desk.ask(Question("who is our lead inclusion advisor", "somerset", TODAY, asker_school="105283"))
    assert answer.school is None


def test_the_typeahead_offers_open_schools_only(desk):
    labels = [option.label for option in desk.suggest_schools("somerset", "wook", TODAY)]
    assert labels == ["Wookey Primary School, Wells"]
    held = desk.snapshot("somerset").schools
    everything = desk.suggest_schools("somerset", "", TODAY, limit=1000)
    assert {held[option.id].offered for option in everything} == {True}


def test_the_typeahead_forgives_a_misspelling(desk):
    assert "123669" in [option.id for option in desk.suggest_schools("somerset", "wookie primary", TODAY)]


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gets_an_answer(desk, text):
    answer = desk.ask(Question(text, "somerset", TODAY))
    json.dumps(answer.as_json())
    assert answer.text


@settings(max_examples=20, deadline=None)
@given(text=st.text(min_size=1, max_size=100))
def test_ten_thousand_characters_of_anything_get_an_answer(desk, text):
    long = (text * (10_000 // len(text) + 1))[:10_000]
    assert desk.ask(Question(long, "somerset", TODAY, Audience.STAFF)).text


def line(**more):
    return json.dumps({"id": "1", "q": "attendance", "authority": "somerset"} | more)


def test_an_evaluation_counts_what_was_right_and_lists_every_miss(desk, tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(
        "\n".join(
            [
                line(expect={"kind": "contact", "topics": ["attendance"]}),
                line(id="2", expect={"kind": "contact", "topics": ["cme"]}),
                line(id="3", q="zzzz", expect={"kind": "contact", "topics": ["cme"]}),
                line(id="4", q="zzzz", expect={"kind": "unknown"}),
            ]
        )
    )
    seen = []
    report = evaluate(desk, path, on_progress=lambda done, of: seen.append((done, of)))
    assert report.as_json()["kinds"] == {
        "contact": {"asked": 3, "right": 1},
        "unknown": {"asked": 1, "right": 1},
    }
    assert [(miss.id, miss.confident) for miss in report.misses] == [("2", True), ("3", False)]
    assert report.confidently_wrong == 0.25
    assert seen[-1] == (4, 4)
    assert "- 2 [wrong, confident] attendance" in report.as_text()


def test_a_bad_line_of_a_question_file_is_named(desk, tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(line(expect={"kind": "contact"}) + "\n" + line(expect={"kind": "maybe"}))
    with pytest.raises(BadJsonLines, match=r"questions\.jsonl, line 2, expect\.kind"):
        evaluate(desk, path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIA for Rishton?", "Ruishton Church of England School"),
        ("staplgrove - home ed officer name", "Staplegrove Church School"),
        ("pawett, a midday supervisor's sick pay has run out", "Pawlett Primary School Academy"),
        ("who covers the Afghan boy who came by way of Hong Kong", None),
        ("virtual head please, the girl is from Blandford", None),
    ],
)
def test_one_slip_in_a_name_is_forgiven_in_any_message_and_other_places_are_none(desk, text, name):
    finding = desk.find_school("somerset", text, TODAY)

    assert [school.name for school in finding.schools] == ([name] if name else [])
