"""What most commands begin with: the settings, the log, and the database."""

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError

from bot import log
from bot.settings import BadSettings, Settings, read_settings
from directory import db


def start() -> tuple[Settings, Engine]:
    """The settings of this process, and the database that they name. Raises BadSettings."""
    settings = read_settings()
    log.set_up(settings.log_level)
    return settings, engine_of(settings)


def engine_of(settings: Settings) -> Engine:
    """The database that the settings name; whether it is ready is not looked at. Raises BadSettings."""
    try:
        return db.connect(settings.database_url)
    except (ArgumentError, ModuleNotFoundError, OSError) as error:
        raise BadSettings(
            "SIGNPOST_DATABASE_URL is not the address of a database that can be opened. Set it to something "
            "like sqlite:///var/signpost.sqlite3 or postgresql://user:password@host/name, then try again."
        ) from error
