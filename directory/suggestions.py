"""Corrections that people suggest, until an editor accepts, changes or declines them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.ask.everyday import Everyday
from directory.authorities import authority_id
from directory.editing.book import Book
from directory.editing.carry_out import carry_out
from directory.editing.check import checked
from directory.editing.commands import Done, Edit
from directory.editing.kinds import kind_of
from directory.errors import SignpostError
from directory.models import Suggestion
from directory.roles import Action, Actor, NotAllowed, may
from directory.words import SuggestionStatus


@dataclass(frozen=True)
class Suggested:
    """A correction that waits: what (`kind`, `key`) should say what (`fields`, as typed), and from whom."""

    id: int
    at: datetime
    team: str
    user: str
    kind: str
    key: str
    fields: Mapping[str, Any]
    note: str


class NotWaiting(SignpostError):
    """The suggestion has been decided on already, or there never was one of that number."""

    def __init__(self, row: Suggestion | None) -> None:
        if row is None:
            super().__init__("There is no such suggestion. Nothing was changed.")
        else:
            super().__init__(f"{row.decided_by} has {row.status} this already. Nothing was changed.")


def suggest(
    session: Session,
    actor: Actor,
    kind: str,
    key: str,
    fields: Mapping[str, Any],
    *,
    note: str = "",
    at: datetime,
) -> int:
    """Keeps a suggestion; its number. Raises UnknownAuthority, UnknownKind, and BadFields for what no editor
    could accept."""
    owner, its_kind = authority_id(session, actor.authority), kind_of(kind)
    checked(Book(session, actor.authority, at.date()), its_kind, fields, whole=False)
    row = Suggestion(
        authority_id=owner,
        at=at,
        slack_team_id=actor.team,
        slack_user_id=actor.user,
        record_kind=its_kind.name,
        record_key=key,
        fields=dict(fields),
        note=note,
    )
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, authority: str) -> tuple[Suggested, ...]:
    """The suggestions that nobody has decided on, oldest first. Raises UnknownAuthority."""
    mine = Suggestion.authority_id == authority_id(session, authority)
    query = select(Suggestion).where(mine, Suggestion.status == SuggestionStatus.OPEN)
    return tuple(_suggested(row) for row in session.scalars(query.order_by(Suggestion.at, Suggestion.id)))


def accept(
    session: Session,
    actor: Actor,
    number: int,
    *,
    today: date,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
    everyday: Everyday | None = None,
) -> tuple[Suggested, Done]:
    """Makes the edit that was suggested, or the one that the editor made of it (`fields`).

    `everyday` is as for `carry_out`.
    Raises NotWaiting and whatever an Edit raises; the suggestion then waits on.
    """
    row = _waiting(session, actor, number)
    said = _suggested(row)
    wanted = fields if fields is not None else said.fields
    why = f"Suggested by {said.user}"
    done = carry_out(
        session,
        actor,
        Edit(said.kind, said.key, wanted, expected_version=None, confirmed=True, why=why),
        today=today,
        now=now,
        everyday=everyday,
    )
    _decide(row, SuggestionStatus.ACCEPTED, actor, now)
    row.revision = done.revision
    return said, done


def decline(session: Session, actor: Actor, number: int, *, reason: str, now: datetime) -> Suggested:
    """Keeps the record as it is; `reason` is for the person who suggested. Raises NotWaiting, NotAllowed."""
    row = _waiting(session, actor, number)
    said = _suggested(row)
    _decide(row, SuggestionStatus.DECLINED, actor, now)
    row.reason = reason
    return said


def _waiting(session: Session, actor: Actor, number: int) -> Suggestion:
    verdict = may(actor, Action.REVIEW)
    if not verdict:
        raise NotAllowed(Action.REVIEW, verdict)
    mine = Suggestion.authority_id == authority_id(session, actor.authority)
    row = session.scalar(select(Suggestion).where(mine, Suggestion.id == number).with_for_update())
    if row is None or row.status is not SuggestionStatus.OPEN:
        raise NotWaiting(row)
    return row


def _decide(row: Suggestion, status: SuggestionStatus, actor: Actor, now: datetime) -> None:
    row.status, row.decided_by, row.decided_at = status, actor.who, now
    row.note = ""  # what people wrote is not kept longer than it is needed


def _suggested(row: Suggestion) -> Suggested:
    return Suggested(
        row.id,
        row.at,
        row.slack_team_id,
        row.slack_user_id,
        row.record_kind,
        row.record_key,
        row.fields,
        row.note,
    )
