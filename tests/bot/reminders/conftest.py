"""A worker with Slack in memory, and a council whose reminders are due at nine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.reminders.errand import Desk
from bot.reminders.making import Composers
from bot.reminders.pace import Pace
from bot.reminders.posting import Poster
from bot.reminders.terms import Terms
from bot.reminders.time import Time
from bot.reminders.worker import Worker
from directory import db, snapshot
from directory.days import LONDON
from directory.deliveries import Batch
from directory.models import Delivery, Follow
from directory.snapshot import Snapshot
from directory.words import Audience, DeliveryStatus
from tests.benchmarks.reminders.council import AUTHORITY, DAY, fill
from tests.bot.reminders.fake_slack import FakeSlack, SetClock

EIGHT = datetime(DAY.year, DAY.month, DAY.day, 8, 0, tzinfo=LONDON)


@dataclass
class Scene:
    """One database and one Slack; workers come and go."""

    engine: Engine
    clock: SetClock
    slack: FakeSlack
    readers: Audience | None = Audience.SCHOOLS
    authority: str = AUTHORITY

    def worker(self, terms: Terms | None = None) -> Worker:
        """A worker that has just been started."""
        terms, time = terms or Terms(), Time(self.clock, self.clock.rest)

        async def readers(_batch: Batch) -> Audience | None:
            return self.readers

        desk = Desk(
            engine=self.engine,
            poster=Poster(self.slack, time, terms, Pace(time, terms)),  # type: ignore[arg-type]
            readers=readers,
            composer=Composers(self.whole, self.clock),
            chance=lambda: 1.0,
            owners=frozenset({"U0OWNER"}),
        )
        return Worker(self.authority, desk)

    def whole(self) -> Snapshot:
        with db.reading(self.engine) as session:
            return snapshot.take(session, self.authority)

    def pass_time(self, **how: float) -> None:
        self.clock.moment += timedelta(**how)

    def standing(self, destination: str) -> list[tuple[DeliveryStatus, str]]:
        """Every delivery of a destination, in order."""
        with db.reading(self.engine) as session:
            query = select(Delivery.status, Delivery.error).where(Delivery.destination == destination)
            return [(status, error) for status, error in session.execute(query.order_by(Delivery.id))]

    def count(self, status: DeliveryStatus) -> int:
        """How many deliveries stand like that."""
        with db.reading(self.engine) as session:
            query = select(func.count()).select_from(Delivery).where(Delivery.status == status)
            return session.scalar(query) or 0

    def audiences(self) -> set[Audience]:
        """Whom the destinations count as."""
        with db.reading(self.engine) as session:
            return set(session.scalars(select(Follow.audience)))


@pytest.fixture
def scene(engine: Engine) -> Callable[..., Scene]:
    """Makes the scene, at nine: so many destinations, each with so many reminders due."""

    def make(destinations: int = 2, each: int = 1, audience: Audience = Audience.SCHOOLS) -> Scene:
        clock = SetClock(EIGHT)
        fill(engine, destinations=destinations, each=each, minutes=0, at=EIGHT, audience=audience)
        clock.moment = EIGHT + timedelta(hours=1, seconds=1)
        return Scene(engine, clock, FakeSlack(clock), audience)

    return make


Make = Callable[..., Scene]
