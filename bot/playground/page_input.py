"""What the page may send: each request's shape, checked before anything is done."""

from datetime import date as day
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.requests import Request

MAX_BODY_BYTES = 1_000_000
MAX_FILE_BYTES = 5_000_000
Id = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=40_000)]


class Refused(Exception):
    """A request that the page's server will not do: one sentence for the person, and the HTTP status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StateQuery(_Input):
    """The query of `/page/state`; without a person, the first one of the first workspace."""

    team: Id | None = None
    user: Id | None = None
    after: int = Field(default=0, ge=0)


class UploadQuery(_Input):
    """The query of `/page/upload`; the body is the file."""

    team: Id
    user: Id
    name: Id


class Today(_Input):
    """The body of `/page/today`: the day of this workspace, or of the first one."""

    date: day
    team: Id | None = None


class Reset(_Input):
    """The body of `/page/reset`: the workspace looked at, and whether the directory is loaded afresh."""

    team: Id | None = None
    afresh: bool = False


class Say(_Input):
    """A message, in a thread when `thread_ts` is given."""

    channel: Id
    text: Text
    thread_ts: Id | None = None


class Command(_Input):
    """A slash command: the whole line."""

    channel: Id
    line: Text


class Channel(_Input):
    """A channel that was read."""

    channel: Id


class NoticeId(_Input):
    """A notice that was put away."""

    notice_id: Id


class Press(_Input):
    """A button. `place` is {channel, ts}, {ephemeral} or {view}."""

    place: dict[Literal["channel", "ts", "ephemeral", "view"], Id]
    block_id: Id
    action_id: Id


class Choose(Press):
    """A new value in an element; see `Actions.choose` for its shapes."""

    option: Any = None


class Suggest(Press):
    """Letters typed into an external select."""

    typed: Annotated[str, StringConstraints(max_length=1_000)]


class Shortcut(_Input):
    """A message shortcut, on a message."""

    channel: Id
    ts: Id
    callback_id: Id


class GlobalShortcut(_Input):
    """A global shortcut."""

    callback_id: Id


class Submit(_Input):
    """A modal with the values of its inputs, by block and action."""

    view_id: Id
    values: dict[str, dict[str, Any]]


class ViewId(_Input):
    """A modal that was closed."""

    view_id: Id


class Nothing(_Input):
    """An action that needs no details."""


# What a person can do, and the details that it takes: the keyword arguments of the method of `Actions`.
ACTS: dict[str, type[BaseModel]] = {
    "say": Say,
    "read": Channel,
    "dismiss": NoticeId,
    "command": Command,
    "press": Press,
    "choose": Choose,
    "suggest": Suggest,
    "shortcut": Shortcut,
    "global_shortcut": GlobalShortcut,
    "submit": Submit,
    "close": ViewId,
    "open_home": Nothing,
    "open_messages_tab": Nothing,
}


class Act(_Input):
    """The body of `/page/act`; `with` is checked by the model in `ACTS`."""

    team: Id
    user: Id
    do: Literal[
        "say",
        "read",
        "dismiss",
        "command",
        "press",
        "choose",
        "suggest",
        "shortcut",
        "global_shortcut",
        "submit",
        "close",
        "open_home",
        "open_messages_tab",
    ]
    details: dict[str, Any] = Field(alias="with")


Body = TypeVar("Body", bound=BaseModel)


async def read_body(request: Request, model: type[Body]) -> Body:
    """The JSON body of a request from the page itself; raises `Refused` or pydantic's `ValidationError`."""
    return model.model_validate_json(await read_bytes(request, "application/json", MAX_BODY_BYTES))


async def read_bytes(request: Request, media_type: str, limit: int) -> bytes:
    """The body of a request from the page itself: of this type, at most `limit` bytes; or `Refused`."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused("This request came from another site, so nothing was done.", 403)
    # A form on another site cannot send these types, so such a form can do nothing here.
    if request.headers.get("content-type", "").partition(";")[0].strip() != media_type:
        raise Refused(f"The request is not {media_type}, so nothing was done. Reload the page.", 415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise Refused("That is too long to send, so nothing was done. Make it shorter.", 413)
    return bytes(body)
