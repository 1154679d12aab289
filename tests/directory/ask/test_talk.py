"""Small talk is all of a message, or none."""

import pytest

from directory.ask.talk import SmallTalk
from directory.ask.text import tokens

TALK = SmallTalk(
    {"thanks": ["thank you", "\N{HEAVY BLACK HEART}"], "acknowledged": ["ok", "\N{THUMBS UP SIGN}"]}, {}
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thank you!", "thanks"),
        ("OK.", "acknowledged"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "thanks"),
        ("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4} \N{THUMBS UP SIGN}", "acknowledged"),
        ("ok attendance", ""),
        ("\N{AUTOMOBILE}", ""),
        ("", ""),
    ],
)
def test_a_message_of_small_talk_alone_is_known(text: str, kind: str):
    assert TALK.kind_of(text, tokens(text)) == kind
