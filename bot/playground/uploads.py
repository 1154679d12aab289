"""Files that people attach to a form, as Slack hands them to the app."""

from collections.abc import Collection
from mimetypes import guess_type
from pathlib import PurePath

from bot.playground.errors import PersonError
from bot.playground.records import Json
from bot.playground.workspace import Workspace


def keep(workspace: Workspace, public_url: str, user: str, name: str, content: bytes) -> Json:
    """Keep a person's file; Slack's file object for it. Only the app's token opens its addresses."""
    file_id = workspace.new_id("F")
    workspace.files[file_id] = {"name": name, "length": len(content), "content": content, "user": user}
    address = f"{public_url}files/{workspace.team_id}/{file_id}"
    now = int(workspace.now().timestamp())
    return {
        "id": file_id,
        "created": now,
        "timestamp": now,
        "name": name,
        "title": name,
        "mimetype": guess_type(name)[0] or "application/octet-stream",
        "filetype": PurePath(name).suffix.lstrip(".").lower(),
        "user": user,
        "user_team": workspace.team_id,
        "size": len(content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": address,
        "url_private_download": address,
    }


def check(element: Json, names: Collection[str]) -> None:
    """Raise `PersonError` where the element does not take files of these names, or not so many."""
    if element["type"] != "file_input":
        raise PersonError("This does not take files.")
    most, types = element.get("max_files", 10), element.get("filetypes")
    if len(names) > most:
        raise PersonError(f"You can upload at most {most} files.")
    for name in names:
        if types and PurePath(name).suffix.lstrip(".").lower() not in types:
            raise PersonError(f"{name} cannot be uploaded here. Allowed: {', '.join(types)}.")


def may_read(workspace: Workspace, stored: Json, authorization: str) -> bool:
    """Whether a request with this `Authorization` header gets the bytes: a person's file needs the token."""
    if "user" not in stored:
        return True
    return authorization == f"Bearer {workspace.bot_token}" and "files:read" in workspace.manifest.scopes
