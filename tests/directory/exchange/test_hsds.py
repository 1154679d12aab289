"""The HSDS export against the published schemas, where they are at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.exchange import Format
from directory.words import Audience
from tests.conftest import ROOT
from tests.directory.exchange.conftest import Desk, loaded

SCHEMAS = Path(os.environ.get("HSDS_SCHEMAS", ""))
needs_schemas = pytest.mark.skipif(
    "HSDS_SCHEMAS" not in os.environ,
    reason="HSDS_SCHEMAS is not set: it names the folder with the schemas hsds-3.0 and oruk-3.0-uk",
)


@pytest.fixture(params=["somerset", "bury"])
def council(request, new_desk) -> Desk:
    desk = new_desk(request.param)
    loaded(desk.engine, ROOT / "data" / request.param)
    return desk


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
