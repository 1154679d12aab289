"""One errand: what was claimed for one destination, brought there, and what came of it kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Engine

from bot.reminders import lookup
from bot.reminders.answers import READERS_NOT_KNOWN, Busy, Gone, NotAllowed, Refused, Trouble, Unclear
from bot.reminders.composing import Amendment, Composed, Composer
from bot.reminders.pace import TooLate
from bot.reminders.posting import Posted, Poster
from directory import db, deliveries, follows
from directory.deliveries import Batch, Claimed
from directory.words import Audience, DeliveryKind

log = structlog.get_logger("signpost")

Readers = Callable[[Batch], Awaitable[Audience | None]]


@dataclass(frozen=True)
class Desk:
    """What every errand of a worker is done with.

    `readers` tells who reads at a destination just now, None where Slack does not say; `composer` writes for
    them. `owners` are the user ids that the environment makes owners. `chance` gives numbers from 0 to 1.
    """

    engine: Engine
    poster: Poster
    readers: Readers
    composer: Callable[[Audience, bool], Composer]
    chance: Callable[[], float]
    owners: frozenset[str] = frozenset()


@dataclass
class Errand:
    """One batch. `holder` is the name under which it was claimed, and under no other claim.

    `sure` are deliveries that Slack surely has not; `unsure` are those it may have.
    """

    desk: Desk
    holder: str
    batch: Batch
    sure: dict[int, Claimed] = field(default_factory=dict)
    unsure: dict[int, Claimed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.batch.deliveries:
            (self.unsure if each.uncertain else self.sure)[each.id] = each

    async def run(self) -> None:
        """Do it. Raises NotAllowed, with everything kept for later, where Slack does not let us in."""
        try:
            channel = await self._poster.channel_of(self.batch.destination, is_person=self.batch.is_person)
            await self._look_up(channel)
            await self._leave_out(deliveries.miss, [each for each in self.sure.values() if each.over])
            readers = await self._readers(channel)
            composer = await asyncio.to_thread(self.desk.composer, readers, self.batch.is_person)
            for together in _groups(self.sure.values()):
                await self._send(channel, composer, together)
        except TooLate as late:
            pause = self._poster.terms.first_wait.total_seconds()
            await self._keep(
                deliveries.release, self.sure.values(), try_at=max(late.at, self._poster.time.after(pause))
            )
        except Gone as gone:
            await self._stop(gone)
        except NotAllowed as refused:
            await self._later(refused, self.desk.poster.terms.longest_wait.total_seconds())
            raise
        except Trouble as what:
            log.info("reminders_wait", destination=self.batch.destination, error=what.error)
            await self._later(what, what.seconds if isinstance(what, Busy) else None)

    @property
    def _poster(self) -> Poster:
        return self.desk.poster

    def _now(self) -> datetime:
        return self._poster.time.now()

    async def _look_up(self, channel: str) -> None:
        """Find out what became of earlier claims. Their requests have settled: see `bot.reminders.terms`."""
        if not self.unsure:
            return
        since = min(each.claimed_at for each in self.unsure.values())
        keys = {each.key: each for each in self.unsure.values()}
        found = await lookup.posted(self._poster, self.batch.destination, channel, keys, since)
        for key, message in found.items():
            due = self.unsure.pop(keys[key].id)
            await self._mark([due], message.at, message.details)
        self.sure |= self.unsure
        self.unsure.clear()

    async def _readers(self, channel: str) -> Audience:
        """Who is told: never more than was planned for, nor than read there now.

        What is planned for council staff waits while Slack does not say who reads there: no answer is not a
        fact, and nothing is kept of it.
        """
        told = [each for each in self.sure.values() if each.kind is not DeliveryKind.STOPPED]
        if not told:
            return Audience.SCHOOLS
        planned = {each.audience for each in told}
        seen = await self.desk.readers(self.batch)
        if seen is None and Audience.STAFF in planned:
            await self._poster.page(self.batch.destination, channel, self._now(), "")  # Gone, if that is why
            raise Busy(READERS_NOT_KNOWN)
        if seen is None:
            return Audience.SCHOOLS
        for each in {due.follow_id: due for due in told}.values():
            if each.audience is not seen:
                await asyncio.to_thread(self._note_readers, each.follow_id, seen)
        return Audience.STAFF if seen is Audience.STAFF and planned == {Audience.STAFF} else Audience.SCHOOLS

    async def _send(self, channel: str, composer: Composer, together: Sequence[Claimed]) -> None:
        composed = await asyncio.to_thread(composer.compose, together)
        await self._leave_out(deliveries.drop, composed.idle)
        if composed.message is None:
            return
        try:
            await self._amend_earlier(composer, composed)
            posted = await self._posted(channel, composed)
        except Refused as refused:
            log.warning("reminder_refused", destination=self.batch.destination, error=refused.error)
            await self._keep(deliveries.fail, composed.due, error=refused.error, at=self._now())
            return
        await self._mark(composed.due, posted, composed.details)

    async def _posted(self, channel: str, composed: Composed) -> Posted:
        """Post, again where Slack says when, as long as enough of the claim is left."""
        assert composed.message is not None
        carried = lookup.carried((each.key for each in composed.due), composed.details)
        until = min(each.until for each in composed.due)
        while True:
            try:
                return await self._poster.post(
                    self.batch.destination, channel, composed.message, carried, until
                )
            except Busy as busy:
                if busy.seconds is None:
                    raise
                if self._poster.time.after(busy.seconds) + self._poster.terms.in_flight >= until:
                    raise
            except Unclear as unclear:
                look_at = self._now() + self._poster.terms.settle
                await self._keep(deliveries.doubt, composed.due, look_at=look_at, error=unclear.error)
                raise

    async def _amend_earlier(self, composer: Composer, composed: Composed) -> None:
        """Let earlier reminders of what has changed say so; a later claim goes on where this one stops."""
        for due in composed.due:
            for at, amendment in await asyncio.to_thread(self._amended, composer, due):
                try:
                    await self._poster.amend(self.batch.destination, at, amendment.message, due.until)
                except (Refused, Gone) as refused:  # deleted meanwhile, or too old to be edited
                    log.info("reminder_not_amended", error=refused.error)
                await asyncio.to_thread(
                    deliveries.mark_amended, self.desk.engine, at.channel, at.ts, amendment.since
                )

    def _amended(self, composer: Composer, due: Claimed) -> list[tuple[Posted, Amendment]]:
        """The earlier reminders that a notice makes wrong, and what they are to say."""
        if not due.changes:
            return []
        with db.reading(self.desk.engine) as session:
            posts = deliveries.posts_about(session, due.follow_id, {change.old for change in due.changes})
        found = {Posted(post.channel, post.ts): composer.amendment(post, due.changes) for post in posts}
        return [(at, amendment) for at, amendment in found.items() if amendment]

    async def _later(self, what: Trouble, seconds: float | None) -> None:
        """Try the rest again after so many seconds, or after a pause that grows."""
        left = [*self.sure.values(), *self.unsure.values()]
        tried = max((each.attempts for each in left), default=0)
        pause = self._poster.terms.wait(tried, self.desk.chance())
        at = self._now() + pause if seconds is None else self._poster.time.after(seconds)
        await self._keep(deliveries.put_off, self.sure.values(), try_at=at, error=what.error)
        await self._keep(deliveries.doubt, self.unsure.values(), look_at=at, error=what.error)

    async def _stop(self, gone: Gone) -> None:
        """Nothing can be sent there any more: end it, and tell the owners."""
        log.warning("destination_gone", destination=self.batch.destination, error=gone.error)
        at = self._now()
        for some in (self.sure, self.unsure):
            await self._keep(deliveries.fail, some.values(), error=gone.error, at=at)
        await asyncio.to_thread(
            deliveries.stop_follow,
            self.desk.engine,
            self.batch.team,
            self.batch.destination,
            why=gone.error,
            at=at,
            owners=self.desk.owners,
        )

    async def _leave_out(self, mark: Callable[..., int], some: Sequence[Claimed]) -> None:
        await self._keep(mark, some, at=self._now())

    def _note_readers(self, follow_id: int, seen: Audience) -> None:
        with db.writing(self.desk.engine) as session:
            follows.note_audience(session, follow_id, seen)

    async def _mark(self, some: Sequence[Claimed], at: Posted, details: Mapping[str, Any]) -> None:
        ids = [each.id for each in some]
        await asyncio.to_thread(
            deliveries.mark_posted,
            self.desk.engine,
            ids,
            channel=at.channel,
            ts=at.ts,
            at=self._now(),
            details=details,
        )
        self._done(some)
        log.info("reminders_posted", destination=self.batch.destination, deliveries=len(ids))

    async def _keep(self, mark: Callable[..., int], some: Iterable[Claimed], **what: object) -> None:
        """Keep what came of some deliveries, which are then no concern of this errand any more."""
        done = list(some)
        if done:
            ids = [each.id for each in done]
            await asyncio.to_thread(mark, self.desk.engine, self.holder, ids, **what)
            self._done(done)

    def _done(self, some: Iterable[Claimed]) -> None:
        for each in list(some):
            self.sure.pop(each.id, None)
            self.unsure.pop(each.id, None)


def _groups(some: Iterable[Claimed]) -> Iterator[tuple[Claimed, ...]]:
    """What goes into one message each: all word for owners; what is late, as a digest; the rest by itself."""
    left = list(some)
    word = tuple(each for each in left if each.kind is DeliveryKind.STOPPED)
    late = tuple(each for each in left if each.late and each not in word)
    if word:
        yield word
    if late:
        yield late
    for each in left:
        if each not in word and each not in late:
            yield (each,)
