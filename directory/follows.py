"""Who follows a consultation: which channel or person, how long before a date, at what hour."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session, joinedload

from directory import models
from directory.authorities import authority_id
from directory.errors import SignpostError
from directory.models import Consultation, Delivery, FollowedDate
from directory.rows import insert_new
from directory.timeline.plan import DEFAULT_HOUR, DEFAULT_LEADS
from directory.words import Audience, DeliveryKind, DeliveryStatus

LONGEST_LEAD = 90
MOST_LEADS = 6
NOT_PLANNED = -1
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Follow:
    """One destination's following of one consultation. `leads` are days, the longest first.

    `stopped_why` is empty while it goes on.
    """

    id: int
    authority: str
    consultation: str
    title: str
    team: str
    destination: str
    is_person: bool
    audience: Audience
    leads: tuple[int, ...]
    hour: str
    created_by: str
    stopped_at: datetime | None = None
    stopped_why: str = ""


class UnknownConsultation(SignpostError):
    """The authority has no consultation of that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no consultation '{key}'. Nothing was changed.")


class UnusableLeads(SignpostError):
    """The lead times are none, too many, or not whole days from 0 to 90."""

    def __init__(self) -> None:
        super().__init__(
            f"Give one to {MOST_LEADS} lead times in whole days, from 0 (the morning of the day) to "
            f"{LONGEST_LEAD}, such as 7, 1, 0. Nothing was changed."
        )


class UnusableHour(SignpostError):
    """The hour is not one of a day."""

    def __init__(self, hour: str) -> None:
        super().__init__(f"'{hour}' is not an hour; write it like 09:00 or 14:30. Nothing was changed.")


def follow(
    session: Session,
    authority: str,
    consultation: str,
    *,
    team: str,
    destination: str,
    is_person: bool,
    audience: Audience,
    who: str,
    at: datetime,
    leads: Collection[int] = DEFAULT_LEADS,
    hour: str = DEFAULT_HOUR,
) -> Follow:
    """A channel or a person follows a consultation from now on, or with other settings than before.

    Mornings before `at` are not planned for. Whether the person may see the consultation is for the caller to
    have decided; what the destination is told follows from `audience`. Raises UnknownAuthority,
    UnknownConsultation, UnusableLeads and UnusableHour.
    """
    if not 1 <= len(set(leads)) <= MOST_LEADS or any(not 0 <= lead <= LONGEST_LEAD for lead in leads):
        raise UnusableLeads
    if not _HOUR.fullmatch(hour):
        raise UnusableHour(hour)
    owner = authority_id(session, authority)
    about = session.scalar(
        select(Consultation).where(Consultation.authority_id == owner, Consultation.key == consultation)
    )
    if about is None:
        raise UnknownConsultation(consultation)
    insert_new(session, models.Destination, [{"id": destination}], ("id",))
    key = {"consultation_id": about.id, "slack_team_id": team, "destination": destination}
    settings = {"is_person": is_person, "audience": audience, "leads": sorted(set(leads), reverse=True)}
    new = {"authority_id": owner, "created_by": who, "created_at": at, "stopped_by": "", "stopped_why": ""}
    new |= {**key, **settings, "hour": hour, "since": at, "planned_revision": NOT_PLANNED}
    insert_new(session, models.Follow, [new], tuple(key))
    row = session.scalars(
        select(models.Follow).filter_by(**key).with_for_update().execution_options(populate_existing=True)
    ).one()
    if row.stopped_at is not None:
        _begin_again(session, row, who, at)
    row.is_person, row.audience = is_person, audience
    row.leads, row.hour, row.since = sorted(set(leads), reverse=True), hour, at
    row.planned_revision = NOT_PLANNED
    session.flush()
    return _value(row, authority)


def _begin_again(session: Session, row: models.Follow, who: str, at: datetime) -> None:
    """What happened to the dates while nobody followed is no news; what Slack refused then may work now."""
    row.created_by, row.created_at = who, at
    row.stopped_at, row.stopped_by, row.stopped_why = None, "", ""
    row.planned_on = None
    session.execute(delete(FollowedDate).where(FollowedDate.follow_id == row.id))
    refused = (Delivery.follow_id == row.id, Delivery.status == DeliveryStatus.FAILED, Delivery.due_at >= at)
    session.execute(update(Delivery).where(*refused).values(status=DeliveryStatus.DROPPED))


def stop(
    session: Session,
    authority: str,
    *,
    team: str,
    destination: str,
    who: str,
    at: datetime,
    consultation: str | None = None,
    why: str = "",
) -> tuple[Follow, ...]:
    """Ends the destination's following, of all consultations or of one; what it followed until now.

    What was planned for it is dropped; a delivery that a worker holds at this moment may still arrive.
    Raises UnknownAuthority.
    """
    wanted = [models.Follow.authority_id == authority_id(session, authority)]
    if consultation is not None:
        wanted.append(models.Follow.consultation.has(Consultation.key == consultation))
    rows = session.scalars(
        active_follows(team, destination).where(*wanted).with_for_update(of=models.Follow)
    ).all()
    end(session, rows, who=who, at=at, why=why)
    return tuple(_value(row, authority) for row in rows)


def end(session: Session, rows: Iterable[models.Follow], *, who: str, at: datetime, why: str) -> None:
    """Marks follows as stopped and drops what is planned for them."""
    for row in rows:
        row.stopped_at, row.stopped_by, row.stopped_why = at, who, why
        planned = (
            Delivery.follow_id == row.id,
            Delivery.status == DeliveryStatus.PLANNED,
            Delivery.kind != DeliveryKind.STOPPED,
        )
        session.execute(update(Delivery).where(*planned).values(status=DeliveryStatus.DROPPED))
    session.flush()


def note_audience(session: Session, follow_id: int, audience: Audience) -> bool:
    """Keeps who reads at the destination, as just seen; whether that is news, so that it is planned anew."""
    row = session.get_one(models.Follow, follow_id)
    changed = row.audience is not audience
    if changed:
        row.audience, row.planned_revision = audience, NOT_PLANNED
        session.flush()
    return changed


def following(session: Session, authority: str, destination: str | None = None) -> tuple[Follow, ...]:
    """What goes on being followed, by one destination or by all. Raises UnknownAuthority."""
    owner = authority_id(session, authority)
    query = (
        select(models.Follow)
        .where(models.Follow.authority_id == owner, models.Follow.stopped_at.is_(None))
        .options(joinedload(models.Follow.consultation))
        .order_by(models.Follow.destination, models.Follow.id)
    )
    if destination is not None:
        query = query.where(models.Follow.destination == destination)
    return tuple(_value(row, authority) for row in session.scalars(query))


def active_follows(team: str, destination: str) -> Select[models.Follow]:
    """What a destination follows in any authority, with the consultations."""
    return (
        select(models.Follow)
        .where(
            models.Follow.slack_team_id == team,
            models.Follow.destination == destination,
            models.Follow.stopped_at.is_(None),
        )
        .options(joinedload(models.Follow.consultation))
        .order_by(models.Follow.id)
    )


def _value(row: models.Follow, authority: str) -> Follow:
    return Follow(
        id=row.id,
        authority=authority,
        consultation=row.consultation.key,
        title=row.consultation.title,
        team=row.slack_team_id,
        destination=row.destination,
        is_person=row.is_person,
        audience=row.audience,
        leads=tuple(row.leads),
        hour=row.hour,
        created_by=row.created_by,
        stopped_at=row.stopped_at,
        stopped_why=row.stopped_why,
    )
