"""All ways into the app, as it is put together: every listener that Bolt knows, and which of them ran."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getclosurevars
from typing import Any

from slack_bolt.async_app import AsyncApp

_KINDS = {"message_shortcut": "shortcut", "view_submission": "view"}
_EXAMPLES = ((r"\d", "0"), (r"\w+", "any"), (r"[a-z_]+", "any"))
_CHOICE = re.compile(r"\(([^|()]+)\|[^()]*\)")


@dataclass(frozen=True)
class Surface:
    """One listener: its kind (command, action, options, view, event, shortcut) and what it listens to."""

    kind: str
    to: str

    def __str__(self) -> str:
        return f"{self.kind} {self.to}"

    @property
    def example(self) -> str:
        """A name that it listens to; where it listens to a pattern, one that fits."""
        text = self.to.removeprefix("^").removesuffix("$")
        for pattern, instead in _EXAMPLES:
            text = text.replace(pattern, instead)
        text = _CHOICE.sub(r"\1", text)
        assert re.fullmatch(self.to, text) or text == self.to, f"no example is known for {self}"
        return text


class Heard:
    """The listeners of an app, and those of them that ran since."""

    def __init__(self, app: AsyncApp) -> None:
        self.ran: set[Surface] = set()
        self.all: set[Surface] = set()
        for listener in app._async_listeners:
            surface = _surface(listener)
            self.all.add(surface)
            self._watch(listener, surface)

    def of(self, kind: str) -> list[Surface]:
        """The listeners of a kind, in the order of their names."""
        return sorted((each for each in self.all if each.kind == kind), key=str)

    def _watch(self, listener: Any, surface: Surface) -> None:
        run = listener.run_ack_function

        async def noted(**given: Any) -> Any:
            self.ran.add(surface)
            return await run(**given)

        listener.run_ack_function = noted


def _surface(listener: Any) -> Surface:
    functions = [function for matcher in listener.matchers for function in _nested(matcher.func)]
    kind = functions[-1].__qualname__.split(".")[0]
    said = [value for function in functions for value in getclosurevars(function).nonlocals.values()]
    return Surface(_KINDS.get(kind, kind), next(text for value in said for text in _named(value)))


def _nested(function: Any) -> Iterator[Any]:
    yield function
    for value in getclosurevars(function).nonlocals.values():
        if callable(value):
            yield from _nested(value)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, re.Pattern):
        yield value.pattern
    elif isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name in ("command", "action_id", "callback_id", "type"):
            if name in value:
                yield from _named(value[name])
                return
