"""`/directory staff`: who counts as council staff, as an owner sets it."""

import asyncio
import re
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.listeners.directory.turn import Turn
from bot.listeners.directory.words import NotUnderstood
from bot.reply import UNREACHABLE
from bot.views.directory import staff as views
from bot.views.limits import Message
from directory import db
from directory.errors import SignpostError
from directory.roles import Action
from directory.staff import Sort, StaffRules, add_rule, remove_rule, staff_rules

Said = dict[str, str]

_WANTED = re.compile(r"(add|remove)\s+(\S.*)", re.IGNORECASE)
_GROUP = re.compile(r"@(S[A-Z0-9]{6,})")
_CHANNEL = re.compile(r"#([CG][A-Z0-9]{6,})")
_PAGE, _MOST_PAGES = 200, 10


class CannotSee(SignpostError):
    """Slack does not show what was named, or there is no such thing."""


@dataclass(frozen=True)
class Wanted:
    """A rule to add or remove: its sort and its value, a domain or a Slack id; `title` is for people."""

    verb: str
    sort: Sort
    value: str
    title: str


async def staff(turn: Turn, said: Said) -> Message:
    """List the rules; for an owner, add or remove one."""
    turn.allow(Action.AUTHORITY_SETTINGS)
    if not said.get(""):
        return views.rules(await _read(turn))
    wanted = await _understood(turn, said[""])
    return views.changed(wanted.verb, wanted.title, await asyncio.to_thread(_change, turn, wanted))


def _change(turn: Turn, wanted: Wanted) -> StaffRules:
    change = add_rule if wanted.verb == "add" else remove_rule
    with db.writing(turn.enquiries.engine) as session:
        return change(session, turn.actor, wanted.sort, wanted.value, turn.enquiries.clock.now())


async def _read(turn: Turn) -> StaffRules:
    def read() -> StaffRules:
        with db.reading(turn.enquiries.engine) as session:
            return staff_rules(session, turn.actor.authority)

    return await asyncio.to_thread(read)


async def _understood(turn: Turn, text: str) -> Wanted:
    """What was named; what is to be added must be there. Raises NotUnderstood and CannotSee."""
    found = _WANTED.fullmatch(text.strip())
    if found is None:
        raise NotUnderstood(
            "Nothing was changed. Write it like this: /directory staff add somerset.gov.uk, "
            "/directory staff add @group, /directory staff add #channel, or remove in place of add."
        )
    verb, named = found[1].lower(), found[2].strip()
    if group := _GROUP.fullmatch(named):
        value = group[1]
        if verb == "add":
            await _asked(turn, "usergroups.users.list", {"usergroup": value}, _NO_GROUP)
        return Wanted(verb, Sort.GROUP, value, f"the user group {value}")
    if channel := _CHANNEL.fullmatch(named):
        return await _channel(turn, verb, channel[1])
    if named.startswith("#"):
        return await _channel(turn, verb, await _channel_called(turn, named[1:].lower()))
    if named.startswith("@") and "." not in named:
        return await _group_called(turn, verb, named[1:].lower())
    return Wanted(verb, Sort.DOMAIN, named, f"addresses at {named.lower()}")


async def _channel(turn: Turn, verb: str, value: str) -> Wanted:
    if verb == "add":
        about = (await _asked(turn, "conversations.info", {"channel": value}, _NO_CHANNEL))["channel"]
        if about.get("is_private") is not True:
            raise CannotSee(_PUBLIC)
        await _asked(turn, "conversations.members", {"channel": value, "limit": 1}, _NO_CHANNEL)
    return Wanted(verb, Sort.CHANNEL, value, f"the members of <#{value}>")


async def _channel_called(turn: Turn, name: str) -> str:
    """The id of a private channel that Signpost is in, where Slack hands over its name."""
    cursor = ""
    for _ in range(_MOST_PAGES):
        data: dict[str, Any] = {"types": "private_channel", "limit": _PAGE}
        data |= {"cursor": cursor} if cursor else {}
        answer = await _asked(turn, "users.conversations", data, _NO_CHANNEL)
        for channel in answer["channels"]:
            if channel.get("name") == name:
                return str(channel["id"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    raise CannotSee(_NO_CHANNEL)


async def _group_called(turn: Turn, verb: str, handle: str) -> Wanted:
    answer = await _asked(turn, "usergroups.list", {}, _NO_GROUP)
    for group in answer["usergroups"]:
        if handle in (str(group.get("handle")).lower(), str(group["id"]).lower()):
            return Wanted(verb, Sort.GROUP, str(group["id"]), f"the user group @{group['handle']}")
    raise CannotSee(_NO_GROUP)


async def _asked(turn: Turn, method: str, data: dict[str, Any], otherwise: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return await turn.client.api_call(method, data=data)
    except (SlackApiError, *UNREACHABLE) as error:
        raise CannotSee(otherwise) from error


_NO_GROUP = (
    "I cannot see that user group. Nothing was changed. Write its name as it stands in Slack, with an @ "
    "before it, such as @council-staff; Slack shows me the groups only with the scope usergroups:read."
)
_NO_CHANNEL = (
    "I cannot see that channel. Nothing was changed. It must be a private channel of this workspace: "
    "invite me there, then try again."
)
_PUBLIC = (
    "Anybody can join a public channel, so it cannot tell council staff from schools. Nothing was changed. "
    "Name a private channel, a user group, or an email domain."
)
