"""The HSDS export against the published schemas, where they are at hand."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory import db
from directory.editing.carry_out import carry_out
from directory.editing.commands import Edit
from directory.exchange import Format, export
from directory.roles import Actor, Role, Standing
from directory.words import Audience
from tests.conftest import ROOT
from tests.directory.exchange.conftest import TODAY, Desk, loaded

SCHEMAS = Path(os.environ.get("HSDS_SCHEMAS", ""))
needs_schemas = pytest.mark.skipif(
    "HSDS_SCHEMAS" not in os.environ,
    reason="HSDS_SCHEMAS is not set: it names the folder with the schemas hsds-3.0 and oruk-3.0-uk",
)


LATER = datetime(2022, 6, 29, 12, 30, tzinfo=UTC)


@pytest.fixture(params=["somerset", "bury"])
def council(request, new_desk) -> Desk:
    """A council's pack, of which an editor has rewritten the first service."""
    desk = new_desk(request.param)
    loaded(desk.engine, ROOT / "data" / request.param)
    edits(desk, {"description": "What it is, in other words", "aliases": ("Another name",)})
    return desk


def edits(desk: Desk, fields: dict[str, Any], from_day: date | None = None) -> None:
    key = sorted(desk.snapshot().visible_to(Audience.SCHOOLS).services)[0]
    owner = Actor("T1", "U1", desk.authority, Standing.MEMBER, Role.OWNER, is_staff=True)
    with db.writing(desk.engine) as session:
        command = Edit("service", key, fields, None, from_day)
        carry_out(session, owner, command, today=TODAY, now=LATER)


def test_a_service_says_what_its_fields_said_before_and_not_by_whom(council):
    first, second, *_ = listed(council)["contents"]
    assert "metadata" not in second
    told = {each["field_name"]: each for each in first["metadata"]}
    assert set(told) == {"description", "alternate_name"}
    assert told["description"]["replacement_value"] == "What it is, in other words"
    assert told["description"]["updated_by"] == "Directory editor"
    assert told["description"]["last_action_date"] == "2022-06-29"


def test_a_service_says_when_it_changed_and_who_checks_it(council):
    first, second, *_ = listed(council)["contents"]
    assert first["last_modified"] == "2022-06-29T12:30:00.000Z"
    assert second["last_modified"] < first["last_modified"]
    assert first["assurer_email"].endswith("example.org")
    edits(council, {"description": "Something else"}, date(2022, 6, 30))
    with db.reading(council.engine) as session:
        exported = export(session, council.authority, Format.HSDS, Audience.SCHOOLS, date(2022, 7, 1))
    assert json.loads(exported.content)["contents"][0]["last_modified"] == "2022-06-30T00:00:00.000Z"


def test_what_a_service_said_while_it_was_for_staff_is_not_told_to_schools(new_desk):
    desk = new_desk("bury")
    loaded(desk.engine, ROOT / "data" / "bury")
    key = sorted(desk.snapshot().visible_to(Audience.SCHOOLS).services)[0]
    owner = Actor("T1", "U1", "bury", Standing.MEMBER, Role.OWNER, is_staff=True)
    for fields in ({"audience": "staff"}, {"description": "Secret"}, {"audience": "schools", "name": "Open"}):
        with db.writing(desk.engine) as session:
            carry_out(session, owner, Edit("service", key, fields, None), today=TODAY, now=LATER)
    with db.writing(desk.engine) as session:
        command = Edit("service", key, {"description": "For all"}, None)
        carry_out(session, owner, command, today=TODAY, now=LATER)
    shown = next(each for each in listed(desk)["contents"] if each["name"] == "Open")
    assert [each["replacement_value"] for each in shown["metadata"]] == ["For all"]
    assert "Secret" in json.dumps(listed(desk, Audience.STAFF))


def schema(folder: str, name: str) -> Any:
    return json.loads((SCHEMAS / folder / name).read_text(encoding="utf-8"))


def closed(node: Any) -> Any:
    """The schema with every object closed, so that a field that the standard does not have is refused."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: closed(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        found["additionalProperties"] = False
    return found


def faults(against: Any, content: Any) -> list[str]:
    validator = Draft202012Validator(against, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


def listed(desk: Desk, audience: Audience = Audience.SCHOOLS) -> Any:
    return json.loads(desk.export(Format.HSDS, audience).content)


@needs_schemas
@pytest.mark.parametrize("audience", list(Audience))
def test_every_service_is_valid_hsds_with_every_object_closed(council, audience):
    strict = closed(schema("hsds-3.0", "service.json"))
    services = listed(council, audience)["contents"]
    assert len(services) > 10
    assert [fault for service in services for fault in faults(strict, service)] == []


@needs_schemas
def test_the_council_is_a_valid_hsds_organization(council):
    strict = closed(schema("hsds-3.0", "organization.json"))
    assert faults(strict, listed(council)["contents"][0]["organization"]) == []


@needs_schemas
def test_the_list_is_valid_open_referral_uk(council):
    assert faults(schema("oruk-3.0-uk", "service_list.json"), listed(council)) == []


@needs_schemas
@pytest.mark.parametrize(
    ("field", "value"), [("id", "not-a-uuid"), ("email", "nobody"), ("status", "open"), ("colour", "red")]
)
def test_the_strict_schema_notices_a_fault(council, field, value):
    service = listed(council)["contents"][0]
    assert faults(closed(schema("hsds-3.0", "service.json")), service | {field: value})


def test_a_service_says_who_to_contact_for_what_and_when_that_was_checked(council):
    for service in listed(council)["contents"]:
        assert service["assured_date"]
        assert service["attributes"][0]["taxonomy_term"]["name"]
        assert service["service_areas"][0]["name"]
    assert any(service.get("contacts") and service.get("phones") for service in listed(council)["contents"])
    assert any(service.get("schedules") for service in listed(council)["contents"])


def test_the_envelope_counts_its_services(council):
    page = listed(council)
    assert page["total_items"] == page["size"] == len(page["contents"])
    assert (page["first_page"], page["last_page"], page["empty"]) == (True, True, False)


def test_a_sample_is_announced_as_one(council):
    assert all(
        "Sample" in service["alert"] for service in listed(council)["contents"] if service.get("phones")
    )
