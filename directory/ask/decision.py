"""What has been decided about a message, before anything is looked up."""

from dataclasses import dataclass, field

from directory.ask.answer import Kind, Need


@dataclass(frozen=True)
class Decision:
    """What to answer. For `choose`, `options` are topic keys or URNs; for `post`, `posts` are post keys."""

    kind: Kind
    need: Need = field(default_factory=Need)
    options: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    old_title: str = ""
    talk: str = ""
    council: str = ""
    score: float = 0.0
    because: str = ""
