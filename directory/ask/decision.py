"""What has been decided about a message, before anything is looked up."""

from typing import NamedTuple

from directory.ask.answer import Kind, Need
from directory.ask.sureness import Sureness

IN_A_SCHOOL = "in a school"
"""What is said where something is asked that only a school itself knows."""
PRIVATE_DETAILS = "private details"
"""What is said where somebody's private details are asked for."""


class Decision(NamedTuple):
    """What to answer. For `choose`, `options` are topic keys or URNs; for `post`, `posts` are post keys.

    `sure` is how sure that is of needs; of titles and consultations there is `score`, the evidence.
    """

    kind: Kind
    need: Need = Need()
    options: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    old_title: str = ""
    talk: str = ""
    council: str = ""
    score: float = 0.0
    sure: Sureness | None = None
    because: str = ""
