"""Answers to questions about a consultation, for those who may see them."""

from dataclasses import dataclass
from datetime import date

from directory import facts
from directory.ask import contacts, wording
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, PostStory
from directory.ask.contacts import Where
from directory.ask.day_order import day_order
from directory.ask.index import AskIndex
from directory.ask.old_titles import change_of
from directory.ask.reading import Reading
from directory.ask.text import tokens
from directory.words import ChangeKind, DateStatus

_CLEARLY = 6.0
_LOOSELY = 0.4
_MOST_CARDS = 3
_NO_DATE = "The directory has no date for exactly that. These are the dates that it has."
_NO_RULE = "The consultation documents say nothing on exactly that. This is where to ask."
_NEW = frozenset({"new", "created", "added"})
_GOING = frozenset({"deleted", "going", "cut", "lost", "lose", "gone", "disappearing"})


@dataclass(frozen=True)
class ConsultationReplier:
    """Each method gives an answer, or None where the directory has nothing on it."""

    index: AskIndex
    today: date

    def timeline(self, reading: Reading) -> Answer | None:
        """The dates that were asked for; all of them, saying so, where none is meant in particular."""
        rows, exact = self.index.consultation.dates(reading.found, self.today)
        if not rows:
            return None
        names = sorted({c.title for c in self.index.held.consultations.values()})
        sources = sorted({row.source for row in self.index.held.key_dates.values()})
        every = [day for day, _ in self.index.consultation.timetable]
        order = day_order(reading.text, [row.date for row in rows], every, self.today) if exact else ()
        return Answer(
            kind=Kind.TIMELINE,
            dates=rows,
            headline="; ".join(names) or "Consultation dates",
            notes=(*order, *(() if exact else (_NO_DATE,)), *(f"Source: {source}." for source in sources)),
        )

    def guidance(self, reading: Reading) -> Answer | None:
        """The ring fences, rules and offers that were asked about; else where to ask, saying so."""
        items = self.index.consultation.items(reading.found)
        if not items and not self.index.consultation.feedback:
            return None
        exact = bool(items)
        items = items or self.index.consultation.feedback
        notes = [] if exact else [_NO_RULE]
        notes += [
            wording.fence_text(item) if isinstance(item, facts.RingFence) else wording.offer_text(item)
            for item in items
        ]
        if any(isinstance(item, facts.RingFence) for item in items):
            notes.append(wording.RING_FENCE_MEANS)
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
            notes=(*notes, f"Source: {items[0].source} ({items[0].source_detail})."),
        )

    def posts(self, keys: tuple[str, ...], reading: Reading) -> Answer | None:
        """What became of the posts that were named; or the lists of new and deleted ones."""
        if not keys:
            loosely = self.index.titles.find(reading.found, _LOOSELY)
            keys = tuple(title.key for title in loosely.posts[:3]) if loosely else ()
        posts = [self.index.held.posts[key] for key in keys if key in self.index.held.posts]
        if not posts:
            return self._lists(reading)
        stories: list[PostStory] = []
        notes: list[str] = []
        cards: list[ContactCard] = []
        for post in posts:
            stories.append(self._story(post, reading))
            fences = self.index.consultation.fences_for(post)
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

    def _story(self, post: facts.Post, reading: Reading) -> PostStory:
        """What became of a post; where it was named by the title of one that has ended, of that one."""
        said = {title.key: title.name for title in reading.title.posts} if reading.title else {}
        title = said.get(post.key, "")
        change = change_of(self.index.held, title, post)
        story = self.index.consultation.story
        return story(post) if change is None else story(post, title, change)

    def _lists(self, reading: Reading) -> Answer | None:
        """All posts that are created or deleted, where a message asks which."""
        said = {token.plain for token in reading.found}
        wanted = {ChangeKind.CREATED} if said & _NEW else {ChangeKind.DELETED} if said & _GOING else set()
        changes = [c for c in self.index.held.post_changes.values() if c.kind in wanted]
        if not changes:
            return None
        posts = self.index.held.posts
        sides = [side for change in changes for side in change.sides if side.post in posts]
        lines = [f"{posts[side.post].title} x {side.number}" for side in sides]
        (kind,) = wanted
        return Answer(
            kind=Kind.POST,
            posts=tuple(self.index.consultation.story(posts[side.post]) for side in sides[:1]),
            headline=f"Posts {kind.value}: {sum(side.number for side in sides)} ({changes[0].stage.value})",
            notes=(*lines, f"Source: {changes[0].source}."),
        )

    def _now(self, post: facts.Post, story: PostStory) -> tuple[list[str], list[ContactCard]]:
        """Whom to contact now: who holds the posts it led to, or who covers its topic by its document."""
        held = self.index.held
        by_title = {p.title: p for p in held.posts.values()}
        cards = [
            card for title in story.now for card in contacts.for_post(by_title[title], Where(), held).cards
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
