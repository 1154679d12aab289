"""Answers about a consultation: its dates, its rules and offers, and what becomes of each post."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from directory import facts
from directory.ask.answer import DatedRow, PostStory
from directory.ask.evidence import Evidence
from directory.ask.text import Token
from directory.ask.vocabulary import Vocabulary, Wording
from directory.snapshot import Snapshot
from directory.words import ChangeKind, DateStatus, OfferKind, Stage

_EVERYTHING = frozenset({"all", "whole", "every", "full", "timetable", "timeline", "list", "dates"})
_NEXT = frozenset({"next", "after", "then", "following", "afterwards"})
_TO_COME = frozenset({"coming", "upcoming", "remaining", "left", "ahead"})
_WHAT = frozenset({"everything", "anything", "all", "what", "whats", "which", "dates", "steps", "stages"})
_HOW_LONG = frozenset({"long", "days", "weeks", "much", "many", "time"})
_JOINING = frozenset({"and", "then", "plus"})
_SEVERAL = frozenset({"steps", "stages", "rest", "remaining", "happens"})
_RING_FENCE = frozenset({"fenc", "ringfenc"})  # as stems
_ENOUGH, _CLOSE = 2.0, 0.6
_MENTIONED = 1.0
_COMMENTS = 0.5
_MOST_NAMED = 3

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
        return Evidence(self.vocabulary, wordings)

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

    def best_date(self, found: Sequence[Token]) -> float:
        """The evidence for the key date that a message speaks of most."""
        return _top(self._dates.weigh(found).scores)

    def best_item(self, found: Sequence[Token]) -> float:
        """The evidence for the ring fence, rule or offer that a message speaks of most.

        Whoever asks by when to comment speaks of comments as much as who asks where to send them.
        """
        ways = {way.key for way in self.feedback}
        scores = self._items.weigh(found).scores
        return max((score * (_COMMENTS if key in ways else 1.0) for key, score in scores), default=0.0)

    def dates(self, found: Sequence[Token], today: date) -> tuple[tuple[DatedRow, ...], bool]:
        """The rows that a question is about; or the whole timetable, and whether that is what was asked."""
        said = {token.plain for token in found}
        if said & _TO_COME and said & _WHAT and not said & _HOW_LONG:
            return tuple(_dated(at) for at in self.timetable if at[0] >= today), True
        scores = self._dates.weigh(found).scores
        named = self._named(found, scores)
        mentioned = {key for key, score in scores if score >= _MENTIONED}
        days = _days_said(found)
        months = _months_said(found) if not days else frozenset[int]()
        if len(said & _EVERYTHING) >= 2 or (said & _EVERYTHING and not named and not months):
            return tuple(map(_dated, self.timetable)), True
        meant = named | mentioned if named else self.held.key_dates.keys()
        rows = [
            at
            for at in self.timetable
            if at[1].key in named
            or (at[0].day, at[0].month) in days
            or (at[0].month in months and at[1].key in meant)
        ]
        if said & _NEXT:
            since = max((day for day, _ in rows), default=today - timedelta(days=1))
            after = [at for at in self.timetable if at[0] > since]
            rows += after if said & _SEVERAL else [at for at in after if at[0] == after[0][0]]
        return tuple(map(_dated, rows or self.timetable)), bool(rows)

    def _named(self, found: Sequence[Token], scores: Sequence[tuple[str, float]]) -> set[str]:
        """The key dates that a message speaks of, and the one of each part of it: three at most."""
        named = [key for key, score in scores if score >= _ENOUGH and score >= _CLOSE * scores[0][1]]
        for part in _parts(found):
            best = self._dates.weigh(part).scores[:1]
            named[1:1] = [key for key, score in best if score >= _ENOUGH and key not in named[:2]]
        return set(list(dict.fromkeys(named))[:_MOST_NAMED])

    def items(self, found: Sequence[Token]) -> tuple[Item, ...]:
        """The ring fences, rules and offers that a question is about, best first, at most two.

        Ring fences as such are all of them; of the ways to give feedback, and of the support for staff, all
        are told with one.
        """
        scores = self._items.weigh(found).scores
        named = [key for key, score in scores if score >= _ENOUGH and score >= 0.85 * scores[0][1]][:2]
        every: dict[str, Item] = {**self.held.ring_fences, **self.held.support_offers}
        items = [every[key] for key in named]
        if not items and {token.stem for token in found} & _RING_FENCE:
            items = sorted(self.held.ring_fences.values(), key=lambda fence: fence.position)
        for group in (self.feedback, self.support):
            if any(item in group for item in items):
                items += [offer for offer in group if offer not in items]
        return tuple(items)

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

    def story(self, post: facts.Post, title: str = "", change: facts.PostChange | None = None) -> PostStory:
        """What became of a post, followed through every stage to the titles it leads to now.

        With `change`: of the post `title` that has ended, which became this one by that change.
        """
        if change is not None:
            leads_to = self._leads_to(post.key, frozenset()) or (post.key,)
            return PostStory(
                title=title,
                change=change.kind.value,
                now=tuple(self.held.posts[key].title for key in leads_to if key in self.held.posts),
                stage=change.stage.value,
                source=change.source,
                summary=change.summary,
            )
        onward = self._onward(post.key, frozenset())
        here = [c for c in self.held.post_changes.values() if any(s.post == post.key for s in c.sides)]
        changes = onward or tuple(here)
        told = max(changes, key=lambda c: _STAGES.index(c.stage), default=None)
        return PostStory(
            title=post.title,
            change=told.kind.value if told else "",
            now=tuple(
                self.held.posts[key].title
                for key in self._leads_to(post.key, frozenset())
                if key in self.held.posts
            ),
            stage=told.stage.value if told else "",
            source=(told or post).source,
            summary=" ".join(dict.fromkeys(c.summary for c in changes if c.summary)),
        )

    def _onward(self, key: str, seen: frozenset[str]) -> tuple[facts.PostChange, ...]:
        """The changes of a post and of what it became, stage after stage."""
        found: list[facts.PostChange] = []
        for change in self.held.post_changes.values():
            if key in seen or not any(side.post == key and side.side == "before" for side in change.sides):
                continue
            found.append(change)
            for side in change.sides:
                if side.side == "after" and side.post not in (key, None):
                    found += self._onward(side.post, seen | {key})
        return tuple({change.key: change for change in found}.values())

    def _leads_to(self, key: str, seen: frozenset[str]) -> tuple[str, ...]:
        onward: list[str] = []
        for change in self.held.post_changes.values():
            before = {side.post for side in change.sides if side.side == "before"}
            after = [side.post for side in change.sides if side.side == "after"]
            if key in before and after and key not in seen:
                for further in after:
                    onward += [further] if further == key else self._leads_to(further, seen | {key})
        return tuple(dict.fromkeys(onward)) if onward else ((key,) if self._stands(key) else ())

    def _stands(self, key: str) -> bool:
        """Whether a post is in the structure that its changes lead to: not deleted."""
        return not any(
            change.kind == ChangeKind.DELETED
            and any(s.side == "before" and s.post == key for s in change.sides)
            for change in self.held.post_changes.values()
        )

    def fences_for(self, post: facts.Post) -> tuple[facts.RingFence, ...]:
        """The ring fences whose eligible roles name this post."""
        finding = [
            fence
            for fence in self.held.ring_fences.values()
            if any(_names(role, post.title) for role in fence.eligible)
        ]
        return tuple(sorted(finding, key=lambda fence: fence.position))


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


def _days_said(found: Sequence[Token]) -> frozenset[tuple[int, int]]:
    """The days that a message names, as (day, month): "19 July", "the 19th of July", "July 19"."""
    words = [token.plain for token in found if token.plain not in ("of", "the")]
    numbers = [_day_number(word) for word in words]
    said = set()
    for at, word in enumerate(words):
        for beside in (at - 1, at + 1):
            if word in _MONTHS and 0 <= beside < len(words) and numbers[beside]:
                said.add((numbers[beside], _MONTHS[word]))
    return frozenset(said)


def _months_said(found: Sequence[Token]) -> frozenset[int]:
    """The months that a message names; "may" is seldom the month."""
    return frozenset(_MONTHS[t.plain] for t in found if t.plain in _MONTHS and t.plain != "may")


def _parts(found: Sequence[Token]) -> list[list[Token]]:
    """A message cut at "and"; none where it is not cut."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.plain in _JOINING:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part] if len(parts) > 1 else []


def _day_number(word: str) -> int:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else 0


def _top(scores: Sequence[tuple[str, float]]) -> float:
    return scores[0][1] if scores else 0.0


_STAGES = (Stage.APPROVED, Stage.PROPOSED, Stage.FINAL)


def _dated(at: tuple[date, facts.KeyDate]) -> DatedRow:
    day, row = at
    return DatedRow(day, row.title, row.status.value, row.condition)


def _names(role: str, title: str) -> bool:
    """Whether a role as a ring fence writes it ("Service Managers") is in a post's title."""
    plain = role.split(" x", maxsplit=1)[0].strip().removesuffix("s").lower()
    return len(plain) > 5 and plain in title.lower()
