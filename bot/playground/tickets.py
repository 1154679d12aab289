"""What Slack hands to an app for a short time: trigger ids, and response URLs."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.playground.errors import SlackError

TRIGGER_LIFE = timedelta(seconds=3)
HOOK_LIFE = timedelta(minutes=30)
HOOK_USES = 5


@dataclass
class Trigger:
    """The right to open one modal for the person who acted."""

    user: str
    issued: datetime
    used: bool = False


@dataclass
class Hook:
    """The right to answer an action. `source_ts` is the message that the action was on, if it was on one."""

    channel: str
    user: str
    source_ts: str | None
    issued: datetime
    command: str | None = None
    uses: int = field(default=0)


class Tickets:
    """The triggers and response URLs of one workspace."""

    def __init__(self, team_id: str, clock: Clock) -> None:
        self._team_id = team_id
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}
        self._hooks: dict[str, Hook] = {}

    def trigger(self, user: str) -> str:
        """A new trigger id for something that this person did."""
        number = len(self._triggers) + 1
        trigger_id = f"{number:013d}.{abs(hash(self._team_id)) % 10**10}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user, self._clock.now())
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use a trigger, once and within three seconds. Returns the id of the person.

        Raises `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() - trigger.issued > TRIGGER_LIFE:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def hook(self, channel: str, user: str, source_ts: str | None, command: str | None = None) -> str:
        """The path of a new response URL, below the address of the playground."""
        token = secrets.token_urlsafe(18)
        self._hooks[token] = Hook(channel, user, source_ts, self._clock.now(), command)
        return f"hook/{self._team_id}/{token}"

    def use_hook(self, token: str) -> Hook:
        """Use a response URL: five times within thirty minutes. Raises `expired_url` or `used_url`."""
        hook = self._hooks.get(token)
        if hook is None or self._clock.now() - hook.issued > HOOK_LIFE:
            raise SlackError("expired_url")
        if hook.uses >= HOOK_USES:
            raise SlackError("used_url")
        hook.uses += 1
        return hook
