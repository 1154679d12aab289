"""History of what is decided about an authority itself: who counts as council staff, who has which role.

These are no records, so undoing by number does not reach them; the history says who changed what, and how
it is taken back.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.errors import SignpostError
from directory.models import Authority, Revision, RevisionItem

State = Mapping[str, Any]
KIND = Authority.__tablename__
_STAFF = {
    "staff_email_domains": "whoever has an email address at {}",
    "staff_user_groups": "the members of the user group {}",
    "staff_channels": "the members of the channel {}",
}


class NotUndoneByNumber(SignpostError):
    """The change is about the authority itself."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Change {number} says who counts as council staff or who may edit, so it is not taken back by "
            "its number. Nothing was changed. Take it back with /directory staff or /directory roles, or on "
            "the command line with signpost staff or signpost roles."
        )


def keep(
    session: Session,
    authority: Authority,
    *,
    who: str,
    action: str,
    at: datetime,
    before: State,
    after: State,
    why: str = "",
) -> int | None:
    """Keep what was decided as a revision of its own; its number, or None where nothing differs.

    The caller has changed the authority in the same transaction.
    """
    if before == after:
        return None
    session.execute(
        update(Authority).where(Authority.id == authority.id).values(revision=Authority.revision + 1)
    )
    session.refresh(authority, ["revision"])
    item = RevisionItem(
        record_kind=KIND,
        record_id=authority.id,
        record_key=authority.key,
        before=dict(before),
        after=dict(after),
    )
    session.add(
        Revision(
            authority_id=authority.id,
            number=authority.revision,
            at=at,
            who=who,
            action=action,
            why=why,
            items=[item],
        )
    )
    session.flush()
    return authority.revision


def sentences(item: RevisionItem) -> Iterator[str]:
    """What was decided, in words. A person is named by their Slack id after an @."""
    before, after = item.before or {}, item.after or {}
    for name, said in _STAFF.items():
        was, now = before.get(name, ()), after.get(name, ())
        for each in now:
            if each not in was:
                yield f"Council staff are now also {said.format(each)}."
        for each in was:
            if each not in now:
                yield f"Council staff are no longer {said.format(each)}."
    if "user" in after:
        yield f"@{after['user']} was {_role(before)} and is now {_role(after)}."


def _role(state: State) -> str:
    if not state.get("role"):
        return "neither owner nor editor"
    areas = ", ".join(state.get("areas", ()))
    return f"an {state['role']}" + (f" for {areas}" if areas else "")
