"""Where questions come in: one index per authority, audience and day, until the revision changes."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine

from directory import db, snapshot
from directory.ask.answer import Answer, Need, Option, Question, SchoolRef
from directory.ask.coming import near
from directory.ask.decide import decide
from directory.ask.decision import Decision
from directory.ask.explain import Explanation, explain
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import Reading, read
from directory.ask.reply import Replier
from directory.ask.schools import SchoolFinding
from directory.ask.vocabulary import Vocabulary
from directory.errors import UnknownSchool
from directory.revision import RevisionCheck
from directory.snapshot import Snapshot
from directory.words import Audience

VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"


@dataclass(frozen=True)
class _Taken:
    """What is kept of one authority: its snapshot, and for each audience a day with its replier."""

    held: Snapshot
    repliers: dict[Audience, tuple[date, Replier]]


class EnquiryDesk:
    """Answers questions from the directory of any authority that the database holds."""

    def __init__(self, engine: Engine, vocabulary_folder: Path = VOCABULARY) -> None:
        """Reads the vocabulary. Raises VocabularyError."""
        self._engine = engine
        self._check = RevisionCheck(engine)
        self._shared = SharedIndex.read(vocabulary_folder)
        self._taken: dict[str, _Taken] = {}
        self._lock = RLock()

    @property
    def vocabulary(self) -> Vocabulary:
        """The wording shared by all authorities."""
        return self._shared.vocabulary

    def snapshot(self, authority: str) -> Snapshot:
        """The authority's directory as it is now. Raises UnknownAuthority."""
        return self._take(authority).held

    def _take(self, authority: str) -> _Taken:
        with self._lock:
            revision = self._check.revision_of(authority)
            taken = self._taken.get(authority)
            if taken is None or taken.held.revision != revision:
                with db.reading(self._engine) as session:
                    taken = self._taken[authority] = _Taken(snapshot.take(session, authority), {})
        return taken

    def _replier(self, authority: str, audience: Audience, today: date) -> Replier:
        """What answers for an audience on a day; threads that ask at once wait for one to build it."""
        taken = self._take(authority)
        with self._lock:
            made_on, replier = taken.repliers.get(audience, (None, None))
            if replier is None or made_on != today:
                seen = taken.held.visible_to(audience, today)
                replier = Replier(AskIndex(self._shared, seen), today, near(taken.held, audience, today))
                taken.repliers[audience] = (today, replier)
        return replier

    def ask(self, question: Question) -> Answer:
        """The answer to a question. Never raises for what the text holds; raises UnknownAuthority."""
        replier = self._replier(question.authority, question.audience, question.today)
        return answered(replier, *understood(question, replier.index))

    def explain(self, question: Question) -> tuple[Answer, Explanation]:
        """The answer to a question, and everything that was weighed for it. Raises what `ask` raises."""
        replier = self._replier(question.authority, question.audience, question.today)
        reading, decision = understood(question, replier.index)
        return answered(replier, reading, decision), explain(reading, decision, replier.index)

    def complete(self, need: Need, picked: str, asked: Question) -> Answer:
        """The answer once one of the options of an answer has been picked.

        `picked` is the option's id; `asked` says who asks and when (its text is not used). Raises
        UnknownAuthority.
        """
        replier = self._replier(asked.authority, asked.audience, asked.today)
        held, first = replier.index.held, need
        if picked in held.schools:
            need = replace(need, school=picked, elsewhere=False)
        elif picked in self.vocabulary.topics:
            need = replace(need, topics=(picked,))
        elif picked in held.posts:
            need = replace(need, post=picked)
        if need.school is None and not need.elsewhere and asked.asker_school in held.schools:
            need = replace(need, school=asked.asker_school)
        if not need.topics and not need.post:
            return replier.unknown("", need)
        return replier.contact(need) if need == first else replier.chosen(need, picked)

    def find_school(self, authority: str, text: str, today: date) -> SchoolFinding:
        """The school or schools that a text names. Raises UnknownAuthority."""
        return self._replier(authority, Audience.SCHOOLS, today).index.schools.find(text)

    def suggest_schools(self, authority: str, typed: str, today: date, limit: int = 20) -> tuple[Option, ...]:
        """Open schools for a typeahead, best first: id is the URN, label is the name and town.

        Raises UnknownAuthority.
        """
        held = self._replier(authority, Audience.SCHOOLS, today).index.held
        wanted = typed.strip().lower()
        found = [
            school
            for school in held.schools.values()
            if school.offered and wanted in f"{school.name}, {school.town}".lower()
        ]
        found.sort(key=lambda school: (not school.name.lower().startswith(wanted), school.name, school.key))
        if not found and len(wanted) > 2:
            near = self.find_school(authority, typed, today).schools
            found = [held.schools[school.urn] for school in near if school.urn in held.schools]
        options = [Option(school.key, school.label) for school in found]
        return tuple(options[:limit])

    def school(self, authority: str, urn: str, today: date) -> SchoolRef:
        """The school of that URN. Raises UnknownAuthority, and UnknownSchool if it has none that is open."""
        held = self.snapshot(authority)
        found = held.visible_to(Audience.SCHOOLS, today).schools.get(urn)
        if found is None or not found.offered:
            raise UnknownSchool(urn, held.authority_name)
        return SchoolRef(found.key, found.name)


def understood(question: Question, index: AskIndex) -> tuple[Reading, Decision]:
    """What a question says, and what is decided about it."""
    reading = read(question.text, index)
    own = question.asker_school if question.asker_school in index.held.schools else None
    return reading, decide(reading, index, question.audience, own)


def answered(replier: Replier, reading: Reading, decision: Decision) -> Answer:
    """The answer to a decision, with the emergency route before it where a sign of danger was read."""
    ordinary = replier.decided(decision, reading)
    return replier.urgent(ordinary) if reading.urgent else ordinary
