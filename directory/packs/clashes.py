"""What a pack gives that the directory holds elsewhere already, and can hold only once."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Authority, Contact
from directory.packs.entries import Pack
from directory.packs.problems import Problem
from directory.packs.schema import ContactRow


def clashes(session: Session, pack: Pack) -> Iterator[Problem]:
    """The LA code of another authority, and the routes of contacts that are not in the pack."""
    row = pack.authority
    same_code = Authority.la_code == row.la_code
    for other in session.scalars(select(Authority).where(same_code, Authority.key != row.key)):
        what = f"'{row.la_code}' is the LA code of {other.name} (its key is '{other.key}') already"
        yield pack.place.problem(("la_code",), f"{what}; write the LA code of {row.name}")
    held = {
        contact.route: contact
        for contact in session.scalars(
            select(Contact)
            .join(Authority, Authority.id == Contact.authority_id)
            .where(Authority.key == row.key, Contact.route.is_not(None))
        )
    }
    in_pack = {entry.row.key for entry in pack.entries["contacts"]}
    for entry in pack.entries["contacts"]:
        assert isinstance(entry.row, ContactRow)
        holder = held.get(entry.row.route)
        if holder is not None and holder.key not in in_pack:
            what = f"{row.name} has a contact for the {entry.row.route} route that is not in this file"
            then = "take the route from that one first, or leave this cell blank"
            yield entry.place.problem(("route",), f"{what}, {holder.name} ('{holder.key}'); {then}")
