"""From a claim and the directory to the message: what a destination is told, by what its readers may see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import unescape
from typing import Any

from bot.listeners.directory.memo import Memo
from bot.views.limits import Message
from bot.views.timeline import reminder as views
from bot.views.timeline.reminder import Around, Dated, Told
from directory.days import LONDON, london_day
from directory.deliveries import Claimed, Post
from directory.snapshot import Snapshot
from directory.timeline.known_dates import Change, DateChange
from directory.timeline.picture import NO_CONSULTATION, Picture, Row, When, pictures
from directory.words import Audience, DateStatus, DeliveryKind, OfferKind


@dataclass(frozen=True)
class Composed:
    """A message that carries the deliveries `due`; `details` is what to keep of it.

    About `idle` deliveries there is nothing (more) to say: their dates are gone, or not for these readers.
    """

    message: Message | None
    due: tuple[Claimed, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    idle: tuple[Claimed, ...] = ()


@dataclass(frozen=True)
class Amendment:
    """What is put in the place of an earlier reminder, and the changes that it tells of."""

    message: Message
    since: tuple[DateChange, ...]


@dataclass(frozen=True)
class About:
    """What a reminder tells: a day's dates, and what surrounds them."""

    due: Claimed
    around: Around
    dates: tuple[Dated, ...]


@dataclass(frozen=True)
class Composer:
    """Writes for one audience, from what it may see of the `whole` directory today and nothing else."""

    whole: Snapshot
    audience: Audience
    today: date
    is_person: bool

    @cached_property
    def held(self) -> Snapshot:
        """What the audience may see."""
        return self.whole.visible_to(self.audience, self.today)

    @cached_property
    def _pictures(self) -> dict[str, Picture]:
        return {each.consultation: each for each in pictures(self.held, self.today)}

    def compose(self, due: Sequence[Claimed]) -> Composed:
        """One message for what goes together: one delivery, all word for owners, or all that is late."""
        if due[0].kind is DeliveryKind.STOPPED:
            said = [views.Stopped(**_stopped(each)) for each in due]
            return Composed(views.stopped(said), tuple(due))
        told = {each.id: self.told(each.changes) for each in due}
        about = [found for each in due if (found := self._about(each))]
        kept = tuple(each for each in due if told[each.id] or any(each is one.due for one in about))
        idle = tuple(each for each in due if each not in kept)
        if not kept:
            return Composed(None, idle=idle)
        if len(kept) > 1:
            message = self._digest(kept, [one for each in kept for one in told[each.id]], about)
        else:
            message = self._reminder(about[0]) if about else self._change(kept[0], told[kept[0].id])
        shows = [[each.row.key, each.row.number] for one in about for each in one.dates]
        return Composed(message, kept, {"text": unescape(message.text), "shows": shows}, idle)

    def told(self, changes: Iterable[DateChange]) -> tuple[Told, ...]:
        """The changes, as far as these readers may see the dates."""
        return tuple(
            Told(each.title, each.old, each.new, back=each.change is Change.BACK)
            for each in changes
            if each.key_date in self.held.key_dates or each.key_date not in self.whole.key_dates
        )

    def amendment(self, post: Post, changes: Iterable[DateChange]) -> Amendment | None:
        """What a reminder is to say that was posted before these changes; None where it says so already.

        It goes on telling of what changed before them, of each day the latest.
        """
        before = {each.at: each for each in post.since}
        since = before | {each.at: each for each in changes if each.at in post.shows}
        told = self.told(since.values())
        if since == before or not told:
            return None
        said = str(post.details.get("text", ""))
        return Amendment(views.amended(said, told, self.today), tuple(since.values()))

    def _change(self, due: Claimed, told: Sequence[Told]) -> Message:
        around = self._around(self._picture(due.consultation))
        return views.change(told, around, _memo(due), self.today, person=self.is_person)

    def _reminder(self, about: About) -> Message:
        due = about.due
        was = due.due_at.astimezone(LONDON)
        return views.reminder(
            about.dates,
            about.around,
            _memo(due),
            person=self.is_person,
            snooze=due.day is not None and due.day > self.today,
            late=views.late_since(was.date(), f"{was:%H:%M}", self.today) if due.late else "",
        )

    def _digest(self, kept: Sequence[Claimed], told: Sequence[Told], about: Sequence[About]) -> Message:
        once = {(one.due.consultation, one.due.day): one for one in about}
        days = sorted(once.values(), key=lambda one: one.due.day or date.max)
        first = london_day(min(each.due_at for each in kept))
        return views.digest(
            [(one.around, one.dates) for one in days],
            told,
            _memo(kept[0]),
            self.today,
            person=self.is_person,
            late=views.late_digest(len(kept), first, self.today),
        )

    def _about(self, due: Claimed) -> About | None:
        """What a reminder tells, if anything is left to tell."""
        picture = self._picture(due.consultation)
        if picture is None or due.day is None or due.changes:
            return None
        dates = tuple(
            Dated(row, self.held.key_dates[row.key].audience)
            for row in picture.rows
            if row.day == due.day
            and row.status is not DateStatus.CANCELLED
            and self.held.key_dates[row.key].consultation == due.consultation
        )
        return About(due, self._around(picture, after=due.day), dates) if dates else None

    def _picture(self, consultation: str) -> Picture | None:
        """The consultation; where these readers may see only its dates, the picture without a name."""
        return self._pictures.get(consultation) or self._pictures.get("")

    def _around(self, picture: Picture | None, after: date | None = None) -> Around:
        if picture is None:
            return Around(NO_CONSULTATION)
        if not picture.consultation:
            return Around(picture.title, next=_next(picture, after or self.today))
        open_now = picture.window if picture.window and not picture.window.closed else None
        return Around(
            title=picture.title,
            window=picture.window,
            respond=tuple(self._respond(picture.consultation)) if open_now else (),
            next=_next(picture, after or self.today),
        )

    def _respond(self, consultation: str) -> Iterator[str]:
        """Where feedback is sent: the first address among the offers for it, or the consultation's own."""
        offers = sorted(self.held.support_offers.values(), key=lambda offer: offer.position)
        for offer in offers:
            if offer.consultation == consultation and offer.kind is OfferKind.FEEDBACK:
                address = offer.url or offer.email
                if address:
                    yield address
                    return
        contact = self.held.contacts.get(self.held.consultations[consultation].feedback_contact or "")
        if contact and (contact.url or contact.email):
            yield contact.url or contact.email


def _next(picture: Picture, after: date) -> Row | None:
    coming = [
        row
        for row in picture.rows
        if row.day > after and row.status is not DateStatus.CANCELLED and row.when is not When.PAST
    ]
    return min(coming, key=lambda row: row.day, default=None)


def _memo(due: Claimed) -> str:
    """What a reminder's buttons remember: which delivery it was."""
    return Memo(kind="delivery", key=due.key).packed(2000)


def _stopped(due: Claimed) -> dict[str, Any]:
    held = due.details
    return {
        "destination": str(held.get("destination", "")),
        "is_person": bool(held.get("is_person")),
        "why": str(held.get("why", "")),
        "consultations": tuple(map(str, held.get("consultations", ()))),
    }
