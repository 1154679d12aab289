"""Everything that the app sends: to Slack's Web API, and in answer to Slack's requests."""

from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

TO_SLACK = ("/api/", "/hook/", "/upload/")
FROM_SLACK = "/slack/events"


class Overheard:
    """Stands before the playground, and keeps what the app said: the path with the body."""

    def __init__(self) -> None:
        self.said: list[tuple[str, bytes]] = []
        self.asgi: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.asgi is not None
        path = scope.get("path", "")

        async def hear() -> Message:
            message = await receive()
            if path.startswith(TO_SLACK):
                self.said.append((f"{path}?{scope['query_string'].decode()}", message.get("body", b"")))
            return message

        async def tell(message: Message) -> None:
            if path == FROM_SLACK:
                self.said.append((path, message.get("body", b"")))
            await send(message)

        await self.asgi(scope, hear, tell)

    def texts(self) -> Iterator[str]:
        """Everything that was said, each after its path."""
        for path, body in self.said:
            yield f"{path} {body.decode('utf-8', 'replace')}"
