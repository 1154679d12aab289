"""What every table shares, the authority that everything belongs to, and what every record has."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from directory.words import Audience


class Moment(TypeDecorator[datetime]):
    """A moment in time: given and read timezone-aware, kept in UTC (SQLite keeps no time zone of its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC. Raises ValueError for one without a time zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment, timezone-aware."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """What every table has: how its keys are named, and which column each type of Python becomes."""

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
        list[int]: JSON,
        dict[str, Any]: JSON,
        datetime: Moment,
    }


def words_of(kind: type[StrEnum]) -> Enum:
    """A column of one of the words of `kind`, kept as text so that both databases read the same."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e])


class Authority(Base):
    """A council; the tenant that everything belongs to. `revision` grows by one with every change.

    Council staff are who has an address in one of `staff_email_domains`, or is a member of one of
    `staff_user_groups` or `staff_channels` (Slack ids).
    """

    __tablename__ = "authority"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    la_code: Mapped[str] = mapped_column(String(3), unique=True)
    front_door_label: Mapped[str] = mapped_column(default="Children's social care front door")
    staff_email_domains: Mapped[list[str]] = mapped_column(default=list)
    staff_user_groups: Mapped[list[str]] = mapped_column(default=list)
    staff_channels: Mapped[list[str]] = mapped_column(default=list)
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
        """The authority that the record belongs to."""
        return mapped_column(ForeignKey("authority.id"), index=True)

    @declared_attr
    def source(cls) -> Mapped[Source]:
        """Where it comes from."""
        return relationship(Source)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("authority_id", "key"),)
