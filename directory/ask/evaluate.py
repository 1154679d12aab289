"""Scores the desk on a file of labelled questions, so that understanding can be tested like code.

The format is JSON Lines: ``{"id", "q", "authority", "audience", "asker_school", "expect": {"kind", "topics",
"topics_all", "school", "options", "contains"}}``.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from directory.ask.answer import Answer, Kind, Question
from directory.ask.desk import EnquiryDesk
from directory.json_lines import read_json_lines
from directory.words import Audience

HEDGED = frozenset({Kind.CHOOSE, Kind.UNKNOWN})
"""The kinds of answer that claim nothing: where wrong, they are not confidently so."""
LABELLED_FOR = date(2022, 6, 27)
"""The day that questions are labelled for where they name none: the consultation is open."""


class Expectation(BaseModel):
    """What a right answer holds."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    kind: Kind
    topics: tuple[str, ...] = ()
    topics_all: tuple[str, ...] = ()
    school: str | None = None
    options: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


class Labelled(BaseModel):
    """One labelled question."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str = ""
    q: str
    authority: str
    audience: Audience = Audience.SCHOOLS
    asker_school: str | None = None
    today: date | None = None
    expect: Expectation


@dataclass(frozen=True)
class Miss:
    """A question that was answered wrongly, and whether confidently so."""

    id: str
    question: str
    expected: str
    got: str
    confident: bool


@dataclass(frozen=True)
class Report:
    """How many questions of each expected kind there were, how many were right, and every miss."""

    asked: Counter[str]
    right: Counter[str]
    misses: tuple[Miss, ...]

    @property
    def confidently_wrong(self) -> float:
        """The share (0 to 1) of all questions that got a wrong answer without a question back."""
        return sum(miss.confident for miss in self.misses) / max(1, self.asked.total())

    def as_json(self) -> dict[str, Any]:
        """The figures and the misses as plain JSON values."""
        return {
            "kinds": {k: {"asked": n, "right": self.right[k]} for k, n in sorted(self.asked.items())},
            "asked": self.asked.total(),
            "right": self.right.total(),
            "wrong_but_confident": round(self.confidently_wrong, 4),
            "misses": [vars(miss) for miss in self.misses],
        }

    def as_text(self) -> str:
        """A table of the figures, then every miss."""
        rows = [f"{'kind':<10} {'right':>6} {'asked':>6} {'share':>7}"]
        for kind, asked in [*sorted(self.asked.items()), ("all", self.asked.total())]:
            right = self.right.total() if kind == "all" else self.right[kind]
            rows.append(f"{kind:<10} {right:>6} {asked:>6} {right / max(1, asked):>7.1%}")
        rows.append(f"wrong but confident: {self.confidently_wrong:.1%}")
        for miss in self.misses:
            sure = "wrong, confident" if miss.confident else "wrong, asked back or refused"
            rows.append(f"- {miss.id} [{sure}] {' '.join(miss.question.split())}")
            rows.append(f"    wanted {miss.expected}; got {miss.got}")
        return "\n".join(rows)


def read_questions(path: Path) -> list[Labelled]:
    """The questions of a file. Raises BadJsonLines."""
    return [labelled for _, labelled in read_json_lines(path, Labelled)]


def evaluate(
    desk: EnquiryDesk,
    path: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
    today: date = LABELLED_FOR,
) -> Report:
    """Asks every question of a file. `on_progress` is told how many are done, of how many."""
    questions = read_questions(path)
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses: list[Miss] = []
    for done, labelled in enumerate(questions, start=1):
        answer = desk.ask(
            Question(
                text=labelled.q,
                authority=labelled.authority,
                today=labelled.today or today,
                audience=labelled.audience,
                asker_school=labelled.asker_school,
            )
        )
        kind = labelled.expect.kind.value
        asked[kind] += 1
        if is_right(answer, labelled):
            right[kind] += 1
        else:
            misses.append(_miss(answer, labelled))
        on_progress(done, len(questions))
    return Report(asked, right, tuple(misses))


def is_right(answer: Answer, labelled: Labelled) -> bool:
    """Whether an answer is what the label wants."""
    want = labelled.expect
    if answer.kind != want.kind:
        return False
    if answer.kind in (Kind.CONTACT, Kind.URGENT):
        if want.topics and (not answer.topics or answer.topics[0] not in want.topics):
            return False
        if not set(want.topics_all) <= set(answer.topics):
            return False
        urn = answer.school.urn if answer.school else None
        if urn not in ({want.school} if want.school else {None, labelled.asker_school}):
            return False
    if not set(want.options) <= {option.id for option in answer.options}:
        return False
    said = json.dumps(answer.as_json(), ensure_ascii=False)
    return all(part in said for part in want.contains)


def _miss(answer: Answer, labelled: Labelled) -> Miss:
    want = labelled.expect
    wanted = {k: v for k, v in want.model_dump(mode="json").items() if v}
    got: dict[str, object] = {"kind": answer.kind.value, "topics": list(answer.topics)}
    if answer.school:
        got["school"] = answer.school.urn
    if answer.options:
        got["options"] = [option.id for option in answer.options]
    if answer.posts:
        got["posts"] = [post.title for post in answer.posts]
    if answer.dates:
        got["dates"] = [row.date.isoformat() for row in answer.dates]
    return Miss(labelled.id, labelled.q, str(wanted), str(got), answer.kind not in HEDGED)
