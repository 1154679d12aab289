"""Which function answers what `/directory` and its windows send. Routing only."""

import re
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.directory import (
    changing,
    command,
    editing,
    filling,
    importing,
    looking,
    mine,
    reviewing,
    suggesting,
    window,
)
from bot.listeners.directory.definitions import COMMAND
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import on_press, on_submit, turn_of


def register(app: AsyncApp, enquiries: Enquiries) -> None:
    """Tell Bolt which function answers what."""
    app.command(COMMAND)(partial(command.answer_command, enquiries))
    app.action(re.compile(r"^directory_which_\d$"))(on_press(enquiries, command.go_on))
    app.action("directory_undo")(on_press(enquiries, changing.undo_pressed))
    app.action("directory_undo_all")(on_press(enquiries, changing.undo_all_pressed))
    app.action("directory_undo_keep")(on_press(enquiries, changing.undo_keep_pressed))
    app.action("directory_show")(on_press(enquiries, looking.show_pressed))
    app.action("directory_edit")(on_press(enquiries, editing.edit_pressed))
    app.action("directory_verify")(on_press(enquiries, editing.verify_pressed))
    app.action("directory_retire")(on_press(enquiries, editing.retire_pressed))
    app.action("directory_nobody")(on_press(enquiries, editing.nobody_pressed))
    app.action("directory_add")(on_press(enquiries, editing.add_pressed))
    app.action("directory_history")(on_press(enquiries, window.open_history))
    app.action("directory_suggest")(on_press(enquiries, suggesting.suggest_pressed))
    app.action("directory_suggest_answer")(on_press(enquiries, suggesting.suggest_about_answer))
    app.action("directory_pick")(on_press(enquiries, suggesting.pick_pressed))
    app.action("directory_review")(on_press(enquiries, reviewing.open_pressed))
    app.action("directory_accept")(on_press(enquiries, reviewing.accept))
    app.action("directory_change")(on_press(enquiries, reviewing.change))
    app.action("directory_decline")(on_press(enquiries, reviewing.decline_pressed))
    app.action("directory_answer")(on_press(enquiries, reviewing.answer_pressed))
    app.action("directory_teach")(on_press(enquiries, reviewing.teach_pressed))
    app.action("directory_confirm")(on_press(enquiries, reviewing.confirm))
    app.action("directory_assign")(on_press(enquiries, filling.assign_pressed))
    app.action(re.compile(r"^directory_page_(back|on)$"))(on_press(enquiries, reviewing.turn_page))
    app.action("directory_import")(on_press(enquiries, importing.import_pressed))
    app.action("directory_apply")(on_press(enquiries, importing.apply))
    app.action("directory_apply_all")(on_press(enquiries, importing.apply_all))
    app.action("directory_keep")(on_press(enquiries, importing.keep))
    app.action("directory_mine_right")(on_press(enquiries, mine.right))
    app.action("directory_mine_change")(on_press(enquiries, mine.change))
    app.options(re.compile(r"^refer_\w+$"))(partial(_offer, enquiries))
    app.view("directory_window")(on_submit(enquiries, window.search))
    app.view("directory_add")(on_submit(enquiries, partial(editing.save, reviewing.changed)))
    app.view("directory_edit")(on_submit(enquiries, partial(editing.save, reviewing.changed)))
    app.view("directory_suggest")(on_submit(enquiries, suggesting.send))
    app.view("directory_import")(on_submit(enquiries, importing.submitted))
    app.view("directory_pick")(on_submit(enquiries, suggesting.picked))
    app.view("directory_decline")(on_submit(enquiries, reviewing.decline))
    app.view("directory_answer")(on_submit(enquiries, reviewing.answer))
    app.view("directory_teach")(on_submit(enquiries, reviewing.teach))
    app.view("directory_assign")(on_submit(enquiries, filling.save_assigned))
    app.view("directory_retire")(on_submit(enquiries, editing.save_retired))


async def _offer(
    enquiries: Enquiries,
    ack: AsyncAck,
    payload: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """The records that match what has been typed so far."""
    turn = await turn_of(enquiries, context, body, Memo().place(body["user"]["id"]))
    to = str(payload["action_id"]).removeprefix("refer_")
    await ack(options=await window.suggest_options(turn, to, payload.get("value") or ""))
