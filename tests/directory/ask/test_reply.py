"""The contacts that are looked up once for all schools are those that each school would get."""

from dataclasses import replace

from directory.ask import contacts
from directory.ask.answer import Need
from directory.ask.contacts import Where
from directory.ask.index import AskIndex
from directory.ask.reply import Replier
from directory.words import Audience
from tests.directory.ask.conftest import TODAY


def _replier(desk, held) -> Replier:
    shared = desk._replier("somerset", Audience.SCHOOLS, TODAY).index.shared
    return Replier(AskIndex(shared, held), TODAY)


def test_every_need_has_the_contacts_of_the_school_that_asks(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    replier = _replier(desk, held)
    schools = list(held.schools.values())[::40]
    assert schools
    for topic in desk.vocabulary.topics:
        for school in schools:
            where = Where(school, (school.area,) if school.area else ())
            expected = contacts.for_topic(topic, where, held).cards or contacts.general(held)
            assert replier.contact(Need((topic,), school=school.key)).contacts == expected


def test_a_service_for_one_phase_only_is_not_that_of_another(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    topic, (service, *_) = next(iter(held.services_by_topic.items()))
    school = next(iter(held.schools.values()))
    other = next(each.phase for each in held.schools.values() if each.phase != school.phase)
    services = {**held.services, service.key: replace(service, phases=(other,))}
    narrowed = replace(held, services=services)
    replier = _replier(desk, narrowed)
    expected = contacts.for_topic(topic, Where(school, (school.area,) if school.area else ()), narrowed)
    assert replier.contact(Need((topic,), school=school.key)).contacts == expected.cards
    assert expected != contacts.for_topic(topic, Where(), held)


def _unreachable(held):
    contacts_ = {key: replace(each, email="", phone="", url="") for key, each in held.contacts.items()}
    return replace(held, contacts=contacts_)


def test_the_general_route_stands_beside_a_contact_whom_nobody_can_reach(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    general = contacts.general(held)
    assert general
    kept = {key: each for key, each in held.contacts.items() if each.name == general[0].name}
    answer = _replier(
        desk, replace(_unreachable(held), contacts={**_unreachable(held).contacts, **kept})
    ).contact(Need(("attendance",)))
    assert answer.contacts[-1] == general[0]
    assert any("does not say how to reach" in note for note in answer.notes)


def test_no_general_route_is_promised_where_there_is_none(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    empty = replace(held, contacts={})
    for topic in ("attendance", contacts.LEAD_TOPIC):
        answer = _replier(desk, empty).contact(Need((topic,)))
        assert answer.contacts == ()
        assert "general route" not in answer.text


def test_somebody_who_answers_two_needs_is_shown_once(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    replier = _replier(desk, held)
    for topics in (("suspensions-exclusions", "managed-moves"), ("admissions", "place-planning")):
        cards = replier.contact(Need(topics)).contacts
        assert len({(card.name, card.email, card.phone) for card in cards}) == len(cards)
