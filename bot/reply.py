"""Where a message goes: to one person, to a channel or thread, or in place of an earlier message."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.log import slack_logger
from bot.slack_error import error_code, may_be_done
from bot.views.limits import Json, Message
from directory.errors import SignpostError

UNREACHABLE = (ClientError, OSError, TimeoutError)
URL_TIMEOUT = 10

_TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
_NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"})


class TooLate(SignpostError):
    """Slack lets a form be opened only within three seconds of a press."""

    def __init__(self) -> None:
        super().__init__(
            "Slack gave me too little time to open the form. Nothing was kept. Please press the button again."
        )


class Unheard(SignpostError):
    """Slack may have posted a message or not: posting it again could show it to everybody twice."""

    def __init__(self) -> None:
        super().__init__(
            "Slack did not say whether my message was posted. Look first; if it is not there, try again."
        )


@dataclass(frozen=True)
class Place:
    """Where a person asked or pressed. `private` where nobody else reads the answer there.

    `channel` is empty in a form or the Home tab. `message_ts` is the message that was pressed, None for an
    ephemeral one; `response_url` may be empty.
    """

    channel: str
    user: str
    thread_ts: str | None = None
    message_ts: str | None = None
    response_url: str = ""
    private: bool = True

    @property
    def direct(self) -> bool:
        """True in a direct message: with Signpost, or between two people where somebody used a command."""
        return self.channel.startswith("D")

    @classmethod
    def pressed(cls, body: dict[str, Any]) -> "Place":
        """Where a button or a menu was used."""
        container = body.get("container", {})
        channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
        ephemeral = bool(container.get("is_ephemeral"))
        message = body.get("message") or {}
        return cls(
            channel=channel,
            user=str(body["user"]["id"]),
            thread_ts=container.get("thread_ts") or message.get("thread_ts"),
            message_ts=None if ephemeral else container.get("message_ts"),
            response_url=str(body.get("response_url") or ""),
            private=ephemeral or channel.startswith("D"),
        )


async def open_form(client: AsyncWebClient, body: dict[str, Any], view: Json, *, above: bool = False) -> None:
    """Open a form for the person who pressed, or put it `above` the one that is open. Raises TooLate."""
    if not body.get("trigger_id"):
        raise TooLate
    show = client.views_push if above else client.views_open
    try:
        await show(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if error_code(error) in _TOO_LATE:
            raise TooLate from error
        raise


async def whisper(client: AsyncWebClient, place: Place, message: Message) -> None:
    """Show a message to the person alone; in the direct message where the place cannot be reached.

    Raises Unheard in a direct message.
    """
    if not place.channel:
        await _post_direct(client, place, message)
        return
    if place.direct and await _posted(client, place, message):
        return
    if place.response_url and await _shown_through_url(
        place.response_url,
        message,
        response_type="ephemeral",
        replace_original=False,
        thread_ts=place.thread_ts,
    ):
        return
    shown = client.chat_postEphemeral(
        channel=place.channel,
        user=place.user,
        text=message.text,
        blocks=message.blocks,
        thread_ts=place.thread_ts,
    )
    if not await _there(shown):
        await _post_direct(client, place, message)


async def _posted(client: AsyncWebClient, place: Place, message: Message) -> bool:
    """False in a direct message between two people, where Signpost cannot post."""
    return await _there(post(client, place, message))


async def _there(sending: Awaitable[Any]) -> bool:
    try:
        await sending
    except SlackApiError as error:
        if error_code(error) not in _NOT_THERE:
            raise
        return False
    return True


async def _post_direct(client: AsyncWebClient, place: Place, message: Message) -> None:
    opened = await client.api_call("conversations.open", json={"users": place.user})
    await post(client, replace(place, channel=opened["channel"]["id"], thread_ts=None), message)


async def post(client: AsyncWebClient, place: Place, message: Message) -> None:
    """Post a message that everybody there can read, in the thread if there is one. Raises Unheard."""
    try:
        await client.chat_postMessage(
            channel=place.channel,
            text=message.text,
            blocks=message.blocks,
            thread_ts=place.thread_ts,
            unfurl_links=False,
            unfurl_media=False,
        )
    except (SlackApiError, *UNREACHABLE) as error:
        if may_be_done(error):
            raise Unheard from error
        raise


async def put_in_place(client: AsyncWebClient, place: Place, message: Message) -> None:
    """Replace the message that was pressed; where that is no longer possible, show a new one."""
    if place.response_url and await _shown_through_url(place.response_url, message, replace_original=True):
        return
    if place.message_ts:
        await client.chat_update(
            channel=place.channel, ts=place.message_ts, text=message.text, blocks=message.blocks
        )
        return
    await whisper(client, replace(place, response_url=""), message)


async def share(client: AsyncWebClient, place: Place, message: Message) -> None:
    """Post a message in the channel where an answer was shown to one person. Raises Unheard."""
    if place.response_url and await _through_url(
        place.response_url,
        message,
        response_type="in_channel",
        replace_original=False,
        thread_ts=place.thread_ts,
    ):
        return
    await post(client, place, message)


async def _shown_through_url(url: str, message: Message, **how: Any) -> bool:  # noqa: ANN401 - Slack's own
    """To one person a message is rather shown twice than not at all."""
    try:
        return await _through_url(url, message, **how)
    except Unheard:
        return False


async def _through_url(url: str, message: Message, **how: Any) -> bool:  # noqa: ANN401 - Slack's own options
    """False where Slack surely did not take the message. Raises Unheard."""
    said = {name: value for name, value in how.items() if value is not None}
    try:
        answer = await AsyncWebhookClient(
            url, timeout=URL_TIMEOUT, logger=slack_logger(), retry_handlers=[]
        ).send_dict({"text": message.text, "blocks": message.blocks, **said})
    except UNREACHABLE as error:
        if may_be_done(error):
            raise Unheard from error
        return False
    if answer.status_code >= 500:
        raise Unheard
    return answer.status_code == 200 and '"ok":false' not in answer.body.replace(" ", "")
