"""How fast messages may be sent: to one channel, and to the whole workspace."""

from datetime import datetime, timedelta

from bot.reminders.answers import Trouble
from bot.reminders.terms import Terms
from bot.reminders.time import Time

_MANY = 1000


class TooLate(Trouble):
    """Too little is left of the claim: another worker could look before the message is to be seen.

    Nothing was sent. `at` is when its turn comes.
    """

    def __init__(self, at: datetime) -> None:
        super().__init__("claim_ran_out")
        self.at = at


class Pace:
    """Keeps to Slack's limits. One destination never waits for another, but for the workspace's limit.

    All use is from one event loop, and at most one message to a destination is under way at a time.
    """

    def __init__(self, time: Time, terms: Terms) -> None:
        self._time = time
        self._terms = terms
        self._gap = timedelta(seconds=1 / terms.a_second)
        self._channels: dict[str, datetime] = {}
        self._next = time.now()
        self._held_until = time.now()

    def share_with(self, workers: int) -> None:
        """Keep to one part of the workspace's limit: so many workers, this one included, are awake."""
        self._gap = timedelta(seconds=max(1, workers) / self._terms.a_second)

    @property
    def next_turn(self) -> datetime:
        """From when on a message may be sent to anywhere, but for what holds up one channel."""
        return max(self._next, self._time.now() - self._terms.burst, self._held_until)

    def room(self, within: timedelta) -> int:
        """How many more messages have their turn within so long from now."""
        left = self._time.now() + within - self.next_turn
        return left // self._gap + 1 if left >= timedelta() else 0

    async def turn(self, destination: str, latest: datetime) -> None:
        """Wait until a message may be sent to the destination.

        Raises TooLate at once where that comes after `latest`: what is not going to be sent takes nobody's
        turn.
        """
        while True:
            free = max(self._channels.get(destination, self._held_until), self._held_until)
            slot = max(self._next, self._time.now() - self._terms.burst)
            if max(free, slot) > latest:
                raise TooLate(max(free, slot))
            if free > self._time.now():
                await self._time.until(free)
                continue
            self._next = slot + self._gap
            await self._time.until(slot)
            if max(self._channels.get(destination, slot), self._held_until) <= self._time.now():
                return

    def sent(self, destination: str) -> None:
        """Note that an answer to a message has arrived: the next one comes a gap later."""
        self.hold(destination, self._time.now() + self._terms.channel_gap)

    def hold(self, destination: str, until: datetime) -> None:
        """Send nothing to this destination before that moment."""
        self._channels[destination] = max(until, self._channels.get(destination, until))
        if len(self._channels) > _MANY:
            now = self._time.now()
            self._channels = {each: free for each, free in self._channels.items() if free > now}

    def hold_all(self, until: datetime) -> None:
        """Send nothing at all before that moment."""
        self._held_until = max(until, self._held_until)
