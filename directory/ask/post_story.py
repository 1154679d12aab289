"""What became of a post, and what it was before: its changes, followed from stage to stage."""

from dataclasses import dataclass

from directory import facts
from directory.ask.answer import PostStory
from directory.snapshot import Snapshot
from directory.words import ChangeKind, Stage

_STAGES = (Stage.APPROVED, Stage.PROPOSED, Stage.FINAL)


@dataclass(frozen=True)
class PostStories:
    """The changes of all posts of a snapshot, to be told of one."""

    held: Snapshot

    def story(self, post: facts.Post, title: str = "", change: facts.PostChange | None = None) -> PostStory:
        """What became of a post, followed through every stage to the titles it leads to now.

        With `change`: of the post `title` that has ended, which became this one by that change.
        """
        if change is not None:
            leads_to = self._leads_to(post.key, frozenset()) or (post.key,)
            return PostStory(
                title=title,
                change=change.kind.value,
                now=self._titles(leads_to),
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
            now=self._titles(self._leads_to(post.key, frozenset())),
            stage=told.stage.value if told else "",
            source=(told or post).source,
            summary=" ".join(dict.fromkeys(c.summary for c in changes if c.summary)),
        )

    def before(self, post: facts.Post) -> tuple[str, ...]:
        """The titles that led to a post, latest first."""
        return self._titles(self._came_from(post.key, frozenset()))

    def fences_for(self, post: facts.Post) -> tuple[facts.RingFence, ...]:
        """The ring fences whose eligible roles name this post."""
        finding = [
            fence
            for fence in self.held.ring_fences.values()
            if any(_names(role, post.title) for role in fence.eligible)
        ]
        return tuple(sorted(finding, key=lambda fence: fence.position))

    def _titles(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.held.posts[key].title for key in keys if key in self.held.posts)

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

    def _came_from(self, key: str, seen: frozenset[str]) -> tuple[str, ...]:
        earlier: list[str] = []
        for change in self.held.post_changes.values():
            if key not in seen and any(s.side == "after" and s.post == key for s in change.sides):
                for side in change.sides:
                    if side.side == "before" and side.post != key:
                        earlier += [side.post, *self._came_from(side.post, seen | {key})]
        return tuple(dict.fromkeys(earlier))

    def _stands(self, key: str) -> bool:
        """Whether a post is in the structure that its changes lead to: not deleted."""
        return not any(
            change.kind == ChangeKind.DELETED
            and any(s.side == "before" and s.post == key for s in change.sides)
            for change in self.held.post_changes.values()
        )


def _names(role: str, title: str) -> bool:
    """Whether a role as a ring fence writes it ("Service Managers") is in a post's title."""
    plain = role.split(" x", maxsplit=1)[0].strip().removesuffix("s").lower()
    return len(plain) > 5 and plain in title.lower()
