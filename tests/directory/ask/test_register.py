"""Reading the national register."""

from pathlib import Path

import pytest

from directory.ask.register import BadRegister, read_register

HEADER = "URN,LA (name),EstablishmentName,EstablishmentStatus (name),Locality,Address3,Town,Postcode"
ROWS = [
    HEADER,
    "100001,Testshire,Sample Primary School,Open,Oldbury,,Newtown,TE1 1ST",
    "100002,Testshire,Sample Infant School,Closed,,,Newtown,TE1 1ST",
    "100003,Testshire,Sample Junior School,Proposed to open,,,Newtown,TE1 1ST",
    '100004,"Bath and North East Somerset",Samplé School,"Open, but proposed to close",,,Bath,BA1 1AA',
]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return path


def test_england_is_every_school_that_is_not_closed(register):
    assert [school.urn for school in read_register(register)] == ["100001", "100003", "100004"]


def test_a_school_that_is_not_open_yet_is_marked(register):
    assert [school.proposed for school in read_register(register)] == [False, True, False]


@pytest.mark.parametrize("name", ["Bath & North-East Somerset", "bath-and-north-east-somerset"])
def test_a_local_authority_is_found_however_it_is_written(register, name):
    assert [school.urn for school in read_register(register, name)] == ["100004"]


def test_the_registers_own_encoding_is_read(register):
    register.write_bytes("\r\n".join(ROWS).encode("cp1252"))
    assert read_register(register)[-1].name == "Samplé School"


def test_an_authority_without_schools_is_said_so(register):
    with pytest.raises(BadRegister, match="no open school of 'atlantis'"):
        read_register(register, "atlantis")


def test_a_file_without_the_columns_is_said_so(register):
    register.write_text("name,town\nSample,Newtown\n")
    with pytest.raises(BadRegister, match="no column named URN"):
        read_register(register)


def test_a_line_that_is_cut_short_is_named(register):
    register.write_text(f"{HEADER}\n100001,Testshire\n")
    with pytest.raises(BadRegister, match="line 2"):
        read_register(register)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(BadRegister, match="cannot be read"):
        read_register(tmp_path / "nowhere.csv")
