"""Whether reminders go out, for `signpost doctor`, `/healthz` and `/timeline status`."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.reminders.answers import is_about_us
from directory import db, deliveries
from directory.days import LONDON


def silences(engine: Engine, now: datetime) -> tuple[str, ...]:
    """Each worker that has been silent for an hour, as a sentence; or that there is none for what is due."""
    with db.reading(engine) as session:
        silent = deliveries.silent_workers(session, now.astimezone(UTC))
        nobody = not deliveries.beats(session) and deliveries.next_due(session) is not None
    said = [f"A worker has been silent since {each.at.astimezone(LONDON):%d %b at %H:%M}." for each in silent]
    return (*said, *(["No worker is running, so no reminders are sent."] if nobody else []))


def refusals(engine: Engine, authority: str) -> tuple[str, ...]:
    """Slack's words for why it lets no reminder of this authority through; empty where it does."""
    with db.reading(engine) as session:
        errors = {each.error for each in deliveries.status(session, authority).destinations}
    return tuple(sorted(error for error in errors if is_about_us(error)))
