"""Faults of Slack, laid over the stand-in for it."""

from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Faults:
    """Answers requests to some paths wrongly; `asked` are the paths of all requests, oldest first."""

    asked: list[str] = field(default_factory=list)
    _at: list[tuple[str, ASGIApp, bool]] = field(default_factory=list)

    def answer(self, path: str, text: str, *, status: int = 200, kind: str = "application/json") -> None:
        """From now on, paths that begin so are answered with this text, and nothing is done."""
        self._at.append((path, Response(text, status, media_type=kind), False))

    def lose(self, path: str, *, status: int | None = 500) -> None:
        """From now on, what is asked there is done, but the answer is a fault; None: there is none."""
        self._at.append((path, Response("down", status) if status else _break_off, True))

    def end(self) -> None:
        """All is well again."""
        self._at.clear()

    def over(self, app: ASGIApp) -> ASGIApp:
        """The app with these faults laid over it."""

        async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                self.asked.append(scope["path"])
                for path, wrong, does in self._at:
                    if scope["path"].startswith(path):
                        if does:
                            await app(scope, receive, _unheard)
                        await wrong(scope, receive, send)
                        return
            await app(scope, receive, send)

        return faulty


async def _unheard(_message: Message) -> None:
    pass


async def _break_off(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Leave an answer unfinished: the server then closes the connection."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
