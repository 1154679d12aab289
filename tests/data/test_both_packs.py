import re
from pathlib import Path

from sqlalchemy import Engine

from directory.packs import load_pack
from directory.words import Route
from tests.data.conftest import DATA, VOCABULARY, records


def test_a_pack_loads_and_loads_again_without_a_change(engine: Engine, pack, now):
    folder = Path(pack.folder)
    first = load_pack(engine, folder, vocabulary_folder=VOCABULARY, who="test", at=now)
    again = load_pack(engine, folder, vocabulary_folder=VOCABULARY, who="test", at=now)
    assert (first.added, again.unchanged) == (sum(map(len, pack.entries.values())),) * 2
    assert (again.added, again.changed, again.not_in_pack) == (0, 0, 0)


def test_both_packs_share_one_directory(engine: Engine, now):
    for name in ("somerset", "bury"):
        report = load_pack(engine, DATA / name, vocabulary_folder=VOCABULARY, who="test", at=now)
        assert (report.authority, report.changed, report.not_in_pack) == (name, 0, 0)


def test_every_sample_is_reached_at_made_up_addresses_and_nothing_else_is(pack):
    for contact in records(pack, "contacts").values():
        assert contact.email.endswith(".example.org") == contact.sample
        assert bool(re.fullmatch(r"01632 960\d{3}", contact.phone)) == contact.sample


def test_no_two_samples_share_a_number_or_an_address(somerset, bury):
    contacts = [*records(somerset, "contacts").values(), *records(bury, "contacts").values()]
    phones = [contact.phone for contact in contacts if contact.phone]
    emails = [contact.email for contact in contacts if contact.email]
    assert len(set(phones)) == len(phones)
    assert len(set(emails)) == len(emails)


def test_a_sample_contact_is_named_after_a_post_or_a_route_and_never_after_a_person(pack):
    titles = {post.title for post in records(pack, "posts").values()}
    places = {area.name for area in records(pack, "areas").values()}
    places |= {school.town for school in records(pack, "schools").values()}
    routes = {"Education and Inclusion enquiries (sample)", "Directory team", "SENDIASS"}
    routes |= {f"Children's social care {line}" for line in ("front door", "out of hours")}
    routes |= {"Local authority designated officer (LADO)", "Admissions Officers (shared mailbox)"}
    for contact in records(pack, "contacts").values():
        if not contact.sample:
            continue
        title, _, place = contact.name.partition(", ")
        title = re.sub(r" \((CME/EHE|IYFAP|Systems & Comms)\)$", "", title)
        assert contact.name in routes | titles or title in titles
        assert contact.name in routes | titles or not place or re.sub(r" \d+$", "", place) in places


def test_every_assignment_is_a_sample_because_no_document_names_a_holder(pack):
    assert all(row.sample for row in records(pack, "assignments").values())


def test_every_record_says_where_it_comes_from(pack):
    sources = {source.key for source in pack.authority.sources}
    for entries in pack.entries.values():
        for entry in entries:
            assert entry.row.source in sources
            assert entry.row.source_detail


def test_a_record_is_a_sample_exactly_where_its_source_is(pack):
    for entries in pack.entries.values():
        for entry in entries:
            assert entry.row.sample == (entry.row.source == "sample")


def test_every_source_has_a_day_so_that_every_record_has_been_verified(pack):
    assert all(source.published for source in pack.authority.sources)


def test_each_fall_back_route_is_named_once(pack):
    routes = [contact.route for contact in records(pack, "contacts").values() if contact.route]
    assert sorted(routes) == sorted(Route)


def test_every_owner_of_a_topic_can_be_reached(pack):
    held = {row.post for row in records(pack, "assignments").values()}
    for service in records(pack, "services").values():
        assert service.contact or service.post in held


def test_a_topic_belongs_to_one_service(pack):
    topics = [topic for service in records(pack, "services").values() for topic in service.topics]
    assert sorted(topics) == sorted(set(topics))


def test_no_two_schools_of_one_name_are_told_apart_by_nothing(pack):
    offered = [row for row in records(pack, "schools").values() if row.status in ("open", "closing")]
    places = [(row.name.lower(), row.postcode) for row in offered]
    assert len(set(places)) == len(places)
