"""The one way in: an editor's command, checked, carried out and recorded; or refused with nothing changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from directory.ask.everyday import Everyday
from directory.changes import recording
from directory.editing import commands as to
from directory.editing.assign import assign
from directory.editing.book import Book
from directory.editing.consultation import (
    add_key_date,
    cancel_key_date,
    confirm_key_date,
    edits_a_consultation,
    move_key_date,
    new_consultation,
)
from directory.editing.consultation_whole import edit_consultation
from directory.editing.errors import Clash, UndoRemovesMany
from directory.editing.fault_wording import in_words
from directory.editing.phrases import add_phrase, remove_phrase
from directory.editing.references import faults
from directory.editing.removals import is_many, out_of_use
from directory.editing.retire import retire
from directory.editing.undo import undo
from directory.editing.whose import areas_of_all
from directory.editing.wording import Names, sentences
from directory.editing.write import add, alias, edit, verify
from directory.models import PendingEdit, Revision, RevisionItem
from directory.roles import Action, Actor, NotAllowed, could, may
from directory.snapshot import HELD_BY_TABLE, Snapshot

MOST_SAID = 12
CONFIRMED = "It was confirmed today already, so nothing had to be changed."


@dataclass(frozen=True)
class _Way:
    """How one kind of command is carried out, and the action that it is."""

    action: Action
    run: Callable[[Book, Any], str]


_WAYS: dict[type[Any], _Way] = {
    to.Add: _Way(Action.ADD, add),
    to.Edit: _Way(Action.EDIT, edit),
    to.Retire: _Way(Action.RETIRE, retire),
    to.Assign: _Way(Action.ASSIGN, assign),
    to.Alias: _Way(Action.ALIAS, alias),
    to.Verify: _Way(Action.VERIFY, verify),
    to.Undo: _Way(Action.UNDO, undo),
    to.AddPhrase: _Way(Action.TEACH, add_phrase),
    to.RemovePhrase: _Way(Action.TEACH, remove_phrase),
    to.AddKeyDate: _Way(Action.EDIT_CONSULTATION, add_key_date),
    to.MoveKeyDate: _Way(Action.EDIT_CONSULTATION, move_key_date),
    to.ConfirmKeyDate: _Way(Action.EDIT_CONSULTATION, confirm_key_date),
    to.CancelKeyDate: _Way(Action.EDIT_CONSULTATION, cancel_key_date),
    to.NewConsultation: _Way(Action.EDIT_CONSULTATION, new_consultation),
    to.EditConsultation: _Way(Action.EDIT_CONSULTATION, edit_consultation),
}


def carry_out(
    session: Session,
    actor: Actor,
    command: to.Command,
    *,
    today: date,
    now: datetime,
    everyday: Everyday | None = None,
) -> to.Done:
    """Carries out a command as one revision of the actor's authority.

    `everyday`: the words of the vocabulary that cannot alone stand for a topic (None: any can). `session` is
    a transaction of its own (`db.writing`). Raises NotAllowed and the errors of directory/editing/errors.py;
    whatever is raised, nothing has been written.
    """
    return carry_out_all(session, actor, [command], today=today, now=now, everyday=everyday)


def carry_out_all(
    session: Session,
    actor: Actor,
    wanted: Sequence[to.Command],
    *,
    today: date,
    now: datetime,
    action: Action | None = None,
    why: str = "",
    everyday: Everyday | None = None,
) -> to.Done:
    """Carries out several commands as one revision, all or none. `action` is what the actor is doing as a
    whole, such as importing; None: what the first command is. `everyday` and what it raises: as `carry_out`.
    """
    ways = [_WAYS[type(command)] for command in wanted]
    whole = action or ways[0].action
    for each in dict.fromkeys((whole, *(way.action for way in ways))):
        _check_allowed(actor, each)
    book = Book(session, actor.authority, today, everyday=everyday)
    with session.begin_nested():
        before, revision = book.held, book.authority.revision
        key = ""
        with recording(
            session,
            book.authority,
            who=actor.who,
            action=whole.name.lower(),
            at=now,
            why=why or wanted[0].why,
            effective_from=getattr(wanted[0], "from_day", None),
        ):
            for way, command in zip(ways, wanted, strict=True):
                key = way.run(book, command)
        kind = getattr(wanted[-1], "kind", "")
        if book.authority.revision == revision:
            confirmed = isinstance(wanted[0], to.Verify)
            return to.Done(None, (CONFIRMED if confirmed else "Nothing had to be changed.",), kind, key)
        book.forget()
        made = _made(book)
        _check_areas(actor, whole, made.items, before, book.held)
        if edits_a_consultation(made.items):  # an undo may do that, too
            _check_allowed(actor, Action.EDIT_CONSULTATION)
        _check_faults(before, book.held, today)
        for command in wanted:
            if isinstance(command, to.Undo) and not command.confirmed:
                _check_removals(command, before, book.held, today)
        said = _said(made, Names(session, book.authority.id))
    day = getattr(wanted[-1], "from_day", None)
    return to.Done(made.number, said, kind, key, from_day=day if day and day > today else None)


def _check_allowed(actor: Actor, action: Action) -> None:
    if not could(actor, action):
        raise NotAllowed(action, may(actor, action, actor.areas))


def _made(book: Book) -> Revision:
    query = select(Revision).where(
        Revision.authority_id == book.authority.id, Revision.number == book.authority.revision
    )
    return book.session.scalars(query.options(selectinload(Revision.items))).one()


def _said(made: Revision, names: Names) -> tuple[str, ...]:
    kept = made.items[: MOST_SAID * 2]
    said = tuple(dict.fromkeys(sentences(kept, names)))
    more = len(made.items) - len(kept) + max(0, len(said) - MOST_SAID)
    return (*said[:MOST_SAID], f"And {more} more.") if more else said


def _check_areas(
    actor: Actor, action: Action, items: Sequence[RevisionItem], before: Snapshot, after: Snapshot
) -> None:
    """Raises NotAllowed if a record that was written is outside the actor's areas, as it was or as it is."""
    if not actor.areas:
        return
    records = [_record(item) for item in items]
    touched = areas_of_all(before, records) | areas_of_all(after, records)
    verdict = may(actor, action, touched or actor.areas)
    if not verdict:
        raise NotAllowed(action, verdict)


def _record(item: RevisionItem) -> tuple[str, str]:
    """The kind, as a snapshot names it, and the key of the record that an item is about."""
    if item.record_kind == PendingEdit.__tablename__:
        state = item.after or item.before or {}
        return HELD_BY_TABLE[state["record_kind"]], state["record_key"]
    return HELD_BY_TABLE[item.record_kind], item.record_key


def _check_faults(before: Snapshot, after: Snapshot, today: date) -> None:
    """Raises Clash if there is a fault that was not there before."""
    new = faults(after, today) - faults(before, today)
    if new:
        shown = sorted(new, key=lambda fault: (fault.kind, fault.key))[:5]
        raise Clash(tuple(in_words(fault, before, after) for fault in shown))


def _check_removals(command: to.Undo, before: Snapshot, after: Snapshot, today: date) -> None:
    """Raises UndoRemovesMany if more than a tenth of the records would go out of use."""
    removed, whole = out_of_use(before, after, today)
    if is_many(removed, whole):
        raise UndoRemovesMany(command.number, removed, whole)
