"""What happens to a modal when the app answered its submission, and what a select gets to offer."""

from pydantic import TypeAdapter, ValidationError

from bot.playground import modals
from bot.playground.blocks.base import Option
from bot.playground.blocks.selects import Groups
from bot.playground.dispatch import Answer
from bot.playground.errors import PersonError, SlackError
from bot.playground.records import Json, View
from bot.playground.workspace import Workspace

TROUBLE = "We had some trouble connecting. What you entered is kept. Try again."
_OPTIONS = TypeAdapter(list[Option])
_GROUPS = TypeAdapter(Groups)
_MOST_OPTIONS = 100


def apply_submission(workspace: Workspace, view: View, answer: Answer) -> dict[str, str] | None:
    """Close, keep, update or cover the modal as the app answered. Returns the errors that keep it open.

    Raises `PersonError` when Slack would not understand the answer; the modal stays as it is.
    """
    try:
        body = answer.json()
        return _apply(workspace, view, body)
    except SlackError as refusal:
        raise PersonError(f"{TROUBLE} ({refusal})") from refusal
    except ValueError as fault:
        raise PersonError(f"{TROUBLE} (the app's answer is not JSON)") from fault


def _apply(workspace: Workspace, view: View, body: Json) -> dict[str, str] | None:
    action = body.get("response_action")
    if action is None and not body:
        modals.close_top(workspace, view.user)
    elif action == "clear":
        modals.clear_stack(workspace, view.user)
    elif action == "errors":
        return _keep_open(workspace, view, body.get("errors"))
    elif action == "update":
        content = modals.parsed_view(workspace, body.get("view"), "modal")
        modals.update_view(workspace, view, content)
    elif action == "push":
        content = modals.parsed_view(workspace, body.get("view"), "modal")
        modals.push_modal(workspace, view.user, content)
    else:
        raise SlackError("invalid_response_action")
    return None


def _keep_open(workspace: Workspace, view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors", ["errors must name input blocks of the view"])
    view.errors = {block_id: str(sentence) for block_id, sentence in errors.items()}
    workspace.touch()
    return view.errors


def suggested_options(answer: Answer) -> list[Json]:
    """The options that the app suggested, in groups or not. Raises `PersonError` if Slack would show none."""
    try:
        body = answer.json()
        if "option_groups" in body:
            groups = body["option_groups"]
            _GROUPS.validate_python(groups)
            return [option for group in groups for option in group["options"]]
        options: list[Json] = body["options"]
        _OPTIONS.validate_python(options)
    except (KeyError, ValueError, ValidationError) as fault:
        raise PersonError(f"The options could not be loaded. ({fault})") from fault
    if len(options) > _MOST_OPTIONS:
        raise PersonError("The options could not be loaded. (more than 100 options)")
    return options
