"""What a person can do in the workspace. Each action is what one click or one line is in Slack."""

from typing import Any

from bot.playground.records import Json
from bot.playground.workspace import Workspace

# {"channel": id, "ts": ts} for a message, {"ephemeral": id} or {"view": id}
Place = dict[str, str]


class Actions:
    """The actions of the people of one workspace.

    Every method raises `PersonError` with what Slack would show when the action cannot be done. What Slackbot would
    say (an unknown command, a command that failed, a mention of a bot that is not in the channel) becomes a notice
    instead. Methods return when Slack's own screen would be free again: a message when it is posted, a command,
    button or modal when the app acknowledged it.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Post a message, as typed: `@Signpost` and the names of people become mentions. Returns its ts."""
        raise NotImplementedError

    async def read(self, user: str, channel: str) -> None:
        """Mark everything in the channel as read by this person."""
        raise NotImplementedError

    async def dismiss(self, user: str, notice_id: str) -> None:
        """Remove one of Slackbot's notices."""
        raise NotImplementedError

    async def command(self, user: str, channel: str, line: str) -> None:
        """Run a slash command: the whole line, such as `/contact attendance at Wookey`."""
        raise NotImplementedError

    async def press(self, user: str, place: Place, block_id: str, action_id: str) -> None:
        """Press a button or an icon button."""
        raise NotImplementedError

    async def choose(self, user: str, place: Place, block_id: str, action_id: str, option: Any) -> None:
        """Choose in any element that holds a value, or in an overflow menu or feedback buttons.

        `option` is the new value: an option object (select, radio buttons, overflow), a list of option objects
        (checkboxes, multi-selects), an id or list of ids (people and channels), a `YYYY-MM-DD` date, an `HH:MM`
        time, a Unix time, typed text, the `value` of the pressed feedback button, or None for nothing. In an input
        block the value is kept for the submission, and sent at once only when the block has `dispatch_action`.
        """
        raise NotImplementedError

    async def suggest(self, user: str, place: Place, block_id: str, action_id: str, typed: str) -> list[Json]:
        """Type into an external select: the options (and in option groups, their options) that the app offers."""
        raise NotImplementedError

    async def shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> None:
        """Use a message shortcut on a message."""
        raise NotImplementedError

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        """Use a global shortcut."""
        raise NotImplementedError

    async def submit(
        self, user: str, view_id: str, values: dict[str, dict[str, Any]]
    ) -> dict[str, str] | None:
        """Submit a modal with `{block_id: {action_id: value}}`, values as `choose` takes them.

        Elements left out keep the value they have. Returns the errors by block id when the modal stays open, from
        the app or from Slack's own checks (a required field left empty), else None.
        """
        raise NotImplementedError

    async def close(self, user: str, view_id: str) -> None:
        """Close the top modal; the one below it is seen again."""
        raise NotImplementedError

    async def open_home(self, user: str) -> None:
        """Open the app's Home tab."""
        raise NotImplementedError

    async def open_messages_tab(self, user: str) -> None:
        """Open the app's Messages tab (the direct message)."""
        raise NotImplementedError
