"""What one person has on the screen: lines to read, and elements to act on."""

from collections.abc import Iterator

from bot.playground.blocks import elements_of
from bot.playground.places import Place
from bot.playground.reading import lines, readable, without_marks
from bot.playground.records import Blocks, Channel, Json, Member, Message, View
from bot.playground.workspace import Workspace

# (place, block, element)
Found = tuple[Place, Json, Json]


class Screen:
    """A person's view of a workspace. Lookups raise LookupError with the transcript when nothing matches."""

    def __init__(self, workspace: Workspace, member: Member) -> None:
        self._workspace = workspace
        self.id = member.id
        self.name = member.name
        self.at_home = False

    def transcript(self) -> str:
        """Everything that this person sees, as text."""
        return "\n".join(self.shown().values())

    def shown(self) -> dict[str, str]:
        """What is on the screen: text by an id of the message, modal, Home or notice."""
        workspace = self._workspace
        shown = {
            f"{message.channel} {message.ts}": self._read_message(channel, message)
            for channel in self._channels()
            for message in self._visible(channel)
        }
        shown |= {n.id: f"Slackbot (only you): {n.text}" for n in workspace.notices.get(self.id, [])}
        home = workspace.homes.get(self.id)
        if home:
            shown["home"] = "Home tab\n" + self._read_view(home)
        for view in workspace.stacks.get(self.id, []):
            title = view.body["title"]["text"]
            shown[view.id] = f"Modal: {title}\n{self._read_view(view)}"
        return shown

    def _read_message(self, channel: Channel, message: Message) -> str:
        workspace = self._workspace
        where = channel.name if channel.kind == "im" else f"#{channel.name}"
        marks = " (thread)" if message.is_reply else ""
        marks += " (only you)" if message.only_for else ""
        head = f"{where}{marks} {workspace.members[message.user].name}:"
        if message.blocks:
            state = message.state.get(self.id, {})
            body = "\n  ".join(lines(workspace, message.blocks, state, {}))
        else:
            body = readable(workspace, message.text)
        files = "".join(f"\n  (file) {file['title']}" for file in message.files)
        return f"{head}\n  {body}{files}"

    def _read_view(self, view: View) -> str:
        found = lines(self._workspace, view.blocks, view.state, view.errors)
        submit = view.body.get("submit")
        return "\n".join(f"  {line}" for line in [*found, *([f"[{submit['text']}]"] if submit else [])])

    def _channels(self) -> list[Channel]:
        return [c for c in self._workspace.channels.values() if self.id in c.members]

    def _visible(self, channel: Channel) -> list[Message]:
        return [m for m in channel.messages if m.only_for in (None, self.id)]

    def channel(self, name: str) -> Channel:
        """The `#channel`, or the direct message with the app by the app's name."""
        if name in (self._workspace.bot.name, "Signpost"):
            return self._workspace.direct_message(self.id)
        for channel in self._channels():
            if name in (f"#{channel.name}", channel.id):
                return channel
        raise LookupError(f"{self.name} is not in {name}")

    def message(self, text: str, channel: Channel | None = None) -> Message:
        """The newest message whose text contains `text`."""
        places = [channel] if channel else self._channels()
        for message in self._newest(places):
            if text in self._read_message(self._workspace.channels[message.channel], message):
                return message
        raise LookupError(f"{self.name} sees no message with {text!r}\n{self.transcript()}")

    def messages(self) -> list[Message]:
        """Everything that was posted where this person reads, newest first."""
        return self._newest(self._channels())

    def _newest(self, channels: list[Channel]) -> list[Message]:
        messages = [m for channel in channels for m in self._visible(channel)]
        return sorted(messages, key=lambda message: message.ts, reverse=True)

    def _surfaces(self) -> Iterator[tuple[Place, Blocks]]:
        """Where this person can act: only the open modal; else the Home tab if open, then messages."""
        stack = self._workspace.stacks.get(self.id, [])
        if stack:
            yield {"view": stack[-1].id}, stack[-1].blocks
            return
        home = self._workspace.homes.get(self.id)
        if home and self.at_home:
            yield {"view": home.id}, home.blocks
        for message in self._newest(self._channels()):
            if message.only_for:
                yield {"ephemeral": message.ts}, message.blocks or []
            else:
                yield {"channel": message.channel, "ts": message.ts}, message.blocks or []

    def elements(self) -> Iterator[Found]:
        """What can be acted on, the newest place first."""
        for place, blocks in self._surfaces():
            for block in blocks:
                for element in elements_of(block):
                    yield place, block, element

    def field(self, label: str) -> Found:
        """The newest field whose label, text or placeholder contains `label`."""
        for place, block, element in self.elements():
            if element["type"] in ("button", "icon_button", "overflow", "feedback_buttons"):
                continue
            texts = [block.get("label"), block.get("text"), element.get("placeholder")]
            if any(label in without_marks(text["text"]) for text in texts if text):
                return place, block, element
        raise LookupError(f"{self.name} sees no field {label!r}\n{self.transcript()}")
