"""Where questions come in: one snapshot per authority, kept while its revision stays the same."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from directory import db, snapshot
from directory.ask.answer import Answer, Kind, Need, Option, Question, SchoolRef
from directory.errors import UnknownSchool
from directory.snapshot import Snapshot
from directory.words import Audience


class EnquiryDesk:
    """Answers questions from the directory of any authority that the database holds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._taken: dict[str, Snapshot] = {}

    def snapshot(self, authority: str) -> Snapshot:
        """The authority's directory as it is now. Raises UnknownAuthority."""
        with db.reading(self._engine) as session:
            held = self._taken.get(authority)
            if held is None or held.revision != snapshot.revision_of(session, authority):
                held = self._taken[authority] = snapshot.take(session, authority)
        return held

    def ask(self, question: Question) -> Answer:
        """The answer to a question. Never raises for what the text holds; raises UnknownAuthority."""
        self.snapshot(question.authority)
        return Answer(kind=Kind.UNKNOWN, text="I do not have a contact for that.")

    def complete(self, need: Need, picked: str, asked: Question) -> Answer:
        """The answer once one of the options of a `choose` answer has been picked.

        `picked` is the option's id; `asked` says who asks and when (its text is not used).
        """
        if picked in self.snapshot(asked.authority).schools:
            need = replace(need, school=picked, elsewhere=False)
        return Answer(kind=Kind.UNKNOWN, need=need)

    def suggest_schools(self, authority: str, typed: str, limit: int = 20) -> tuple[Option, ...]:
        """Schools for a typeahead, best first: id is the URN, label is the name and town."""
        held = self.snapshot(authority).visible_to(Audience.SCHOOLS, None)
        return tuple(
            Option(urn, f"{school.name}, {school.town}")
            for urn, school in held.schools.items()
            if school.offered and typed.lower() in school.name.lower()
        )[:limit]

    def school(self, authority: str, urn: str, today: date) -> SchoolRef:
        """The school of that URN. Raises UnknownSchool if the authority has none that is open."""
        found = self.snapshot(authority).visible_to(Audience.SCHOOLS, today).schools.get(urn)
        if found is None or not found.offered:
            raise UnknownSchool(urn, self.snapshot(authority).authority_name)
        return SchoolRef(found.key, found.name)
