"""What a cell may hold, and that a long one is read at once."""

import time

import pytest
from pydantic import TypeAdapter, ValidationError

from directory.exchange import understand
from directory.packs.values import Url

ADDRESS = TypeAdapter(Url)


@pytest.mark.parametrize(
    "address", ["", "http://a.b", "https://somerset.gov.uk/schools?a=b", "https://a..b", "https://..a"]
)
def test_a_web_address_is_accepted(address):
    assert ADDRESS.validate_python(address) == address


@pytest.mark.parametrize(
    "address", ["somerset.gov.uk", "https://somerset", "https://.uk", "https://uk.", "https://a .uk"]
)
def test_what_is_no_web_address_is_refused(address):
    with pytest.raises(ValidationError, match="is not a web address"):
        ADDRESS.validate_python(address)


def test_a_long_cell_is_read_at_once():
    began = time.perf_counter()
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(f"https://{'.' * 50_000} ")
    assert understand._SIDE.fullmatch(f"Officer{' ' * 50_000}North") is None
    assert time.perf_counter() - began < 1
