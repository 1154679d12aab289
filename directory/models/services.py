"""Areas, schools, teams, posts, contacts and services: what questions are answered from."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, Record, words_of
from directory.words import ChangeKind, PostStatus, Route, SchoolStatus, Stage


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


class TopicPhrase(Record, Base):
    """A wording of the authority's own that stands for a topic; it counts at once in its answers."""

    __tablename__ = "topic_phrase"
    topic_key: Mapped[str] = mapped_column(ForeignKey("topic.key"), index=True)
    phrase: Mapped[str]
    topic: Mapped[Topic] = relationship(Topic)
