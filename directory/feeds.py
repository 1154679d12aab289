"""The secret addresses of calendar feeds: one for each authority and audience."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.authorities import authority_id
from directory.models import Authority, CalendarFeed
from directory.words import Audience

TOKEN_BYTES = 32


def feed_token(session: Session, authority: str, audience: Audience, who: str, at: datetime) -> str:
    """The token of the feed, made when it is first asked for. Raises UnknownAuthority.

    Whoever has it sees what `audience` sees: give it to nobody else. `session` is a transaction for writing.
    """
    owner = authority_id(session, authority)
    held = _held(session, owner, audience)
    if held is None:
        held = _made(session, owner, audience, who, at)
    return held.token


def renew(session: Session, authority: str, audience: Audience, who: str, at: datetime) -> str:
    """A new token for the feed; the old one leads nowhere from now on. Raises UnknownAuthority."""
    owner = authority_id(session, authority)
    held = _held(session, owner, audience)
    if held is None:
        return _made(session, owner, audience, who, at).token
    held.token, held.created_by, held.created_at = _token(), who, at
    session.flush()
    return held.token


def feed_of(session: Session, token: str) -> tuple[str, Audience] | None:
    """The authority (its key) and the audience of the feed with a token; None where there is none."""
    query = (
        select(Authority.key, CalendarFeed.audience)
        .join(CalendarFeed, CalendarFeed.authority_id == Authority.id)
        .where(CalendarFeed.token == token)
    )
    found = session.execute(query).one_or_none()
    return None if found is None else (found[0], found[1])


def _held(session: Session, owner: int, audience: Audience) -> CalendarFeed | None:
    return session.scalar(
        select(CalendarFeed).where(CalendarFeed.authority_id == owner, CalendarFeed.audience == audience)
    )


def _made(session: Session, owner: int, audience: Audience, who: str, at: datetime) -> CalendarFeed:
    feed = CalendarFeed(authority_id=owner, audience=audience, token=_token(), created_by=who, created_at=at)
    try:
        with session.begin_nested():
            session.add(feed)
    except IntegrityError:  # somebody else asked for it at the same moment
        held = _held(session, owner, audience)
        assert held is not None
        return held
    return feed


def _token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
