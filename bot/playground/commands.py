"""The line in which people type slash commands."""

from bot.playground.dispatch import Answer, Dispatcher, Unanswered
from bot.playground.errors import SlackError
from bot.playground.events import EventFeed
from bot.playground.payloads import slash_command
from bot.playground.records import Channel
from bot.playground.replies import post_reply
from bot.playground.tickets import Hook
from bot.playground.typed import escaped, with_mentions
from bot.playground.workspace import Workspace


class CommandLine:
    """Sends slash commands to the app; what goes wrong is a notice of Slackbot, as in Slack."""

    def __init__(
        self, workspace: Workspace, dispatcher: Dispatcher, feed: EventFeed, public_url: str
    ) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._feed = feed
        self._public_url = public_url

    async def run(self, user: str, channel: Channel, line: str) -> None:
        """Run one line, such as `/contact attendance at Wookey`, as this person in this channel."""
        workspace = self._workspace
        name, *rest = line.split(maxsplit=1)
        known = next((c for c in workspace.manifest.commands if c.command == name), None)
        if known is None:
            workspace.notify(user, f"{name} is not a valid command. Type / to see the commands.")
            return
        text = rest[0] if rest else ""
        payload = slash_command(
            workspace,
            user,
            channel,
            command=name,
            text=with_mentions(workspace, text) if known.escapes else escaped(text),
            hook=self._public_url + workspace.tickets.hook(channel.id, user, None, line),
        )
        try:
            answer = await self._dispatcher.request("slash_commands", payload)
        except Unanswered as reason:
            self._fail(
                user, name, "operation_timeout" if str(reason) == "http_timeout" else "dispatch_failed"
            )
            return
        if not answer.ok:
            self._fail(user, name, "dispatch_failed")
            return
        if answer.body.strip():
            self._say_at_once(Hook(channel.id, user, None, workspace.now(), line), answer)

    def _say_at_once(self, hook: Hook, answer: Answer) -> None:
        """Show what the app wrote into its acknowledgement: plain text, or a message as JSON."""
        try:
            spec = answer.json()
        except ValueError:
            spec = {"text": answer.body}
        try:
            post_reply(self._workspace, self._feed, hook, spec)
        except SlackError as refusal:
            self._fail(hook.user, str(hook.command).split()[0], str(refusal))

    def _fail(self, user: str, name: str, error: str) -> None:
        self._workspace.notify(user, f'{name} failed with the error "{error}"')
