"""A consultation as it is found by a question: its dates, its rules and offers, its posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from directory import facts
from directory.ask.dates_asked import DatesAsked
from directory.ask.evidence import Evidence
from directory.ask.other_consultations import OwnConsultations
from directory.ask.post_story import PostStories
from directory.ask.posts_asked import PostsAsked
from directory.ask.text import Token, tokens
from directory.ask.vocabulary import Vocabulary, Wording
from directory.snapshot import Snapshot
from directory.words import DateStatus, OfferKind

_RING_FENCE = frozenset({"fenc", "ringfenc"})  # as stems
_DOUBT = 0.7
"""A word that is said once already counts for much: a row has but a few wordings."""
_ENOUGH = 2.0
_COMMENTS = 0.5
_FIGURE = 4.0
_FEWEST_DIGITS = 3

Item = facts.RingFence | facts.SupportOffer


@dataclass(frozen=True)
class ConsultationIndex:
    """The rows of the consultations in a snapshot, ready to be found by their wording."""

    held: Snapshot
    vocabulary: Vocabulary

    @cached_property
    def _dates(self) -> Evidence:
        return self._evidence(
            {row.key: Wording(phrases=(row.title, *row.phrases)) for row in self.held.key_dates.values()}
        )

    @cached_property
    def _items(self) -> Evidence:
        fences = {
            fence.key: Wording(
                phrases=(fence.name, *fence.phrases), examples=(*fence.eligible, *fence.new_posts)
            )
            for fence in self.held.ring_fences.values()
        }
        offers = {
            offer.key: Wording(phrases=(offer.title, *offer.phrases), examples=(offer.text,))
            for offer in self.held.support_offers.values()
        }
        return self._evidence({**fences, **offers})

    def _evidence(self, wordings: Mapping[str, Wording]) -> Evidence:
        return Evidence(self.vocabulary, wordings, doubt=_DOUBT, seen=1)

    @cached_property
    def timetable(self) -> tuple[tuple[date, facts.KeyDate], ...]:
        """Every day of every key date that is not cancelled, in order."""
        return tuple(
            sorted(
                (
                    (day, row)
                    for row in self.held.key_dates.values()
                    if row.status != DateStatus.CANCELLED
                    for day in row.days
                ),
                key=lambda at: (at[0], at[1].position, at[1].key),
            )
        )

    @cached_property
    def stories(self) -> PostStories:
        """What became of each post."""
        return PostStories(self.held)

    @cached_property
    def posts(self) -> PostsAsked:
        """The posts, to be asked for by what several have in common."""
        return PostsAsked(self.held, self.vocabulary)

    @cached_property
    def dates(self) -> DatesAsked:
        """The timetable, to be asked for its days."""
        return DatesAsked(self.timetable, self._dates)

    def is_another(self, found: Sequence[Token]) -> bool:
        """Whether a message names a consultation that is none of these."""
        return self._own.names_another(found)

    @cached_property
    def _own(self) -> OwnConsultations:
        held = self.held
        rows = [
            *((date.title, *date.phrases) for date in held.key_dates.values()),
            *((f.name, *f.phrases, *f.eligible, *f.new_posts) for f in held.ring_fences.values()),
            *((offer.title, *offer.phrases) for offer in held.support_offers.values()),
            *((post.title,) for post in held.posts.values()),
            *((*intent.phrases, *intent.cues, *intent.asks) for intent in self.vocabulary.intents.values()),
        ]
        texts = [tokens(text, self.vocabulary.abbreviations) for text in chain.from_iterable(rows)]
        return OwnConsultations([t.stem for text in texts for t in text], self.vocabulary.stop_words)

    def wordings_in(self, found: Sequence[Token]) -> tuple[tuple[int, int], ...]:
        """Where wordings of dates, ring fences, rules and offers stand in a message (character offsets)."""
        hits = (*self._dates.weigh(found).hits, *self._items.weigh(found).hits)
        return tuple((hit.start, hit.end) for hit in hits)

    def best_item(self, found: Sequence[Token]) -> float:
        """The evidence for the ring fence, rule or offer that a message speaks of most.

        Whoever asks by when to comment speaks of comments as much as who asks where to send them.
        """
        ways = {way.key for way in self.feedback}
        scores = self._item_scores(found)
        return max((score * (_COMMENTS if key in ways else 1.0) for key, score in scores), default=0.0)

    def items(self, found: Sequence[Token], *, asks_whom: bool = False) -> tuple[Item, ...]:
        """The ring fences, rules and offers that a question is about, best first, at most two.

        Ring fences as such are all of them; who asks where to turn with nothing else may give feedback; of
        the ways to give feedback, and of the support for staff, all are told with one.
        """
        scores = self._item_scores(found)
        named = [key for key, score in scores if score >= _ENOUGH and score >= 0.85 * scores[0][1]][:2]
        every: dict[str, Item] = {**self.held.ring_fences, **self.held.support_offers}
        items = [every[key] for key in named]
        if not items and {token.stem for token in found} & _RING_FENCE:
            items = sorted(self.held.ring_fences.values(), key=lambda fence: fence.position)
        if not items and asks_whom:
            items = list(self.feedback)
        for group in (self.feedback, self.support):
            if any(item in group for item in items):
                items += [offer for offer in group if offer not in items]
        return tuple(items)

    def _item_scores(self, found: Sequence[Token]) -> list[tuple[str, float]]:
        """The evidence for each item, the most first; a figure that stands in its text is some."""
        figures = _figures(token.plain for token in found)
        totals = dict(self._items.weigh(found).totals)
        for key, told in self._figures.items():
            if told & figures:
                totals[key] = totals.get(key, 0.0) + _FIGURE
        return sorted(totals.items(), key=lambda item: (-item[1], item[0]))

    @cached_property
    def _figures(self) -> Mapping[str, frozenset[str]]:
        """The figures in the text of each rule or offer."""
        return {
            key: _figures(offer.text.replace(",", "").split())
            for key, offer in self.held.support_offers.items()
        }

    @cached_property
    def feedback(self) -> tuple[facts.SupportOffer, ...]:
        """The ways to give feedback, in the order of the consultation."""
        return self._offers(OfferKind.FEEDBACK)

    @cached_property
    def support(self) -> tuple[facts.SupportOffer, ...]:
        """What supports staff, in the order of the consultation."""
        return self._offers(OfferKind.SUPPORT)

    def _offers(self, kind: OfferKind) -> tuple[facts.SupportOffer, ...]:
        found = (offer for offer in self.held.support_offers.values() if offer.kind == kind)
        return tuple(sorted(found, key=lambda offer: offer.position))


def _figures(words: Iterable[str]) -> frozenset[str]:
    """The figures among words, of three digits and more: "£964k" is 964."""
    digits = (word.strip("£().,;:%").removesuffix("k") for word in words)
    return frozenset(word for word in digits if word.isdecimal() and len(word) >= _FEWEST_DIGITS)
