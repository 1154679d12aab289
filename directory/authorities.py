"""The authority that a key names, or else the error that says which there are."""

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from directory.errors import UnknownAuthority
from directory.models import Authority


def authority_id(session: Session, key: str) -> int:
    """The id of the authority with a key. Raises UnknownAuthority."""
    found = session.scalar(select(Authority.id).where(Authority.key == key))
    if found is None:
        raise unknown_authority(session, key)
    return found


def unknown_authority(session: Session | Connection, key: str) -> UnknownAuthority:
    """What is to be raised where no authority has the key."""
    return UnknownAuthority(key, sorted(session.scalars(select(Authority.key))))
