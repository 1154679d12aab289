"""Who follows a consultation, and each reminder to each of them. None of it is a record of the directory."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, words_of
from directory.models.consultation import Consultation
from directory.words import Audience, DeliveryKind, DeliveryStatus


class CalendarFeed(Base):
    """The address under which calendars fetch the key dates that an audience may see; `token` is a secret."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("authority_id", "audience"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    audience: Mapped[Audience] = mapped_column(words_of(Audience))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class Destination(Base):
    """A Slack channel or person that deliveries go to. Only who has locked its row claims for it."""

    __tablename__ = "destination"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)


class Follow(Base):
    """A Slack channel or person is reminded of a consultation's dates.

    `destination` is the id of the channel, or of the person (`is_person`). `leads` are days before a date;
    0 is the morning of the day. `hour` is ``09:00``, in Europe/London. `audience` is the least trusted of
    those who read there, as last seen. While `stopped_at` is set, nothing is sent. Nothing is planned for
    mornings before `since`, when following began or was last set. The plan was last made from the
    authority's `planned_revision`, for the day `planned_on`.
    """

    __tablename__ = "follow"
    __table_args__ = (UniqueConstraint("consultation_id", "slack_team_id", "destination"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    slack_team_id: Mapped[str] = mapped_column(String(32))
    destination: Mapped[str] = mapped_column(ForeignKey("destination.id"))
    is_person: Mapped[bool] = mapped_column(default=False)
    audience: Mapped[Audience] = mapped_column(words_of(Audience))
    leads: Mapped[list[int]]
    hour: Mapped[str] = mapped_column(String(5), default="09:00")
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    since: Mapped[datetime]
    planned_revision: Mapped[int] = mapped_column(default=-1)
    planned_on: Mapped[date | None] = mapped_column(Date)
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str] = mapped_column(default="")
    stopped_why: Mapped[str] = mapped_column(Text, default="")
    consultation: Mapped[Consultation] = relationship(Consultation)


class FollowedDate(Base):
    """What a follower knows, since when: day `number` of a key date is on `day`, or was and is `cancelled`.

    Re-planning compares it. It names the key date by its key and outlives it.
    """

    __tablename__ = "followed_date"
    __table_args__ = (UniqueConstraint("follow_id", "key_date", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_id: Mapped[int] = mapped_column(ForeignKey("follow.id", ondelete="CASCADE"), index=True)
    key_date: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    day: Mapped[date] = mapped_column(Date)
    cancelled: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]


class Delivery(Base):
    """One message to one destination. `key` is what it is about and is unique, so it is sent once.

    A reminder (`kind`) is about a `day` and a `lead` in days; a notice about a change carries what changed
    in `details`, as a posted reminder carries what it showed. `due_at` is when it should be sent, `try_at`
    when next to try. Between claim and mark, `claimed_by` holds it until `claimed_until`; whoever finds a
    claim that has run out looks in Slack for the key, from `claimed_at` on, before sending again. `channel`
    and `ts` say where it was posted.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "status", "try_at"),
        Index("ix_delivery_held", "destination", "status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_id: Mapped[int] = mapped_column(ForeignKey("follow.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[DeliveryKind] = mapped_column(words_of(DeliveryKind))
    destination: Mapped[str] = mapped_column(ForeignKey("destination.id"))
    day: Mapped[date | None] = mapped_column(Date)
    lead: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    due_at: Mapped[datetime]
    try_at: Mapped[datetime]
    status: Mapped[DeliveryStatus] = mapped_column(words_of(DeliveryStatus), default=DeliveryStatus.PLANNED)
    late: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    channel: Mapped[str] = mapped_column(String(32), default="")
    ts: Mapped[str] = mapped_column(String(32), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None]
    follow: Mapped[Follow] = relationship(Follow)


class WorkerBeat(Base):
    """When a worker was last awake (`at`) and when it means to wake next. `worker` names its process."""

    __tablename__ = "worker_beat"
    worker: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    next_at: Mapped[datetime | None]
