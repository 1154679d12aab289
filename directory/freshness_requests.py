"""Asking each contact's owner once a month whether their entries are still right."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory import facts
from directory.authorities import authority_id
from directory.models import FreshnessRequest
from directory.snapshot import Snapshot

OPENS, SHUTS = 9, 17
_SATURDAY = 5


@dataclass(frozen=True)
class Request:
    """One person (a Slack user id) and the contacts that are theirs, in the order of their names."""

    user: str
    contacts: tuple[facts.Contact, ...]


def due(held: Snapshot, asked: Collection[str], now: datetime) -> tuple[Request, ...]:
    """Whom to ask now: owners of current contacts who have not been asked this month, in office hours."""
    if now.weekday() >= _SATURDAY or not OPENS <= now.hour < SHUTS:
        return ()
    mine: dict[str, list[facts.Contact]] = defaultdict(list)
    for fact in held.contacts.values():
        contact = held.as_of("contacts", fact, now.date())
        assert isinstance(contact, facts.Contact)
        if contact.slack_user_id and contact.holds_on(now.date()) and contact.slack_user_id not in asked:
            mine[contact.slack_user_id].append(contact)
    return tuple(
        Request(user, tuple(sorted(mine[user], key=lambda contact: contact.name))) for user in sorted(mine)
    )


def asked(session: Session, authority: str, now: datetime) -> frozenset[str]:
    """Who has been asked this month. Raises UnknownAuthority."""
    mine = FreshnessRequest.authority_id == authority_id(session, authority)
    query = select(FreshnessRequest.slack_user_id).where(mine, FreshnessRequest.month == month(now))
    return frozenset(session.scalars(query))


def claim(session: Session, authority: str, user: str, now: datetime) -> bool:
    """True for the one process that is to ask the person this month. Raises UnknownAuthority."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    new = insert(FreshnessRequest).values(
        authority_id=authority_id(session, authority),
        slack_user_id=user,
        month=month(now),
        at=now,
        gone=False,
    )
    keys = ["authority_id", "slack_user_id", "month"]
    done = new.on_conflict_do_nothing(index_elements=keys).returning(FreshnessRequest.id)
    return session.scalar(done) is not None


def release(session: Session, authority: str, user: str, now: datetime) -> None:
    """Let the person be asked again this month: Slack could not be reached."""
    session.execute(delete(FreshnessRequest).where(*_this(session, authority, user, now)))


def note_gone(session: Session, authority: str, user: str, now: datetime) -> None:
    """Keep that the person's Slack account is deactivated."""
    session.execute(update(FreshnessRequest).where(*_this(session, authority, user, now)).values(gone=True))


def gone(session: Session, authority: str) -> frozenset[str]:
    """The people whose account was deactivated when they were last to be asked. Raises UnknownAuthority."""
    mine = FreshnessRequest.authority_id == authority_id(session, authority)
    rows = session.scalars(select(FreshnessRequest).where(mine).order_by(FreshnessRequest.month))
    last = {row.slack_user_id: row.gone for row in rows}
    return frozenset(user for user, is_gone in last.items() if is_gone)


def month(now: datetime) -> str:
    """The month as it is kept, such as ``2026-11``."""
    return f"{now:%Y-%m}"


def _this(session: Session, authority: str, user: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        FreshnessRequest.authority_id == authority_id(session, authority),
        FreshnessRequest.slack_user_id == user,
        FreshnessRequest.month == month(now),
    )
