"""The HTTP endpoints of the Web API, response URLs and file uploads."""

import json
from collections.abc import Awaitable, Callable, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.errors import SlackError
from bot.playground.events import EventFeed
from bot.playground.records import Json
from bot.playground.replies import post_reply
from bot.playground.scopes import require_for_method
from bot.playground.uploads import may_read
from bot.playground.web_api.call import Call
from bot.playground.web_api.methods import METHODS, NO_JSON
from bot.playground.workspace import Workspace

APP_TOKEN = "xapp-playground"  # noqa: S105 - it opens nothing outside the playground

SIGN_IN = "<!DOCTYPE html><title>Sign in</title><p>You need to sign in to see this file.</p>"

SocketAddress = Callable[[], Awaitable[str]]


class WebApi:
    """Answers the app's calls. `socket_address` gives a WebSocket address for Socket Mode."""

    def __init__(
        self,
        workspaces: Mapping[str, Workspace],
        feeds: Mapping[str, EventFeed],
        *,
        public_url: str,
        socket_address: SocketAddress,
    ) -> None:
        self._workspaces = workspaces
        self._feeds = feeds
        self._public_url = public_url
        self._socket_address = socket_address
        self._by_token = {w.bot_token: w for w in workspaces.values()}

    def routes(self) -> list[Route]:
        """The routes, to stand at the root of the playground."""
        return [
            Route("/api/{method}", self._method, methods=["GET", "POST"]),
            Route("/hook/{team}/{token}", self._hook, methods=["POST"]),
            Route("/upload/{team}/{file}", self._upload, methods=["POST"]),
            Route("/files/{team}/{file}", self._file, methods=["GET"]),
        ]

    async def _method(self, request: Request) -> Response:
        method = request.path_params["method"]
        headers: dict[str, str] = {}
        try:
            args = await _arguments(request, method)
            if method == "api.test":
                return JSONResponse(_tested(args))
            token = _token(request, args)
            workspace = self._by_token.get(token)
            if workspace:
                headers["X-OAuth-Scopes"] = ",".join(sorted(workspace.manifest.scopes))
            answer = await self._answered(method, token, workspace, args)
        except SlackError as refusal:
            return JSONResponse(refusal.body(), headers=headers)
        return JSONResponse({"ok": True, **answer}, headers=headers)

    async def _answered(self, method: str, token: str, workspace: Workspace | None, args: Json) -> Json:
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                raise SlackError("not_allowed_token_type" if workspace else "invalid_auth")
            return {"url": await self._socket_address()}
        if method not in METHODS:
            raise SlackError("unknown_method", req_method=method)
        if workspace is None:
            raise SlackError("not_allowed_token_type" if token == APP_TOKEN else "invalid_auth")
        require_for_method(workspace.manifest, method)
        call = Call(workspace, self._feeds[workspace.team_id], args, self._public_url)
        return await METHODS[method](call)

    async def _hook(self, request: Request) -> Response:
        workspace = self._workspaces.get(request.path_params["team"])
        try:
            if workspace is None:
                raise SlackError("expired_url")
            hook = workspace.tickets.use_hook(request.path_params["token"])
        except SlackError as refusal:
            return JSONResponse(refusal.body(), status_code=404)
        try:
            spec = await request.json()
        except ValueError:
            return PlainTextResponse("invalid_payload", status_code=400)
        try:
            post_reply(workspace, self._feeds[workspace.team_id], hook, spec)
        except SlackError as refusal:
            return JSONResponse(refusal.body(), status_code=400)
        return PlainTextResponse("ok")

    async def _upload(self, request: Request) -> Response:
        stored = self._stored(request)
        if stored is None:
            return PlainTextResponse("file_not_found", status_code=404)
        content = await _uploaded(request)
        if len(content) != stored["length"]:
            return PlainTextResponse("length_mismatch", status_code=400)
        stored["content"] = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def _file(self, request: Request) -> Response:
        stored = self._stored(request)
        if stored is None or stored["content"] is None:
            return PlainTextResponse("file_not_found", status_code=404)
        workspace = self._workspaces[request.path_params["team"]]
        if not may_read(workspace, stored, request.headers.get("Authorization", "")):
            return HTMLResponse(SIGN_IN)  # as Slack does, with status 200
        # Never as a page of this site, whatever the app uploaded.
        return Response(
            stored["content"], headers={"Content-Disposition": "attachment"}, media_type="text/plain"
        )

    def _stored(self, request: Request) -> Json | None:
        workspace = self._workspaces.get(request.path_params["team"])
        return workspace.files.get(request.path_params["file"]) if workspace else None


def _tested(args: Json) -> Json:
    if args.get("error"):
        return {"ok": False, "error": args["error"], "args": args}
    return {"ok": True, "args": args}


def _token(request: Request, args: Json) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token if kind.lower() == "bearer" else ""
    found = token or str(args.pop("token", ""))
    if not found:
        raise SlackError("not_authed")
    return found


async def _arguments(request: Request, method: str) -> Json:
    args: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        if body and method not in NO_JSON:
            args |= _json_object(body)
    elif kind == "application/x-www-form-urlencoded":
        args |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    elif kind == "multipart/form-data":
        parts = await _parts(request)
        args |= {name: content.decode() for name, content in parts.items()}
    elif await request.body():
        raise SlackError("invalid_form_data")
    return args


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    # A token in a JSON body does not count; it belongs in the Authorization header.
    value.pop("token", None)
    return value


async def _uploaded(request: Request) -> bytes:
    if request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        return next(iter((await _parts(request)).values()), b"")
    return await request.body()


async def _parts(request: Request) -> dict[str, bytes]:
    """The parts of a multipart form, by name."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = message_from_bytes(head + await request.body(), policy=policy.HTTP)
    found = {}
    for part in message.iter_parts() if isinstance(message, EmailMessage) else ():
        content = part.get_payload(decode=True)
        found[str(part.get_param("name", header="Content-Disposition"))] = bytes(content or b"")
    return found
