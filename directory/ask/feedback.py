"""Whether council staff ask where to send what they think of a post or a proposal."""

from collections.abc import Set

_ASKING = frozenset(["who", "whom", "whos", "where", "wheres", "how"])
_SENDING = frozenset(
    [
        "send",
        "submit",
        "email",
        "give",
        "raise",
        "say",
        "ask",
        "respond",
        "comment",
        "suggest",
        "argue",
        "object",
    ]
)
_THINKING = frozenset(
    [
        "view",
        "views",
        "comment",
        "comments",
        "feedback",
        "suggest",
        "suggestion",
        "suggestions",
        "disagree",
        "agree",
        "argue",
        "object",
        "objection",
        "objections",
        "respond",
        "response",
        "proposal",
        "profile",
        "description",
    ]
)
_PROPOSED = frozenset(["proposal", "proposals", "profile", "redesign", "restructure"])
_ASKS_WHEN = frozenset(["when", "long", "deadline", "date"])


def gives_feedback(said: Set[str], *, names_a_post: bool) -> bool:
    """Whether it is asked where to send a view of a post or a proposal, and not by when: "who do I send my
    views about losing the HR advisory manager to". `said` are the words of the message."""
    if not names_a_post and _PROPOSED.isdisjoint(said):
        return False
    asked = not any(words.isdisjoint(said) for words in (_ASKING, _SENDING, _THINKING))
    return asked and _ASKS_WHEN.isdisjoint(said)
