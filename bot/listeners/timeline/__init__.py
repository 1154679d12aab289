"""Which function answers what `/timeline` and its forms send. Routing only."""

import re
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.enquiry import Enquiries
from bot.listeners.directory.turn import on_press, on_submit
from bot.listeners.timeline import adding, beginning, calendar, command, editing, following
from bot.listeners.timeline.definitions import COMMAND


def register(app: AsyncApp, enquiries: Enquiries) -> None:
    """Tell Bolt which function answers what."""
    app.command(COMMAND)(partial(command.answer_command, enquiries))
    app.action(re.compile(r"^timeline_which_\d$"))(on_press(enquiries, command.go_on))
    app.action("timeline_calendar")(on_press(enquiries, calendar.calendar_pressed))
    app.action("timeline_renew")(on_press(enquiries, calendar.renew_pressed))
    app.action("timeline_add")(on_press(enquiries, adding.add_pressed))
    app.action("timeline_new")(on_press(enquiries, beginning.new_pressed))
    app.action("timeline_snooze")(on_press(enquiries, following.snooze_pressed))
    app.action("timeline_stop")(on_press(enquiries, following.stop_pressed))
    app.view("timeline_add")(on_submit(enquiries, adding.save))
    app.view("timeline_edit")(on_submit(enquiries, editing.save))
    app.view("timeline_new")(on_submit(enquiries, beginning.next_step))
    app.view("timeline_preview")(on_submit(enquiries, beginning.save))
