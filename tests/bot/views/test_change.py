"""A change as it is written in Slack."""

from datetime import UTC, datetime

from bot.views.directory.words import change, since
from directory.editing.errors import Since
from directory.editing.history import Change

JUST_AFTER_MIDNIGHT = datetime(2022, 6, 30, 23, 30, tzinfo=UTC)  # in London, where it is summer


def test_a_change_is_of_the_day_that_it_was_in_london():
    made = Change(7, JUST_AFTER_MIDNIGHT, "UEDITOR", "edit", "", None, ("The phone is new.",), 0)
    assert change(made) == "*7* 1 July 2022, <@UEDITOR>: The phone is new."
    meanwhile = Since(7, "UEDITOR", JUST_AFTER_MIDNIGHT, ("The phone is new.",))
    assert since(meanwhile) == "<@UEDITOR>, 1 July 2022, change 7: The phone is new."
