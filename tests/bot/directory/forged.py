"""Presses and forms that a person's Slack could send, whether or not they were ever shown to that person."""

from typing import Any

from bot.playground import modals
from bot.playground.person import Person
from bot.playground.uploads import keep
from bot.views.directory.forms import modal
from bot.views.limits import Json

FILE = "a file"
"""In the values of a form: an uploaded spreadsheet."""


class Forger(Person):
    """A person whose Slack sends whatever it is told to."""

    async def sends_press(self, action_id: str, value: str) -> None:
        """Press a button of any form, which need not exist."""
        button = {
            "type": "button",
            "action_id": action_id,
            "value": value,
            "text": {"type": "plain_text", "text": "Press"},
        }
        await self._sends(button, None)

    async def sends_choice(self, action_id: str, value: str) -> None:
        """Choose in a list of any form, which need not exist."""
        choice = {"text": {"type": "plain_text", "text": "This"}, "value": value}
        await self._sends({"type": "static_select", "action_id": action_id, "options": [choice]}, choice)

    async def is_offered(self, action_id: str, typed: str) -> list[str]:
        """Type into a list of any form: the labels that are offered."""
        chooser = {"type": "external_select", "action_id": action_id, "min_query_length": 1}
        view = self._opened([{"type": "actions", "block_id": "forged", "elements": [chooser]}])
        offered = await self._do(self._actions.suggest(self.id, {"view": view}, "forged", action_id, typed))
        return [option["text"]["text"] for option in offered]

    async def sends_form(self, form: Json, values: dict[str, dict[str, Any]]) -> None:
        """Submit a form that somebody else was shown."""
        view = modals.open_modal(self._workspace, self.id, modals.parsed_view(self._workspace, form, "modal"))
        for entries in values.values():
            for name, value in entries.items():
                if value == FILE:
                    sheet = ("cover.csv", b"Name,Email\nCover (sample),cover@somerset.example.org\n")
                    entries[name] = [keep(self._workspace, "http://127.0.0.1:9/", self.id, *sheet)]
        await self._do(self._actions.submit(self.id, view.id, values))

    def new(self) -> str:
        """What appeared since the last action, or stands in the open modal."""
        screen = self._screen.shown()
        return "\n".join(shown for key, shown in screen.items() if self._before.get(key) != shown)

    async def _sends(self, element: Json, choice: Json | None) -> None:
        view = self._opened([{"type": "actions", "block_id": "forged", "elements": [element]}])
        ids = ({"view": view}, "forged", element["action_id"])
        if choice is None:
            await self._do(self._actions.press(self.id, *ids))
        else:
            await self._do(self._actions.choose(self.id, *ids, choice))

    def _opened(self, blocks: list[Json]) -> str:
        body = modals.parsed_view(self._workspace, modal("Forged", blocks), "modal")
        return modals.open_modal(self._workspace, self.id, body).id
