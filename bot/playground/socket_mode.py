"""Socket Mode: the app connects to a WebSocket and receives everything through it.

The WebSocket server is aiohttp's, on a port of its own: uvicorn serves WebSockets only with a further
package.
"""

import asyncio
import json
import secrets

from aiohttp import WSMsgType, web

from bot.playground.dispatch import Answer, Delivery
from bot.playground.records import Json


class SocketTransport:
    """Reaches the app through the WebSocket that it opened. Acknowledgements come back by envelope id."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._runner: web.AppRunner | None = None
        self._address = ""
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def address(self) -> str:
        """A WebSocket address that can be used once; the server is started when it is not running."""
        if self._runner is None:
            await self._start()
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return f"{self._address}?ticket={ticket}&app_id={self._app_id}"

    async def send(self, delivery: Delivery) -> Answer:
        """Send one envelope and wait for its acknowledgement. Raises ConnectionError without a connection."""
        if not self._connections:
            raise ConnectionError("no WebSocket is open")
        envelope_id = secrets.token_hex(16)
        self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await self._connections[-1].send_json(_envelope(delivery, envelope_id))
            payload = await self._waiting[envelope_id]
        finally:
            del self._waiting[envelope_id]
        return Answer(200, json.dumps(payload) if payload else "")

    async def aclose(self) -> None:
        """Close all connections and stop the server."""
        for connection in list(self._connections):
            await connection.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _start(self) -> None:
        server = web.Application()
        server.router.add_get("/link", self._link)
        self._runner = web.AppRunner(server, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self._address = f"ws://{host}:{port}/link"

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid_ticket")
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self._connections.append(connection)
        try:
            await connection.send_json(self._hello())
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._connections.remove(connection)
        return connection

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "playground", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(str(message.get("envelope_id")))
        if waiting is not None and not waiting.done():
            payload = message.get("payload") or {}
            waiting.set_result(payload if isinstance(payload, dict) else {"text": str(payload)})


def _envelope(delivery: Delivery, envelope_id: str) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason}
    return envelope
