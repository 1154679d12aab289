"""A person in pytest's chat language: `await sam.says("/contact attendance")`, `sam.sees("...")`."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.playground.actions import Actions
from bot.playground.errors import PersonError
from bot.playground.places import Place
from bot.playground.quiet import Quiet
from bot.playground.reading import element_label, without_marks
from bot.playground.records import Json, Member
from bot.playground.screen import Screen
from bot.playground.workspace import Workspace

T = TypeVar("T")


class Person:
    """One person of a workspace. Every action waits until the app is quiet again.

    Actions raise `PersonError` with what Slack would show, or `LookupError` when what they name is not on the
    screen. `sees` and `does_not_see` look at what appeared or changed since this person's last action, and at
    the modal that is open.
    """

    def __init__(self, workspace: Workspace, actions: Actions, member: Member, quiet: Quiet) -> None:
        self.id = member.id
        self.name = member.name
        self._workspace = workspace
        self._actions = actions
        self._quiet = quiet
        self._screen = Screen(workspace, member)
        self._before = self._screen.shown()

    async def says(self, text: str, *, in_: str = "Signpost", thread: str | None = None) -> str:
        """Type a line in `#channel`, or in the direct message with the app; `/...` is a command.

        `thread` is a part of the text of the message to answer. Returns the ts, empty for a command.
        """
        channel = self._screen.channel(in_)
        self._screen.at_home = False
        root = self._screen.message(thread, channel) if thread else None
        thread_ts = (root.thread_ts or root.ts) if root else None
        return await self._do(self._actions.say(self.id, channel.id, text, thread_ts))

    async def presses(self, label: str) -> None:
        """Press the newest button (or feedback button, or entry of a three-dots menu) with this label."""
        for place, block, element in self._screen.elements():
            ids = (block["block_id"], element["action_id"])
            if element["type"] in ("button", "icon_button") and element["text"]["text"] == label:
                await self._do(self._actions.press(self.id, place, *ids))
                return
            for choice in _labelled_choices(element):
                if choice["text"]["text"] == label:
                    await self._do(self._actions.choose(self.id, place, *ids, choice["value"]))
                    return
        raise LookupError(f"{self.name} sees no button {label!r}\n{self.transcript()}")

    async def picks(self, label: str, choice: str | list[str]) -> None:
        """Choose in the newest field whose label, text or placeholder contains `label`.

        In a list that the app fills, `choice` is typed and the first option that comes is taken. Elsewhere it
        is (part of) an option's text, a person's name, a date or a time; a list for fields with several
        values.
        """
        place, block, element = self._screen.field(label)
        choices = [choice] if isinstance(choice, str) else choice
        ids = (block["block_id"], element["action_id"])
        values = [await self._value(place, block, element, text) for text in choices]
        several = element["type"].startswith("multi_") or element["type"] == "checkboxes"
        await self._do(self._actions.choose(self.id, place, *ids, values if several else values[0]))

    async def fills(self, values: dict[str, str]) -> None:
        """Type into the fields of the open modal, by label."""
        for label, text in values.items():
            place, block, element = self._screen.field(label)
            await self._do(
                self._actions.choose(self.id, place, block["block_id"], element["action_id"], text)
            )

    async def attaches(self, label: str, name: str, content: bytes) -> None:
        """Put a file into the file input of the open modal with this label."""
        place, block, element = self._screen.field(label)
        ids = (block["block_id"], element["action_id"])
        await self._do(self._actions.attach(self.id, place, *ids, {name: content}))

    def downloads(self, title: str) -> bytes:
        """The content of the newest file with this title that was posted where this person reads."""
        posted = [file for message in self._screen.messages() for file in message.files]
        for file in posted:
            if title in file["title"]:
                content: bytes = self._workspace.files[file["id"]]["content"]
                return content
        raise LookupError(f"{self.name} sees no file {title!r}\n{self.transcript()}")

    async def submits(self) -> dict[str, str] | None:
        """Send the open modal. Returns the errors by block id when it stays open."""
        return await self._do(self._actions.submit(self.id, self.modal()["id"], {}))

    async def closes(self) -> None:
        """Close the open modal."""
        await self._do(self._actions.close(self.id, self.modal()["id"]))

    async def uses(self, shortcut: str, *, on: str | None = None) -> None:
        """Use a shortcut by name: on the newest message whose text contains `on`, or a global one."""
        manifest = self._workspace.manifest
        known = manifest.message_shortcuts if on is not None else manifest.global_shortcuts
        callback_id = next((s.callback_id for s in known if s.name == shortcut), None)
        if callback_id is None:
            raise PersonError(f"There is no shortcut {shortcut!r}.")
        if on is None:
            await self._do(self._actions.global_shortcut(self.id, callback_id))
            return
        message = self._screen.message(on)
        await self._do(self._actions.shortcut(self.id, message.channel, message.ts, callback_id))

    async def opens_home(self) -> None:
        """Open the app's Home tab."""
        self._screen.at_home = True
        await self._do(self._actions.open_home(self.id))

    async def opens_messages(self) -> None:
        """Open the app's Messages tab."""
        self._screen.at_home = False
        await self._do(self._actions.open_messages_tab(self.id))

    def sees(self, *texts: str) -> None:
        """Assert that each text stands in what appeared since the last action, or in the open modal."""
        for text in texts:
            if not self._shows(text):
                raise AssertionError(f"{self.name} does not see {text!r}\n{self.transcript()}")

    def does_not_see(self, *texts: str) -> None:
        """Assert that none of the texts stands in what appeared since the last action."""
        for text in texts:
            if self._shows(text):
                raise AssertionError(f"{self.name} sees {text!r}\n{self.transcript()}")

    def buttons(self) -> list[str]:
        """The labels of all buttons that can be pressed, the newest place first."""
        found = []
        for _, _, element in self._screen.elements():
            if element["type"] in ("button", "icon_button"):
                found.append(element["text"]["text"])
            found += [choice["text"]["text"] for choice in _labelled_choices(element)]
        return found

    def modal(self) -> Json:
        """The open modal as `seen_by` gives it; raises LookupError when none is open."""
        stack = self._workspace.seen_by(self.id)["views"]
        if not stack:
            raise LookupError(f"{self.name} has no modal open\n{self.transcript()}")
        top: Json = stack[-1]
        return top

    def transcript(self) -> str:
        """Everything that this person sees, as text."""
        return self._screen.transcript()

    async def _do(self, action: Awaitable[T]) -> T:
        self._before = self._screen.shown()
        return await self._quiet.after(action)

    def _shows(self, text: str) -> bool:
        screen = self._screen.shown()
        new = [shown for key, shown in screen.items() if self._before.get(key) != shown]
        stack = self._workspace.stacks.get(self.id, [])
        together = "\n".join([*new, *(screen[view.id] for view in stack[-1:])])
        return text in together or text in without_marks(together)

    async def _value(self, place: Place, block: Json, element: Json, text: str) -> object:
        if element["type"].endswith("external_select"):
            ids = (block["block_id"], element["action_id"])
            options = await self._do(self._actions.suggest(self.id, place, *ids, text))
            if not options:
                raise LookupError(f"{self.name} is offered nothing for {text!r}")
            return options[0]
        if element["type"].endswith("users_select"):
            return next(m.id for m in self._workspace.members.values() if m.name == text)
        listed = [*element.get("options", [])]
        listed += [o for group in element.get("option_groups", []) for o in group["options"]]
        if not listed:
            return text
        for option in listed:
            if text in option["text"]["text"]:
                return option
        raise LookupError(f"{text!r} is not among [{element_label(element)}]")


def _labelled_choices(element: Json) -> list[Json]:
    if element["type"] == "feedback_buttons":
        return [element["positive_button"], element["negative_button"]]
    if element["type"] == "overflow":
        options: list[Json] = element["options"]
        return options
    return []
