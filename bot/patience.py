"""How long Signpost waits. Slack wants to hear within three seconds that a request has arrived."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """All in seconds.

    `ourselves` is for who Signpost is in a workspace, `membership` for one question to Slack about a person,
    a user group or a channel, `channel` for everything about who can read a channel. `acknowledgement` is
    what Slack itself allows from a request to its acknowledgement.
    """

    ourselves: float = 1.5
    membership: float = 2.0
    channel: float = 4.0
    acknowledgement: int = 3


USUAL = Patience()
