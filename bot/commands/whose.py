"""Which authority a command is for."""

from sqlalchemy import Engine

from bot.commands.ask import default_authority
from bot.settings import Settings
from directory import db


def authority_of(settings: Settings, engine: Engine, named: str) -> str:
    """The authority that is named, else that of the settings, else the only one in the directory.

    Raises NoAuthority, UnknownAuthority, DatabaseNotReady.
    """
    db.check_ready(engine)
    return default_authority(engine, named or settings.authority)
