"""How long things may take between us and Slack, and how much may be sent."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Terms:
    """The times and limits that a worker goes by. Raises ValueError for a lease that is too short.

    `request_timeout`: after this we give a request up. `settle`: for so long after that, Slack may still
    carry out a request that it had accepted; only then does a channel's history tell the whole truth.
    `lease`: for so long a worker holds what it has claimed. It begins to send only while as much of the lease
    is left as one request can take and settle in. So whatever it sent is to be seen, or never will be, by the
    time its lease has run out and another worker may look.

    `channel_gap` is the time between two messages to one channel: Slack allows one a second. `a_second` is
    how many messages all workers together send to the workspace: Slack allows several hundred a minute.
    `burst` is how far sending may catch up after it was held up. `at_once` is how many destinations one
    worker sends to at the same time. It wakes up at least once in `wake_every`.

    `first_wait` and `longest_wait` bound the pause before an attempt that failed is made again.
    """

    request_timeout: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=30)
    lease: timedelta = timedelta(minutes=2)
    channel_gap: timedelta = timedelta(seconds=1)
    a_second: float = 5.0
    burst: timedelta = timedelta(seconds=1)
    at_once: int = 20
    wake_every: timedelta = timedelta(minutes=1)
    first_wait: timedelta = timedelta(seconds=5)
    longest_wait: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        if self.lease <= self.in_flight:
            raise ValueError("the lease must be longer than a request and the time that it settles in")

    @property
    def in_flight(self) -> timedelta:
        """The longest time from the beginning of a request until its effect is to be seen, or never will."""
        return self.request_timeout + self.settle

    def wait(self, attempts: int, chance: float) -> timedelta:
        """The pause after so many failed attempts: twice as long each time, up to the longest.

        `chance`, from 0 to 1, decides about a half of it, so that not everybody comes back at once.
        """
        doubled: int = 2 ** min(attempts, 20)
        return min(self.longest_wait, self.first_wait * doubled) * (0.5 + chance / 2)
