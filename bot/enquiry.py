"""From a person and a question to an answer and its ticket; every listener goes through here."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from secrets import randbelow

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.access import Access, Asker
from bot.beside import Beside
from bot.clock import Clock
from bot.ticket import Ticket
from directory import askers, db, outcomes
from directory.ask.answer import Answer, Kind, Need, Question
from directory.ask.desk import VOCABULARY, EnquiryDesk
from directory.outcomes import Verdict

OUTCOMES = 10**9  # an outcome's number is drawn up to this, so that the answer need not wait for one


@dataclass(frozen=True)
class Enquiries:
    """What the listeners work with. Its database work happens in threads, beside the event loop."""

    desk: EnquiryDesk
    engine: Engine
    clock: Clock
    access: Access
    vocabulary: Path = VOCABULARY
    public_url: str = ""

    @cached_property
    def beside(self) -> Beside:
        """What keeps the notes that no answer waits for."""
        return Beside(self.engine)

    def calendar_address(self, token: str) -> str:
        """Where calendars fetch the dates that belong to a token; empty where there is no public address."""
        return f"{self.public_url}/calendar/{token}.ics" if self.public_url else ""

    async def ask(self, asker: Asker, text: str) -> tuple[Answer, Ticket]:
        """The answer to a question, and a ticket that still holds its words."""
        question = self._question(asker, asker.school, text)
        return await self._recorded(
            asker,
            lambda: self.desk.ask(question),
            Ticket(asker=asker.user, school=asker.school, words=text),
        )

    async def complete(self, asker: Asker, ticket: Ticket, picked: str) -> tuple[Answer, Ticket]:
        """The answer to the ticket's question once `picked` (a topic key, a URN, a post key) is chosen."""
        question = self._question(asker, ticket.school)
        return await self._recorded(
            asker,
            lambda: self.desk.complete(ticket.need, picked, question),
            replace(ticket, pick=""),
        )

    async def again(self, asker: Asker, ticket: Ticket) -> Answer:
        """The answer to the ticket's question for this asker, not counted as another question."""
        question = self._question(asker, ticket.school)
        return await asyncio.to_thread(self.desk.complete, ticket.need, _main(ticket.need), question)

    async def reader_of(self, client: AsyncWebClient, asker: Asker, channel: str) -> Asker:
        """The asker as the least trusted reader of a channel: staff only where all who read there are."""
        if not asker.is_staff:
            return asker
        return replace(asker, audience=await self.access.audience_of_channel(client, asker.team, channel))

    async def knows_more(self, asker: Asker, reader: Asker, text: str) -> bool:
        """Whether the asker would be told something else than the reader. Counted as no question."""
        if asker.audience == reader.audience:
            return False

        def ask() -> bool:
            told = [self.desk.ask(self._question(each, each.school, text)).text for each in (asker, reader)]
            return told[0] != told[1]

        return await asyncio.to_thread(ask)

    def judge(self, asker: Asker, ticket: Ticket, verdict: Verdict) -> None:
        """Keep what somebody thought of the answer, beside what they are told next."""
        self.beside.keep(
            "verdict",
            lambda session: outcomes.judge(session, ticket.outcome, verdict, authority=asker.authority),
        )

    async def remember_school(self, asker: Asker, urn: str | None) -> Asker:
        """Keep the asker's school (None: they work in none); the asker as they are then.

        Raises UnknownSchool where the authority has no such open school.
        """

        def keep() -> None:
            if urn is not None:
                self.desk.school(asker.authority, urn, self.clock.today())
            with db.writing(self.engine) as session:
                askers.remember(session, asker.team, asker.user, authority=asker.authority, school=urn)

        await asyncio.to_thread(keep)
        return replace(asker, school=urn, asked_school=True)

    def note_asked(self, asker: Asker) -> None:
        """Keep that the asker has been asked for their school, beside the answer that asks it."""
        self.beside.keep(
            "asked for the school",
            lambda session: askers.note_asked(session, asker.team, asker.user, authority=asker.authority),
        )

    def _question(self, asker: Asker, school: str | None, text: str = "") -> Question:
        return Question(
            text=text,
            authority=asker.authority,
            today=self.clock.today(),
            audience=asker.audience,
            asker_school=school,
        )

    async def _recorded(
        self, asker: Asker, answered: Callable[[], Answer], ticket: Ticket
    ) -> tuple[Answer, Ticket]:
        answer = await asyncio.to_thread(answered)
        number, at = 1 + randbelow(OUTCOMES), self.clock.now()
        self.beside.keep(
            "outcome",
            lambda session: outcomes.record(
                session,
                authority=asker.authority,
                at=at,
                kind=answer.kind.value,
                topics=answer.topics,
                score=0.0 if answer.kind == Kind.UNKNOWN else answer.score,
                number=number,
            ),
        )
        return answer, replace(ticket, need=answer.need, outcome=number)


def _main(need: Need) -> str:
    """What a need is about first: picking it again gives the same answer."""
    return need.topics[0] if need.topics else need.post or need.school or ""
