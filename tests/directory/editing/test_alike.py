"""Which records look like the same thing."""

import pytest

from directory.editing.alike import NEAR_NAME, SAME_EMAIL, SAME_NAME, Alike, Twin


@pytest.fixture
def alike() -> Alike:
    found = Alike()
    found.add("north", "Officer, North", "north@example.org")
    found.add("one", "Lead Inclusion Advisor 1")
    return found


@pytest.mark.parametrize(
    ("name", "email", "twin"),
    [
        ("officer, north", "", Twin("north", SAME_NAME)),
        ("North Officer,", "", Twin("north", SAME_NAME)),
        ("Officer Nort", "", Twin("north", NEAR_NAME)),
        ("Help line", "NORTH@example.org", Twin("north", SAME_EMAIL)),
        ("Officer, North", "north@example.org", Twin("north", SAME_EMAIL)),
        ("Lead Inclusion Advisor 2", "", None),
        ("Help line", "", None),
        ("", "", None),
    ],
)
def test_a_record_looks_like_another_by_its_email_or_its_name(alike, name, email, twin):
    assert alike.twins(name, email) == ((twin,) if twin else ())


def test_a_record_is_not_like_itself_and_is_known_by_what_it_says_now(alike):
    assert alike.twins("Officer, North", but="north") == ()
    alike.add("north", "Officer, West", "west@example.org")
    assert alike.twins("Officer, North", "north@example.org") == ()
