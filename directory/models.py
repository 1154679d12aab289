"""The tables, in the words of the field (HSDS terms where HSDS has one).

Written for PostgreSQL and SQLite alike. Tables are made by the migrations and by nothing else.
A *record* is a row that people keep true: it has a key, a source, a day it was last verified, an
audience and the days between which it holds. Every write to a record leaves a revision (changes.py).
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Enum, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from directory.roles import Role
from directory.words import (
    Audience,
    ChangeKind,
    DateStatus,
    OfferKind,
    PostStatus,
    Route,
    SchoolStatus,
    Stage,
    SuggestionStatus,
)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: String(255),
        list[str]: JSON,
        dict[str, Any]: JSON,
        datetime: DateTime(timezone=True),
    }


def words_of(kind: type[StrEnum]) -> Enum:
    """A column of one of the words of `kind`, kept as text so that both databases read the same."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e])


class Authority(Base):
    """A council; the tenant that everything belongs to. `revision` grows by one with every change."""

    __tablename__ = "authority"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    la_code: Mapped[str] = mapped_column(String(3), unique=True)
    front_door_label: Mapped[str] = mapped_column(default="Children's social care front door")
    staff_email_domains: Mapped[list[str]] = mapped_column(default=list)
    revision: Mapped[int] = mapped_column(default=0)


class Source(Base):
    """Where facts come from: a document, the register of schools, or an assumption of the pack."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("authority_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    key: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    published: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")


class Record:
    """What every record has. `valid_from` and `valid_to` are days, both included; None is open-ended."""

    __tablename__: str
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    source_detail: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None] = mapped_column(Date)
    audience: Mapped[Audience] = mapped_column(words_of(Audience), default=Audience.SCHOOLS)
    sample: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr
    def authority_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("authority.id"), index=True)

    @declared_attr
    def source(cls) -> Mapped[Source]:
        return relationship(Source)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("authority_id", "key"),)


class Area(Record, Base):
    """A part of the authority with its own area team."""

    __tablename__ = "area"
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")


class School(Record, Base):
    """A school, nursery school, PRU or college; `key` is its URN. `area_reason` says why it has no area."""

    __tablename__ = "school"
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    phase: Mapped[str] = mapped_column(default="")
    establishment_type: Mapped[str] = mapped_column(default="")
    status: Mapped[SchoolStatus] = mapped_column(words_of(SchoolStatus), default=SchoolStatus.OPEN)
    closed_on: Mapped[date | None] = mapped_column(Date)
    street: Mapped[str] = mapped_column(default="")
    locality: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(String(16), default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    area_reason: Mapped[str] = mapped_column(default="")
    area: Mapped[Area | None] = relationship(Area)


class Team(Record, Base):
    """A team of the authority; an area team has an area."""

    __tablename__ = "team"
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    description: Mapped[str] = mapped_column(Text, default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    area: Mapped[Area | None] = relationship(Area)


class Post(Record, Base):
    """A role in the structure. `number`: how many of it there are, 0 if not known; `covers`: what it does."""

    __tablename__ = "post"
    title: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    number: Mapped[int] = mapped_column(default=1)
    grade: Mapped[str] = mapped_column(default="")
    status: Mapped[PostStatus] = mapped_column(words_of(PostStatus), default=PostStatus.CURRENT)
    covers: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Team | None] = relationship(Team)


class PostChange(Record, Base):
    """What became of posts, many to many: `sides` names the posts before and after, with how many of each."""

    __tablename__ = "post_change"
    kind: Mapped[ChangeKind] = mapped_column(words_of(ChangeKind))
    stage: Mapped[Stage] = mapped_column(words_of(Stage))
    summary: Mapped[str] = mapped_column(Text, default="")
    sides: Mapped[list["PostChangeSide"]] = relationship(
        back_populates="change", cascade="all, delete-orphan", order_by="PostChangeSide.position"
    )


class PostChangeSide(Base):
    """One post on one side (``before`` or ``after``) of a post change."""

    __tablename__ = "post_change_side"
    __table_args__ = (UniqueConstraint("change_id", "side", "post_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("post_change.id", ondelete="CASCADE"))
    side: Mapped[str] = mapped_column(String(8))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    number: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    change: Mapped[PostChange] = relationship(back_populates="sides")
    post: Mapped[Post] = relationship(Post)


class Contact(Record, Base):
    """A person, a mailbox or a line that can be reached."""

    __tablename__ = "contact"
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(String(64), default="")
    hours: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    route: Mapped[Route | None] = mapped_column(words_of(Route))
    slack_user_id: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (
        UniqueConstraint("authority_id", "key"),
        UniqueConstraint("authority_id", "route"),
    )


class Assignment(Record, Base):
    """A contact holds a post: for one school, for one area, or (neither) for the whole authority."""

    __tablename__ = "assignment"
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    contact: Mapped[Contact] = relationship(Contact)
    post: Mapped[Post] = relationship(Post)
    area: Mapped[Area | None] = relationship(Area)
    school: Mapped[School | None] = relationship(School)


class Topic(Base):
    """A need, from the vocabulary that all authorities share."""

    __tablename__ = "topic"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str]


class ServiceTopic(Base):
    """A service covers a topic."""

    __tablename__ = "service_topic"
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    topic_key: Mapped[str] = mapped_column(ForeignKey("topic.key"), primary_key=True)


class ServiceArea(Base):
    """A service is offered in an area. A service with none is offered everywhere."""

    __tablename__ = "service_area"
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)


class Service(Record, Base):
    """What a team offers: its topics, phases and areas (none listed: all of them), and who owns it."""

    __tablename__ = "service"
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    description: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(Text, default="")
    phases: Mapped[list[str]] = mapped_column(default=list)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    team: Mapped[Team | None] = relationship(Team)
    post: Mapped[Post | None] = relationship(Post)
    contact: Mapped[Contact | None] = relationship(Contact)
    topics: Mapped[list[Topic]] = relationship(secondary="service_topic", order_by="Topic.key")
    areas: Mapped[list[Area]] = relationship(secondary="service_area", order_by="Area.key")


class Consultation(Record, Base):
    """A consultation on a change, with its key dates, ring fences and support offers."""

    __tablename__ = "consultation"
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[Stage] = mapped_column(words_of(Stage), default=Stage.PROPOSED)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    feedback_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    feedback_contact: Mapped[Contact | None] = relationship(Contact)


class KeyDate(Record, Base):
    """One row of a consultation's timeline, on one or more days (`days`)."""

    __tablename__ = "key_date"
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    status: Mapped[DateStatus] = mapped_column(words_of(DateStatus), default=DateStatus.CONFIRMED)
    condition: Mapped[str] = mapped_column(default="")
    phrases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    consultation: Mapped[Consultation] = relationship(Consultation)
    days: Mapped[list["KeyDateDay"]] = relationship(
        back_populates="key_date", cascade="all, delete-orphan", order_by="KeyDateDay.day"
    )


class KeyDateDay(Base):
    """One day of a key date."""

    __tablename__ = "key_date_day"
    __table_args__ = (UniqueConstraint("key_date_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key_date_id: Mapped[int] = mapped_column(ForeignKey("key_date.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)
    key_date: Mapped[KeyDate] = relationship(back_populates="days")


class RingFence(Record, Base):
    """Who may apply for which new posts. It is eligibility, never succession."""

    __tablename__ = "ring_fence"
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    new_posts: Mapped[list[str]] = mapped_column(default=list)
    eligible: Mapped[list[str]] = mapped_column(default=list)
    phrases: Mapped[list[str]] = mapped_column(default=list)
    consultation: Mapped[Consultation] = relationship(Consultation)


class SupportOffer(Record, Base):
    """Help for staff, a feedback route, a session, or a rule of a consultation, with how to use it."""

    __tablename__ = "support_offer"
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[OfferKind] = mapped_column(words_of(OfferKind))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(String(64), default="")
    url: Mapped[str] = mapped_column(Text, default="")
    days: Mapped[list[str]] = mapped_column(default=list)
    phrases: Mapped[list[str]] = mapped_column(default=list)
    consultation: Mapped[Consultation] = relationship(Consultation)


class TopicPhrase(Record, Base):
    """A wording of the authority's own that stands for a topic; it counts at once in its answers."""

    __tablename__ = "topic_phrase"
    topic_key: Mapped[str] = mapped_column(ForeignKey("topic.key"), index=True)
    phrase: Mapped[str]
    topic: Mapped[Topic] = relationship(Topic)


class PendingEdit(Record, Base):
    """New values for some fields of another record, from the day `effective_from` on.

    `fields` are as a fact has them, in JSON: references as keys, days as text. The record itself stays as it
    is; who reads it for a day lays over it what holds by then (snapshot.py). `key` is
    ``kind.record_id.effective_from``, so there is one for a record and a day.
    """

    __tablename__ = "pending_edit"
    record_kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[int]
    record_key: Mapped[str]
    effective_from: Mapped[date] = mapped_column(Date)
    fields: Mapped[dict[str, Any]]


class Revision(Base):
    """One change to the directory: who, when, why, from which day. Revisions are added, never altered."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("authority_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str]
    action: Mapped[str] = mapped_column(String(32))
    why: Mapped[str] = mapped_column(Text, default="")
    effective_from: Mapped[date | None] = mapped_column(Date)
    items: Mapped[list["RevisionItem"]] = relationship(
        back_populates="revision", cascade="all, delete-orphan", order_by="RevisionItem.id"
    )


class RevisionItem(Base):
    """One record within a revision, before and after (None: it did not exist, or no longer does)."""

    __tablename__ = "revision_item"
    __table_args__ = (Index("ix_revision_item_record", "record_kind", "record_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    record_kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[int]
    record_key: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    revision: Mapped[Revision] = relationship(back_populates="items")


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
