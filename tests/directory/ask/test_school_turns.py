"""What stands beside the name of a school: whose it is, and what of it is asked."""

import pytest

from directory.ask import school_turns


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("girl joining from ", True),
        ("our feeder ", True),
        ("his sister is at ", True),
        ("y6 transferring to ", True),
        ("moved here from the ", True),
        ("he came to us from ", True),
        ("managed move from us to ", True),
        ("we are to receive a pupil from ", True),
        ("a boy who was excluded last year from ", True),
        ("we have a shared head with ", True),
        ("she is leaving us for ", True),
        ("the review was done at ", True),
        ("one of our staff has gone to ", True),
        ("we've just taken a boy from ", True),
        ("is our adviser the same as ", True),
        ("I used to work at ", True),
        ("asking on behalf of our feeder ", False),
        ("I'm calling from ", False),
        ("attendance at ", False),
        ("", False),
    ],
)
def test_a_school_that_a_child_has_to_do_with_is_named_in_passing(text: str, passing: bool):
    assert school_turns.named_in_passing(text + "Kingsmead", (len(text), len(text) + 9)) == passing


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("Kingsmead says we are theirs, who is our adviser", True),
        ("Kingsmead has asked for its adviser", False),
        ("Kingsmead have a really good adviser, who is ours", True),
    ],
)
def test_a_school_that_only_says_something_is_named_in_passing(text: str, passing: bool):
    assert school_turns.named_in_passing(text, (0, len("Kingsmead"))) == passing


@pytest.mark.parametrize(
    "after",
    [
        ". who is the adviser there",
        ", who covers that school",
        ". and their lead?",
        ", who is Kingsmead's lead",
    ],
)
def test_a_school_named_in_passing_may_be_asked_about(after: str):
    before = "his sister is at "
    assert not school_turns.named_in_passing(before + "Kingsmead" + after, (len(before), len(before) + 9))


@pytest.mark.parametrize(
    ("before", "after", "of_itself"),
    [
        ("postcode of ", "", True),
        ("who is the SENCO at ", " please", True),
        ("what is ", "'s Ofsted grade?", True),
        ("what time does ", " finish", True),
        ("email for the head at ", "", True),
        ("number for ", " office", True),
        ("who is DSL at ", ", need to send a file", True),
        ("who is head at ", " now", True),
        ("number for ", " about a fine", False),
        ("who is the attendance officer for ", "", False),
    ],
)
def test_something_may_be_asked_about_the_school_itself(before: str, after: str, of_itself: bool):
    span = (len(before), len(before) + 9)
    assert school_turns.of_itself(before + "Kingsmead" + after, span) == of_itself


@pytest.mark.parametrize(
    ("before", "after", "wished"),
    [
        ("is there a place at ", "", True),
        ("mum wants ", "", True),
        ("", " placement", True),
        ("how do we get him into ", "", True),
        ("attendance at ", "", False),
        ("we are ", " and need an EP", False),
    ],
)
def test_a_school_may_be_wished_for_a_child(before: str, after: str, wished: bool):
    span = (len(before), len(before) + 9)
    assert school_turns.wished(before + "Kingsmead" + after, span) == wished


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("a girl in ", " has lost her pass", True),
        ("a year 7 who lives out at ", "", True),
        ("taxi from ", " late again", True),
        ("the contract bus out of ", ", is there a seat", True),
        ("a mum who drives him in from ", " each day", True),
        ("the ", " bus went without three of ours", True),
        ("travellers are camped near ", "", True),
        ("a boy fostered in ", "", True),
        ("the health visitor at ", " asked us", True),
        ("attendance in ", "", False),
        ("a girl at ", " has lost her pass", False),
        ("the taxi was late, who covers ", "", False),
        ("", " attendance", False),
    ],
)
def test_a_place_may_only_tell_where_something_is(before: str, after: str, where: bool):
    span = (len(before), len(before) + len("Porlock"))
    assert school_turns.tells_where(f"{before}Porlock{after}", span) == where


@pytest.mark.parametrize(
    ("before", "after", "ours"),
    [
        ("we at ", " are to receive a pupil", True),
        ("I write as Headteacher of ", "", True),
        ("who is the adviser for us at ", "?", True),
        ("", " here - who does transfers", True),
        ("a pupil from ", " came here", False),
        ("a boy joining us from ", "", False),
        ("who is the head at ", "", False),
    ],
)
def test_the_askers_own_school_is_told_as_such(before: str, after: str, ours: bool):
    span = (len(before), len(before) + len("Kingsmead"))
    assert school_turns.is_ours(f"{before}Kingsmead{after}", span) == ours
