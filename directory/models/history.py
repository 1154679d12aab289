"""Every change to the records: those made, and those planned for a later day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, Record


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
