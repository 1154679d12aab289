"""What is remembered of a person who asks: their school, or that they said they work in none."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.authorities import authority_id
from directory.errors import UnknownSchool
from directory.models import Asker, Authority, School


@dataclass(frozen=True)
class Remembered:
    """A person's school (a URN, or None); `asked` is True once they have been asked for it."""

    school: str | None = None
    asked: bool = False


def recall(session: Session, team: str, user: str) -> Remembered:
    """What is remembered of the person `user` of the Slack workspace `team`."""
    row = _row(session, team, user)
    if row is None:
        return Remembered()
    return Remembered(school=row.school.key if row.school else None, asked=True)


def remember(session: Session, team: str, user: str, *, authority: str, school: str | None) -> None:
    """Keep the person's school (a URN), or with None that they work in no school.

    Raises UnknownAuthority or UnknownSchool.
    """
    row = _ensure(session, team, user, authority)
    row.school = None if school is None else _school(session, row.authority_id, school)
    row.no_school = school is None


def note_asked(session: Session, team: str, user: str, *, authority: str) -> None:
    """Keep that the person has been asked for their school. Raises UnknownAuthority."""
    _ensure(session, team, user, authority)


def forget(session: Session, team: str, user: str) -> None:
    """Delete what is remembered of the person."""
    session.execute(delete(Asker).where(Asker.slack_team_id == team, Asker.slack_user_id == user))


def _row(session: Session, team: str, user: str) -> Asker | None:
    return session.scalar(select(Asker).where(Asker.slack_team_id == team, Asker.slack_user_id == user))


def _ensure(session: Session, team: str, user: str, authority: str) -> Asker:
    owner = authority_id(session, authority)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    new = insert(Asker).values(slack_team_id=team, slack_user_id=user, authority_id=owner, no_school=False)
    session.execute(new.on_conflict_do_nothing(index_elements=["slack_team_id", "slack_user_id"]))
    row = session.scalars(select(Asker).where(Asker.slack_team_id == team, Asker.slack_user_id == user)).one()
    row.authority_id = owner
    return row


def _school(session: Session, authority_id: int, urn: str) -> School:
    found = session.scalar(select(School).where(School.authority_id == authority_id, School.key == urn))
    if found is None:
        name = session.scalar(select(Authority.name).where(Authority.id == authority_id))
        raise UnknownSchool(urn, name or "")
    return found
