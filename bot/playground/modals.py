"""The stack of open modals of each person, and their App Home."""

import json

from bot.playground.blocks import check_view
from bot.playground.errors import SlackError
from bot.playground.records import Json, View
from bot.playground.state import initial_state
from bot.playground.workspace import Workspace

DEEPEST = 3


def parsed_view(workspace: Workspace, view: object, kind: str) -> Json:
    """A view that the app sent, checked and completed; it may be JSON text.

    Raises `invalid_arguments` with Slack's messages, `view_too_large` or `duplicate_external_id`.
    """
    if isinstance(view, str):
        try:
            view = json.loads(view)
        except ValueError:
            raise SlackError(
                "invalid_arguments", ["[ERROR] must be valid JSON [json-pointer:/view]"]
            ) from None
    body = check_view(view, lambda: workspace.new_id("b"))
    if body["type"] != kind:
        fault = f"[ERROR] must be of type {kind} [json-pointer:/view/type]"
        raise SlackError("invalid_arguments", [fault])
    return body


def open_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Open a modal for this person, in place of any that was open. Raises `duplicate_external_id`."""
    _check_external_id(workspace, body, None)
    view = _new(workspace, user, body, None)
    workspace.stacks[user] = [view]
    workspace.touch()
    return view


def push_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Put a modal on top of the open one.

    Raises `not_found`, `push_limit_reached` or `duplicate_external_id`.
    """
    stack = workspace.stacks.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    _check_external_id(workspace, body, None)
    view = _new(workspace, user, body, stack[-1])
    stack.append(view)
    workspace.touch()
    return view


def update_view(workspace: Workspace, view: View, body: Json) -> View:
    """Give an open view new content; what was typed in elements that stay is kept."""
    _check_external_id(workspace, body, view)
    view.state = initial_state(body["blocks"], view.state)
    view.body = body
    view.errors = {}
    view.hash = _hash(workspace)
    workspace.touch()
    return view


def publish_home(workspace: Workspace, user: str, body: Json) -> View:
    """Show this person a Home."""
    if user in workspace.homes:
        return update_view(workspace, workspace.homes[user], body)
    workspace.homes[user] = _new(workspace, user, body, None)
    workspace.touch()
    return workspace.homes[user]


def close_top(workspace: Workspace, user: str) -> View | None:
    """Close the top modal; the one below is seen again. Returns what was closed."""
    stack = workspace.stacks.get(user, [])
    closed = stack.pop() if stack else None
    workspace.touch()
    return closed


def clear_stack(workspace: Workspace, user: str) -> None:
    """Close all modals of this person."""
    workspace.stacks.pop(user, None)
    workspace.touch()


def find_view(workspace: Workspace, view_id: str | None, external_id: str | None) -> View:
    """The open view with one of these ids. Raises `not_found`."""
    open_views = [*(view for stack in workspace.stacks.values() for view in stack), *workspace.homes.values()]
    for view in open_views:
        if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def _new(workspace: Workspace, user: str, body: Json, below: View | None) -> View:
    view_id = workspace.new_id("V")
    return View(
        id=view_id,
        user=user,
        body=body,
        hash=_hash(workspace),
        state=initial_state(body["blocks"]),
        root_id=below.root_id if below else view_id,
        previous_id=below.id if below else None,
    )


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.now().timestamp())}.{workspace.new_id('h')}"


def _check_external_id(workspace: Workspace, body: Json, own: View | None) -> None:
    external_id = body.get("external_id")
    if not external_id:
        return
    try:
        other = find_view(workspace, None, external_id)
    except SlackError:
        return
    if other is not own:
        raise SlackError("duplicate_external_id")
