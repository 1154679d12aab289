"""Deliveries: each reminder and notice to each destination, from the plan to the post.

A worker, whenever it wakes: `plan`, `claim`, post, then mark what came of it (`mark_posted`, `put_off`,
`doubt`, `release`, `fail`, `miss`, `drop`), and `beat`.
"""

from directory.deliveries.beats import SILENT_AFTER, Beat, beat, beats, rest, silent_workers
from directory.deliveries.claiming import LATE_AFTER, Batch, Claimed, claim
from directory.deliveries.keeping import Planned
from directory.deliveries.marking import (
    doubt,
    drop,
    fail,
    mark_amended,
    mark_posted,
    miss,
    put_off,
    release,
    snooze,
)
from directory.deliveries.planning import plan
from directory.deliveries.snoozing import snooze_to_tomorrow
from directory.deliveries.standing import (
    DestinationStatus,
    Post,
    Status,
    Unsent,
    next_due,
    posts_about,
    status,
)
from directory.deliveries.stopping import stop_follow

__all__ = [
    "LATE_AFTER",
    "SILENT_AFTER",
    "Batch",
    "Beat",
    "Claimed",
    "DestinationStatus",
    "Planned",
    "Post",
    "Status",
    "Unsent",
    "beat",
    "beats",
    "claim",
    "doubt",
    "drop",
    "fail",
    "mark_amended",
    "mark_posted",
    "miss",
    "next_due",
    "plan",
    "posts_about",
    "put_off",
    "release",
    "rest",
    "silent_workers",
    "snooze",
    "snooze_to_tomorrow",
    "status",
    "stop_follow",
]
