"""What the app remembers of a try-out, and how it is forgotten when somebody starts again."""

from collections.abc import Callable, Sequence

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from bot.playground.workspace import Workspace
from directory import db
from directory.models import (
    Asker,
    Authority,
    Base,
    Follow,
    HandledEvent,
    Outcome,
    Revision,
    SentQuestion,
    Suggestion,
)


class Memory:
    """The database of a try-out. With `load_packs` it belongs to the try-out alone, and may be filled anew.

    A database that the person named may also hold a council's real directory: there, only what came from the
    people of the try-out workspaces is forgotten.
    """

    def __init__(
        self, engine: Engine, workspaces: Sequence[Workspace], load_packs: Callable[[], object] | None
    ) -> None:
        self._engine = engine
        self._teams = [workspace.team_id for workspace in workspaces]
        self._events = [workspace.event_prefix for workspace in workspaces]
        self._load_packs = load_packs

    def forget(self, afresh: bool) -> bool:
        """Forget chosen schools, sent questions, suggestions, reminders, outcomes and handled events.

        With `afresh` the directory too is loaded again, from the packs. Gives whether the directory holds
        changes that could be undone in that way.
        """
        if self._load_packs is None:
            with db.writing(self._engine) as session:
                self._forget_people(session)
            return False
        with db.writing(self._engine) as session:
            self._forget_people(session)
            session.execute(delete(Outcome))
            if not afresh:
                return (
                    session.scalar(select(Revision.id).where(Revision.action != "load").limit(1)) is not None
                )
        self._fill_anew(self._load_packs)
        return False

    def _forget_people(self, session: Session) -> None:
        for kept in (Asker, SentQuestion, Suggestion):
            session.execute(delete(kept).where(kept.slack_team_id.in_(self._teams)))
        session.execute(delete(Follow).where(Follow.slack_team_id.in_(self._teams)))
        for prefix in self._events:
            session.execute(delete(HandledEvent).where(HandledEvent.event_id.startswith(prefix)))

    def _fill_anew(self, load_packs: Callable[[], object]) -> None:
        with db.writing(self._engine) as session:
            revisions = {held.key: held.revision for held in session.scalars(select(Authority))}
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table))
        load_packs()
        with db.writing(self._engine) as session:
            for key, revision in revisions.items():  # a number seen before would be taken for what it was
                newer = update(Authority).where(Authority.key == key)
                session.execute(newer.values(revision=Authority.revision + revision))
