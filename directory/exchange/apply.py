"""A plan into the database: whole, in one transaction with its history, or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.changes import recording
from directory.exchange.held import NEVER_FOLDED
from directory.exchange.plan import HasProblems, ImportRefused, Plan, RemovesMany, StalePlan, Verb, counted
from directory.models import Authority, PendingEdit, Record, Source
from directory.packs.fill import Filler
from directory.packs.schema import KINDS


@dataclass(frozen=True)
class Applied:
    """What an import did. `revision` is what an undo names; None where nothing had to be changed."""

    revision: int | None
    added: int
    changed: int
    removed: int
    said: tuple[str, ...]


def apply_plan(session: Session, plan: Plan, *, who: str, at: datetime, remove_many: bool = False) -> Applied:
    """Writes the plan. The session must be one transaction (`db.writing`), which the caller keeps or drops.

    Raises HasProblems, StalePlan where the directory has changed since the plan was made, and RemovesMany
    where more than a tenth would be removed and `remove_many` does not confirm it. Nothing is changed then.
    """
    this = Authority.key == plan.authority
    # Takes the lock first, so that nobody can change the directory between this look and the writing.
    session.execute(update(Authority).where(this).values(revision=Authority.revision))
    authority = session.scalars(select(Authority).where(this)).one()
    if plan.problems:
        raise HasProblems(plan)
    if authority.revision != plan.revision:
        raise StalePlan(plan, authority.revision)
    removals = tuple(plan.removals_to_confirm())
    if removals and not remove_many:
        raise RemovesMany(removals)
    try:
        with recording(session, authority, who=who, action="import", at=at, why=f"Imported {plan.file}"):
            _write(session, plan, authority)
    except IntegrityError as error:
        raise ImportRefused(
            f"{plan.file} clashes with what the directory holds already. Nothing was changed. Look at a new "
            "preview, then apply that."
        ) from error
    counts = {verb: len(plan.of(verb)) for verb in Verb}
    return Applied(
        revision=authority.revision if authority.revision != plan.revision else None,
        added=counts[Verb.ADDED],
        changed=counts[Verb.CHANGED],
        removed=counts[Verb.REMOVED],
        said=_said(plan),
    )


def _write(session: Session, plan: Plan, authority: Authority) -> None:
    ids = {"sources": _sources(session, plan, authority)}
    published = {
        source.key: source.published
        for source in session.scalars(select(Source).where(Source.authority_id == authority.id))
    }
    filler = Filler(session, ids, published)
    for kind, schema in KINDS.items():
        query = select(schema.model).where(schema.model.authority_id == authority.id)
        held: dict[str, Record] = {record.key: record for record in session.scalars(query)}
        for of, row in plan.rows:
            if of != kind:
                continue
            record = held.get(row.key)
            if record is None:
                record = held[row.key] = schema.model()
                record.key, record.authority_id = row.key, authority.id
                filler.fill(record, row)
                session.add(record)
            else:
                filler.fill(record, row)
        session.flush()
        _drop_what_is_written(session, plan, kind, held.values())
        ids[kind] = {key: record.id for key, record in held.items()}


def _drop_what_is_written(session: Session, plan: Plan, kind: str, held: Iterable[Record]) -> None:
    """A row says what its record says today, so the dated edits that count by now have become part of it."""
    keys = {row.key for of, row in plan.rows if of == kind}
    written = {record.id for record in held if record.key in keys}
    edits = select(PendingEdit).where(
        PendingEdit.record_kind == KINDS[kind].model.__tablename__, PendingEdit.effective_from <= plan.today
    )
    for edit in session.scalars(edits).all() if written else ():
        if edit.record_id not in written:
            continue
        left = {name: value for name, value in edit.fields.items() if name in NEVER_FOLDED}
        if left:
            edit.fields = left
        else:
            session.delete(edit)
    session.flush()


def _sources(session: Session, plan: Plan, authority: Authority) -> dict[str, int]:
    """The ids of the sources by key, with those that the plan needs and that there were not yet."""
    query = select(Source).where(Source.authority_id == authority.id)
    held = {source.key: source for source in session.scalars(query)}
    for row in plan.sources:
        if row.key not in held:
            held[row.key] = Source(authority_id=authority.id, **row.model_dump())
            session.add(held[row.key])
    session.flush()
    return {key: source.id for key, source in held.items()}


def _said(plan: Plan) -> tuple[str, ...]:
    said = []
    for verb in (Verb.ADDED, Verb.CHANGED, Verb.REMOVED):
        for kind in plan.kinds:
            number = sum(each.kind == kind for each in plan.of(verb))
            if number:
                said.append(f"{counted(number, kind)} {verb}")
    return tuple(said) or ("Nothing had to be changed",)
