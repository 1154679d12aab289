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
