"""Modals: opened, pushed, updated, submitted with and without errors, closed."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.errors import PersonError
from tests.bot.playground.sample_app import modal, section, text_input


async def opened(world):
    sam = world.person()
    await sam.says("/form")
    return sam


async def test_a_command_opens_a_modal(world):
    sam = await opened(world)
    sam.sees("Modal: A form", "Why?")


async def test_a_submission_carries_every_value_and_none_for_empty_fields(world):
    sam = await opened(world)
    await sam.fills({"Why?": "because"})
    await sam.picks("Which school?", "wo")
    await sam.submits()
    sam.sees("You wrote: because")
    values = world.app.last("view_submission")["view"]["state"]["values"]
    assert values["more"]["typed"] == {"type": "plain_text_input", "value": None}
    assert values["school"]["school"]["selected_option"]["value"] == "Wookey"
    with pytest.raises(LookupError):
        sam.modal()


async def test_errors_from_the_app_keep_the_modal_open_beside_the_field(world):
    sam = await opened(world)
    await sam.fills({"Why?": "bad"})
    await sam.picks("Which school?", "wo")
    assert await sam.submits() == {"why": "Say it differently."}
    sam.sees("-> Say it differently.")


async def test_errors_that_name_no_field_are_trouble_as_in_slack(world):
    sam = await opened(world)
    await sam.fills({"Why?": "unknown"})
    await sam.picks("Which school?", "wo")
    with pytest.raises(PersonError, match="We had some trouble connecting"):
        await sam.submits()
    sam.sees("A form")


async def test_a_required_field_left_empty_is_not_sent(world):
    sam = await opened(world)
    errors = await sam.submits()
    assert set(errors) == {"why", "school"}
    assert all(body.get("type") != "view_submission" for body in world.app.heard)


async def test_a_submission_can_turn_into_another_page(world):
    sam = await opened(world)
    await sam.fills({"Why?": "next"})
    await sam.picks("Which school?", "wo")
    await sam.submits()
    sam.sees("Modal: Second page", "Nearly there")


async def test_a_typeahead_asks_the_app_only_from_its_shortest_query(world):
    sam = await opened(world)
    view = sam.modal()["id"]
    assert await world.actions.suggest(sam.id, {"view": view}, "school", "school", "w") == []
    found = await world.actions.suggest(sam.id, {"view": view}, "school", "school", "we")
    assert [option["text"]["text"] for option in found] == ["Wells Cathedral School"]


async def test_updating_a_view_keeps_what_was_typed(world):
    sam = await opened(world)
    await sam.fills({"Why?": "because"})
    await sam.presses("Update")
    sam.sees("Updated")
    view = world.workspace.stacks[sam.id][-1]
    assert view.state["why"]["typed"]["value"] == "because"


async def test_a_pushed_modal_lies_on_top_and_clear_closes_all(world):
    sam = await opened(world)
    await sam.presses("Push")
    sam.sees("Modal: Pushed")
    payload = world.workspace.stacks[sam.id][-1]
    assert payload.previous_id == payload.root_id
    await sam.fills({"Why, again?": "yes"})
    await sam.submits()
    assert world.workspace.stacks.get(sam.id) is None


async def test_closing_a_pushed_modal_shows_the_one_below(world):
    sam = await opened(world)
    await sam.presses("Push")
    await sam.closes()
    assert sam.modal()["title"]["text"] == "A form"


async def test_a_fourth_modal_is_refused(world):
    sam = await opened(world)
    tickets = world.workspace.tickets
    for _ in range(2):
        view = modal("Pushed", text_input("a", "A"))
        await world.client.views_push(trigger_id=tickets.trigger(sam.id), view=view)
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await world.client.views_push(trigger_id=tickets.trigger(sam.id), view=modal("X", section("x")))


async def test_closing_tells_the_app_only_when_it_asked_to_know(world):
    sam = await opened(world)
    await sam.closes()
    assert all(body.get("type") != "view_closed" for body in world.app.heard)
    trigger = world.workspace.tickets.trigger(sam.id)
    view = modal("Told", section("x"), notify_on_close=True)
    await world.client.views_open(trigger_id=trigger, view=view)
    await sam.closes()
    assert world.app.last("view_closed")["is_cleared"] is False


async def test_a_global_shortcut_opens_a_modal(world):
    sam = world.person()
    await sam.uses("Ask")
    sam.sees("Modal: Ask", "Question")
