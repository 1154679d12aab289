"""Which function answers what Slack sends. Routing only."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.enquiry import Enquiries
from bot.listeners import (
    choose,
    contact,
    directory,
    feedback,
    home,
    mention,
    message,
    others,
    question,
    school,
    share,
    shortcut,
    timeline,
)
from bot.listeners.press import on_press

COMMAND = "/contact"
SHORTCUT = "who_can_help"

Listener = Callable[..., Awaitable[Any]]


def register(app: AsyncApp, enquiries: Enquiries) -> None:
    """Tell Bolt which function answers what."""

    def bound(listener: Listener) -> Listener:
        return partial(listener, enquiries)

    directory.register(app, enquiries)
    timeline.register(app, enquiries)
    app.command(COMMAND)(bound(contact.answer_command))
    app.shortcut({"type": "message_action", "callback_id": SHORTCUT})(bound(shortcut.answer_about_message))
    app.event("app_mention")(bound(mention.answer_mention))
    app.event("message")(bound(message.answer_direct_message))
    app.event("app_home_opened")(bound(home.show_home))
    app.action(re.compile(r"^choose_\d$"))(on_press(enquiries, choose.complete_question))
    app.action("right_contact")(on_press(enquiries, feedback.right_contact))
    app.action("not_right")(on_press(enquiries, feedback.not_right))
    app.action("show_others")(on_press(enquiries, others.show_others))
    app.action("share")(on_press(enquiries, share.share_in_channel))
    app.action("pick_school")(on_press(enquiries, school.choose_school))
    app.action("no_school")(on_press(enquiries, school.work_in_no_school))
    app.action("change_school")(bound(school.open_change))
    app.options("pick_school")(bound(school.suggest))
    app.view("my_school")(bound(school.save_change))
    app.action("send_question")(bound(question.open_form))
    app.view("send_question")(bound(question.send))
