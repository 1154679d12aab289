"""The views.* methods."""

from bot.playground import modals
from bot.playground.errors import SlackError
from bot.playground.records import Json, View
from bot.playground.web_api.call import Call
from bot.playground.wire import view_object


async def open_view(call: Call) -> Json:
    """views.open: a modal for the person whose trigger it is."""
    body = modals.parsed_view(call.workspace, _view(call), "modal")
    user = call.workspace.tickets.exchange(call.text("trigger_id"))
    return _answer(call, modals.open_modal(call.workspace, user, body))


async def push(call: Call) -> Json:
    """views.push: a modal on top of the open one."""
    body = modals.parsed_view(call.workspace, _view(call), "modal")
    user = call.workspace.tickets.exchange(call.text("trigger_id"))
    return _answer(call, modals.push_modal(call.workspace, user, body))


async def update(call: Call) -> Json:
    """views.update: an open modal by its id or external id; with `hash`, only when nothing changed since."""
    view = modals.find_view(call.workspace, call.optional("view_id"), call.optional("external_id"))
    body = modals.parsed_view(call.workspace, _view(call), view.body["type"])
    if call.optional("hash") not in (None, view.hash):
        raise SlackError("hash_conflict")
    return _answer(call, modals.update_view(call.workspace, view, body))


async def publish(call: Call) -> Json:
    """views.publish: a person's App Home."""
    workspace = call.workspace
    user = workspace.member(call.text("user_id")).id
    if not workspace.manifest.home_tab:
        raise SlackError("not_enabled")
    body = modals.parsed_view(workspace, _view(call), "home")
    home = workspace.homes.get(user)
    if home and call.optional("hash") not in (None, home.hash):
        raise SlackError("hash_conflict")
    return _answer(call, modals.publish_home(workspace, user, body))


def _view(call: Call) -> object:
    if not call.args.get("view"):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: view"])
    return call.args["view"]


def _answer(call: Call, view: View) -> Json:
    return {"view": view_object(call.workspace, view)}
