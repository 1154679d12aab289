"""What is kept of the people who use Signpost. None of it is a record of the directory."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, words_of
from directory.models.services import Area, School
from directory.roles import Role
from directory.words import SuggestionStatus


class Asker(Base):
    """What is remembered of a person who asks: the school they chose, if any."""

    __tablename__ = "asker"
    __table_args__ = (UniqueConstraint("slack_team_id", "slack_user_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    slack_team_id: Mapped[str] = mapped_column(String(32))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="SET NULL"))
    no_school: Mapped[bool] = mapped_column(default=False)
    school: Mapped[School | None] = relationship(School)


class HandledEvent(Base):
    """A Slack event that has been taken, so that a re-sent one is answered once."""

    __tablename__ = "handled_event"
    event_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class Outcome(Base):
    """How one question ended, without its text: topics, kind, score, and what the asker thought of it."""

    __tablename__ = "outcome"
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    topics: Mapped[list[str]] = mapped_column(default=list)
    score: Mapped[float] = mapped_column(default=0.0)
    verdict: Mapped[str | None] = mapped_column(String(16))


class SentQuestion(Base):
    """A question its asker chose to send to the directory team; deleted when answered, or after 30 days."""

    __tablename__ = "sent_question"
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    slack_team_id: Mapped[str] = mapped_column(String(32))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)


class RoleGrant(Base):
    """A person is an owner or an editor; an editor of several areas has one row for each.

    An empty `slack_team_id` stands for whichever workspace is linked to the authority.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint(
            "authority_id", "slack_team_id", "slack_user_id", "role", "area_id", name="uq_role_grant_person"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    slack_team_id: Mapped[str] = mapped_column(String(32), default="")
    slack_user_id: Mapped[str] = mapped_column(String(32))
    role: Mapped[Role] = mapped_column(words_of(Role))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    granted_by: Mapped[str]
    granted_at: Mapped[datetime]
    area: Mapped[Area | None] = relationship(Area)


class Suggestion(Base):
    """A correction that somebody suggests, until an editor accepts or declines it.

    `fields` are the values suggested, by the field's name; `reason` is what a person is told who is declined.
    """

    __tablename__ = "suggestion"
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    slack_team_id: Mapped[str] = mapped_column(String(32))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    record_kind: Mapped[str] = mapped_column(String(32))
    record_key: Mapped[str]
    fields: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[SuggestionStatus] = mapped_column(
        words_of(SuggestionStatus), default=SuggestionStatus.OPEN
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    revision: Mapped[int | None]


class FreshnessRequest(Base):
    """A person has been asked in a month (``2026-11``) whether their entries are still right.

    `gone`: Slack says that the account is deactivated, so nothing was sent.
    """

    __tablename__ = "freshness_request"
    __table_args__ = (UniqueConstraint("authority_id", "slack_user_id", "month"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    at: Mapped[datetime]
    gone: Mapped[bool] = mapped_column(default=False)
