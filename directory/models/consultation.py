"""A consultation with its key dates, ring fences and support offers."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, Record, words_of
from directory.models.services import Contact
from directory.words import DateStatus, OfferKind, Stage


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
    """One row of a consultation's timeline, on one or more days (`days`).

    `split_from` is the key of the row that a day of was cancelled alone, which made this row; else empty.
    """

    __tablename__ = "key_date"
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    status: Mapped[DateStatus] = mapped_column(words_of(DateStatus), default=DateStatus.CONFIRMED)
    condition: Mapped[str] = mapped_column(default="")
    phrases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    split_from: Mapped[str] = mapped_column(default="")
    consultation: Mapped[Consultation] = relationship(Consultation)
    days: Mapped[list["KeyDateDay"]] = relationship(
        back_populates="key_date", cascade="all, delete-orphan", order_by="KeyDateDay.day"
    )

    @property
    def numbers(self) -> list[int]:
        """The number of each of `days`, in the same order."""
        return [day.number for day in self.days]

    def set_days(self, wanted: Collection[date]) -> bool:
        """Makes the row hold on the `wanted` days; says whether that changed it.

        Days that stay are left alone. One that goes and one that comes are taken for a move, in their order,
        and the moved day keeps its number.
        """
        gone = sorted((day for day in self.days if day.day not in wanted), key=lambda day: day.day)
        come = sorted(set(wanted) - {day.day for day in self.days})
        for day, moved_to in zip(gone, come, strict=False):
            day.day = moved_to
        for day in gone[len(come) :]:
            self.days.remove(day)
        for number, new in enumerate(come[len(gone) :], start=max(self.numbers, default=0) + 1):
            self.days.append(KeyDateDay(day=new, number=number))
        return bool(gone or come)

    def restore_days(self, wanted: Mapping[int, date]) -> None:
        """Makes the row hold on the days that `wanted` gives by their numbers."""
        for day in list(self.days):
            if day.number in wanted:
                day.day = wanted[day.number]
            else:
                self.days.remove(day)
        for number in sorted(wanted.keys() - set(self.numbers)):
            self.days.append(KeyDateDay(day=wanted[number], number=number))


class KeyDateDay(Base):
    """One day of a key date. `number` stays with it when it is moved, so that others can tell which moved."""

    __tablename__ = "key_date_day"
    __table_args__ = (UniqueConstraint("key_date_id", "day"), UniqueConstraint("key_date_id", "number"))
    id: Mapped[int] = mapped_column(primary_key=True)
    key_date_id: Mapped[int] = mapped_column(ForeignKey("key_date.id", ondelete="CASCADE"))
    number: Mapped[int]
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
