"""Answers to questions about a consultation, for those who may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from directory import facts
from directory.ask import contacts, wording
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, PostStory
from directory.ask.contacts import Where
from directory.ask.day_order import day_order
from directory.ask.decision import Decision
from directory.ask.index import AskIndex
from directory.ask.internal import SAID_LOOSELY
from directory.ask.old_titles import change_of
from directory.ask.posts_asked import Listing
from directory.ask.reading import Reading
from directory.ask.text import tokens
from directory.ask.unsaid import is_unsaid
from directory.words import DateStatus

_CLEARLY = 6.0
_MOST_CARDS = 3
_NO_DATE = "The directory has no date for exactly that. These are the dates that it has."
_FEW = 3


@dataclass(frozen=True)
class ConsultationReplier:
    """Each method gives an answer, or None where the directory has nothing on it."""

    index: AskIndex
    today: date

    def answer(self, decision: Decision, reading: Reading) -> Answer | None:
        """The answer to a question of one of the three kinds; None also where the documents leave it out."""
        if is_unsaid(reading, self.index.consultation, self.index.shared.vocabulary):
            return None
        match decision.kind:
            case Kind.TIMELINE:
                return self.timeline(reading)
            case Kind.POST:
                return self.posts(decision.posts, reading) or self.guidance(reading)
            case _:
                return self.guidance(reading)

    def timeline(self, reading: Reading) -> Answer | None:
        """The dates that were asked for; all of them, saying so, where none is meant in particular."""
        every = self.index.consultation.timetable
        asked = self.index.consultation.dates.asked(reading.found, self.today)
        if not every:
            return None
        told = asked or every
        names = sorted({c.title for c in self.index.held.consultations.values()})
        sources = sorted({row.source for row in self.index.held.key_dates.values()})
        order = day_order(reading.text, [day for day, _ in asked], [day for day, _ in every], self.today)
        remarks = dict.fromkeys(row.note for _, row in told if row.note)
        return Answer(
            kind=Kind.TIMELINE,
            dates=tuple(DatedRow(day, row.title, row.status.value, row.condition) for day, row in told),
            headline="; ".join(names) or "Consultation dates",
            notes=(
                *(order if asked else (_NO_DATE,)),
                *remarks,
                *(f"Source: {source}." for source in sources),
            ),
        )

    def guidance(self, reading: Reading) -> Answer | None:
        """The ring fences, rules and offers that were asked about."""
        items = self.index.consultation.items(reading.found, asks_whom=reading.manner.asks_whom)
        if not items:
            return None
        notes = [
            wording.fence_text(item) if isinstance(item, facts.RingFence) else wording.offer_text(item)
            for item in items
        ]
        if any(isinstance(item, facts.RingFence) for item in items):
            notes.append(wording.RING_FENCE_MEANS)
        sources = dict.fromkeys(map(wording.source_of, items))
        asks = [way for way in self.index.consultation.feedback if way.email and way not in items]
        notes += [f"Any other question or view: {way.email}." for way in asks]
        days = [
            DatedRow(date.fromisoformat(day), item.title, DateStatus.CONFIRMED.value)
            for item in items
            if isinstance(item, facts.SupportOffer)
            for day in item.days
        ]
        return Answer(
            kind=Kind.GUIDANCE,
            headline="; ".join(wording.item_title(item) for item in items),
            dates=tuple(days),
            notes=(*notes, *(f"Source: {source}." for source in sources)),
        )

    def posts(self, keys: tuple[str, ...], reading: Reading) -> Answer | None:
        """What became of the posts that were named; or the lists of new and deleted ones."""
        listing = None if keys else self.index.consultation.posts.listed(reading.found, reading.text)
        if listing and not (listing.family and len(listing.posts) <= _FEW):
            return self._list(listing)
        if listing:
            keys = tuple(post.key for post in listing.posts)
        elif not keys:
            loosely = self.index.titles.find(reading.found, SAID_LOOSELY)
            keys = tuple(title.key for title in loosely.posts[:_FEW]) if loosely else ()
        posts = [self.index.held.posts[key] for key in keys if key in self.index.held.posts]
        if not posts:
            return None
        stories: list[PostStory] = []
        notes: list[str] = []
        cards: list[ContactCard] = []
        for post in posts:
            stories.append(self._story(post, reading))
            fences = self.index.consultation.stories.fences_for(post)
            notes += self._facts(post, stories[-1])
            notes += [wording.fence_text(fence) for fence in fences]
            notes += [wording.RING_FENCE_MEANS] if fences else []
            said, reached = self._now(post, stories[-1])
            notes += said
            cards += [card for card in reached if card not in cards]
        return Answer(
            kind=Kind.POST,
            posts=tuple(stories),
            headline="What becomes of this post" if len(posts) == 1 else "What becomes of these posts",
            notes=tuple(dict.fromkeys(notes)),
            contacts=tuple(cards[:_MOST_CARDS]),
        )

    @cached_property
    def _by_title(self) -> Mapping[str, facts.Post]:
        return {post.title: post for post in self.index.held.posts.values()}

    def _facts(self, post: facts.Post, story: PostStory) -> list[str]:
        """What the document says of a post, and of what it became: how many, the grade, former titles."""
        told = dict.fromkeys((post, *(self._by_title[title] for title in story.now)))
        before = self.index.consultation.stories.before(post)
        lines = [wording.post_line(each) for each in told]
        return lines + ([f"{post.title} was before: {'; '.join(before)}."] if before else [])

    def _story(self, post: facts.Post, reading: Reading) -> PostStory:
        """What became of a post; where it was named by the title of one that has ended, of that one."""
        said = {title.key: title.name for title in reading.title.posts} if reading.title else {}
        title = said.get(post.key, "")
        change = change_of(self.index.held, title, post)
        story = self.index.consultation.stories.story
        return story(post) if change is None else story(post, title, change)

    def _list(self, listing: Listing) -> Answer:
        """The posts that a question asks for together, one on a line, and how many they are."""
        graded = f" of grade {listing.grade}" if listing.grade else ""
        first = self.index.consultation.stories.story(listing.posts[0])
        heads, lines = [], list[str]()
        for change, posts in listing.groups:
            what = f"Posts {change.value}{graded}" if change else f"Posts{graded}"
            stage = f" ({first.stage})" if change else ""
            heads.append(f"{what}: {sum(post.number for post in posts)}{stage}")
            lines += [heads[-1]] if len(listing.groups) > 1 else []
            lines += [wording.post_line(post) for post in posts]
        return Answer(
            kind=Kind.POST,
            posts=(first,),
            headline="; ".join(heads),
            notes=(*lines, f"Source: {listing.posts[0].source}."),
        )

    def _now(self, post: facts.Post, story: PostStory) -> tuple[list[str], list[ContactCard]]:
        """Whom to contact now: who holds the posts it led to, or who covers its topic by its document."""
        held = self.index.held
        cards = [
            card
            for title in story.now
            for card in contacts.for_post(self._by_title[title], Where(), held).cards
        ]
        if story.now:
            return [], cards
        lines = [] if story.summary else ["The document does not say who takes over its work."]
        found = tokens(post.title, self.index.shared.vocabulary.abbreviations)
        for topic, score in self.index.shared.evidence.weigh(found).scores[:1]:
            for service in held.services_by_topic.get(topic, ()):
                owner = held.posts.get(service.post or "")
                if owner and score > _CLEARLY and service.source == post.source:
                    lines.append(f"{service.name} is covered by: {owner.title}.")
                    cards += contacts.for_topic(topic, Where(), held).cards
        return lines, cards
