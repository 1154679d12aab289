"""The two ways the playground says no: to the app, in Slack's error codes, and to a person, in a sentence."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """A Web API refusal: `code` is Slack's error code, `messages` its `response_metadata.messages`."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: object) -> None:
        super().__init__(": ".join([code, *messages]))
        self.code = code
        self.messages = list(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON body that Slack would answer with."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class PersonError(Exception):
    """What Slack would show a person whose action could not be done."""
