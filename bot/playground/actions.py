"""What a person can do in the workspace. Each action is what one click or one line is in Slack."""

from typing import Any

from bot.playground import forms, modals
from bot.playground.commands import CommandLine
from bot.playground.dispatch import Answer, Dispatcher, Kind, Unanswered
from bot.playground.errors import PersonError
from bot.playground.events import EventFeed
from bot.playground.manifest import Shortcut
from bot.playground.payloads import (
    action,
    global_shortcut,
    message_shortcut,
    view_closed,
    view_submission,
)
from bot.playground.places import GONE, Place, Spot, find_spot, offered
from bot.playground.records import Channel, Json, Message, View
from bot.playground.state import refusals, state_of
from bot.playground.typed import with_mentions
from bot.playground.uploads import check, keep
from bot.playground.workspace import Workspace

_SHORTEST_QUERY = 3


class Actions:
    """The actions of the people of one workspace.

    Every method raises `PersonError` with what Slack would show when the action cannot be done. What
    Slackbot would say (an unknown command, a command that failed, a mention of a bot that is not in the
    channel) becomes a notice instead. Methods return when Slack's own screen would be free again: a message
    when it is posted, a command, button or modal when the app acknowledged it.
    """

    def __init__(
        self, workspace: Workspace, dispatcher: Dispatcher, feed: EventFeed, public_url: str
    ) -> None:
        self.workspace = workspace
        self._dispatcher = dispatcher
        self._feed = feed
        self._commands = CommandLine(workspace, dispatcher, feed, public_url)
        self._public_url = public_url

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Post a message, as typed: `@Signpost` and the names of people become mentions. Returns its ts.

        A line that starts with a slash is a command, as in Slack; the ts is then empty.
        """
        place = self._channel(user, channel)
        if text.startswith("/"):
            if thread_ts:
                raise PersonError(f"{text.split(maxsplit=1)[0]} is not supported in threads. Sorry!")
            await self.command(user, channel, text)
            return ""
        self._check_can_post(place, text)
        if thread_ts and place.find(thread_ts) is None:
            raise PersonError(GONE)
        workspace = self.workspace
        written = with_mentions(workspace, text)
        message = Message(workspace.new_ts(), channel, user, written, workspace.now(), thread_ts=thread_ts)
        workspace.read_up_to[user, channel] = message.ts
        self._feed.posted(workspace.add(message))
        if f"<@{workspace.bot.id}>" in written and workspace.bot.id not in place.members:
            name = workspace.bot.name
            workspace.notify(user, f"You mentioned @{name}, but they are not in this channel.")
        return message.ts

    async def read(self, user: str, channel: str) -> None:
        """Mark everything in the channel as read by this person."""
        messages = self._channel(user, channel).messages
        newest = messages[-1].ts if messages else ""
        if self.workspace.read_up_to.get((user, channel), "") < newest:
            self.workspace.read_up_to[user, channel] = newest
            self.workspace.touch()

    async def dismiss(self, user: str, notice_id: str) -> None:
        """Remove one of Slackbot's notices."""
        notices = self.workspace.notices.get(user, [])
        self.workspace.notices[user] = [notice for notice in notices if notice.id != notice_id]
        self.workspace.touch()

    async def command(self, user: str, channel: str, line: str) -> None:
        """Run a slash command: the whole line, such as `/contact attendance at Wookey`."""
        place = self._channel(user, channel)
        await self._commands.run(user, place, line.strip())

    async def press(self, user: str, place: Place, block_id: str, action_id: str) -> None:
        """Press a button or an icon button."""
        spot = find_spot(self.workspace, user, place)
        element = spot.element(block_id, action_id)
        if element["type"] not in ("button", "icon_button"):
            raise PersonError("This is not a button.")
        await self._act(spot, action(element, block_id, {}))

    async def choose(
        self,
        user: str,
        place: Place,
        block_id: str,
        action_id: str,
        option: Any,  # noqa: ANN401 - text, a number, an option or a list of these
    ) -> None:
        """Choose in any element that holds a value, or in an overflow menu or feedback buttons.

        `option` is the new value: an option object or its `value` (select, radio buttons, overflow), a list
        of these (checkboxes, multi-selects), an id or list of ids (people and channels), a `YYYY-MM-DD` date,
        an `HH:MM` time, a Unix time, typed text, the `value` of the pressed feedback button, or None for
        nothing. In an input block the value is kept for the submission, and sent at once only when the block
        has `dispatch_action`.
        """
        spot = find_spot(self.workspace, user, place)
        element = spot.element(block_id, action_id)
        if element["type"] == "overflow":
            await self._act(spot, action(element, block_id, {"selected_option": offered(element, option)}))
            return
        if element["type"] == "feedback_buttons":
            await self._act(spot, action(element, block_id, _feedback(element, option)))
            return
        if element["type"] in ("button", "icon_button"):
            raise PersonError("This is a button. Press it instead.")
        entry = state_of(element, offered(element, option))
        spot.state.setdefault(block_id, {})[action_id] = entry
        self.workspace.touch()
        if spot.sends(block_id):
            await self._act(spot, action(element, block_id, entry))

    async def attach(
        self, user: str, place: Place, block_id: str, action_id: str, files: dict[str, bytes]
    ) -> None:
        """Put files (name and content) into a file input, in place of what it held.

        Raises `PersonError` for more files, or other types, than it takes.
        """
        element = find_spot(self.workspace, user, place).element(block_id, action_id)
        check(element, files)
        kept = [keep(self.workspace, self._public_url, user, *file) for file in files.items()]
        await self.choose(user, place, block_id, action_id, kept)

    async def suggest(self, user: str, place: Place, block_id: str, action_id: str, typed: str) -> list[Json]:
        """Type into an external select: the options that the app offers, those in groups included."""
        spot = find_spot(self.workspace, user, place)
        element = spot.element(block_id, action_id)
        if not element["type"].endswith("external_select"):
            raise PersonError("This list does not change while you type.")
        if len(typed) < element.get("min_query_length", _SHORTEST_QUERY):
            return []
        query = {"action_id": action_id, "block_id": block_id, "value": typed}
        payload = spot.payload("block_suggestion", self._public_url) | query
        return forms.suggested_options(await self._ask("interactive", payload))

    async def shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> None:
        """Use a message shortcut on a message."""
        message = self._channel(user, channel).find(ts)
        if message is None or message.only_for:
            raise PersonError(GONE)
        _check_declared(self.workspace.manifest.message_shortcuts, callback_id)
        hook = self._public_url + self.workspace.tickets.hook(channel, user, ts)
        payload = message_shortcut(self.workspace, user, message, callback_id, hook)
        await self._ask("interactive", payload)

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        """Use a global shortcut."""
        _check_declared(self.workspace.manifest.global_shortcuts, callback_id)
        await self._ask("interactive", global_shortcut(self.workspace, user, callback_id))

    async def submit(
        self, user: str, view_id: str, values: dict[str, dict[str, Any]]
    ) -> dict[str, str] | None:
        """Submit a modal with `{block_id: {action_id: value}}`, values as `choose` takes them.

        Elements left out keep the value they have. Returns the errors by block id when the modal stays open,
        from the app or from Slack's own checks (a required field left empty), else None.
        """
        spot = find_spot(self.workspace, user, {"view": view_id})
        view = spot.surface
        if not isinstance(view, View) or view.body["type"] != "modal":
            raise PersonError("Only a modal can be submitted.")
        for block_id, entries in values.items():
            for action_id, value in entries.items():
                element = spot.element(block_id, action_id)
                spot.state.setdefault(block_id, {})[action_id] = state_of(element, offered(element, value))
        view.errors = refusals(view.blocks, view.state)
        self.workspace.touch()
        if view.errors:
            return view.errors
        payload = view_submission(self.workspace, user, view)
        try:
            answer = await self._ask("interactive", payload)
        except PersonError as fault:
            raise PersonError(forms.TROUBLE) from fault
        return forms.apply_submission(self.workspace, view, answer)

    async def close(self, user: str, view_id: str) -> None:
        """Close the top modal; the one below it is seen again."""
        stack = self.workspace.stacks.get(user, [])
        if not stack or stack[-1].id != view_id:
            raise PersonError(GONE)
        view = modals.close_top(self.workspace, user)
        if view and view.body.get("notify_on_close"):
            await self._ask("interactive", view_closed(self.workspace, user, view, is_cleared=False))

    async def open_home(self, user: str) -> None:
        """Open the app's Home tab."""
        if not self.workspace.manifest.home_tab:
            raise PersonError("This app has no Home tab.")
        self._feed.home_opened(user, "home")

    async def open_messages_tab(self, user: str) -> None:
        """Open the app's Messages tab (the direct message)."""
        await self.read(user, self.workspace.direct_message(user).id)
        self._feed.home_opened(user, "messages")

    def _channel(self, user: str, channel_id: str) -> Channel:
        channel = self.workspace.channels.get(channel_id)
        if channel is None or user not in channel.members:
            raise PersonError("You are not in this channel.")
        return channel

    def _check_can_post(self, channel: Channel, text: str) -> None:
        manifest = self.workspace.manifest
        if channel.kind == "im" and (not manifest.messages_tab or manifest.read_only_messages):
            raise PersonError("Sending messages to this app has been turned off.")
        if not text.strip():
            raise PersonError("There is nothing to send. Type a message first.")

    async def _act(self, spot: Spot, done: Json) -> None:
        payload = spot.payload("block_actions", self._public_url) | {"actions": [done]}
        await self._ask("interactive", payload)

    async def _ask(self, kind: Kind, payload: Json) -> Answer:
        name = self.workspace.bot.name
        if not self.workspace.manifest.interactive:
            raise PersonError(f"{name} has not turned on interactivity.")
        try:
            answer = await self._dispatcher.request(kind, payload)
        except Unanswered as reason:
            raise PersonError(f"{name} is not responding. Try again. ({reason})") from reason
        if not answer.ok:
            raise PersonError(f"{name} responded with status code {answer.status}. Try again.")
        return answer


def _feedback(element: Json, given: object) -> Json:
    wanted = given.get("value") if isinstance(given, dict) else given
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == wanted:
            return {"text": button["text"], "value": button["value"]}
    raise PersonError("That button is not there.")


def _check_declared(shortcuts: tuple[Shortcut, ...], callback_id: str) -> None:
    if all(shortcut.callback_id != callback_id for shortcut in shortcuts):
        raise PersonError("This shortcut is not available.")
