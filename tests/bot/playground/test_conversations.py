"""Commands, mentions, direct messages, shortcuts and buttons, told as chats."""

import pytest

from bot.playground.errors import PersonError
from tests.bot.playground.conftest import running


async def test_a_command_is_answered_through_its_response_url_for_the_person_alone(world):
    sam, other = world.person(), world.person("Council officer (sample)")
    await sam.says("/contact who helps?", in_="#senco-network")
    sam.sees("The EHC Officer can help.", "(only you)")
    assert sam.buttons() == ["Right contact", "Share in channel", "Form"]
    assert "EHC" not in other.transcript()


async def test_a_command_is_answered_in_the_body_of_its_acknowledgement(world):
    sam = world.person()
    await sam.says("/contact at once")
    sam.sees("Said in the acknowledgement.")


async def test_a_command_works_in_a_channel_that_the_bot_is_not_in(world):
    sam = world.person()
    await sam.says("/contact who helps?", in_="#school-office")
    sam.sees("EHC Officer")


async def test_an_answer_for_everyone_shows_the_command_first(world):
    sam, other = world.person(), world.person("Council officer (sample)")
    await sam.says("/contact for all", in_="#senco-network")
    texts = [message.text for message in world.workspace.channels["C0SOMNETWORK"].messages]
    assert texts == ["/contact for all", "An answer for everyone."]
    assert "An answer for everyone." in other.transcript()


async def test_a_mention_is_answered_in_its_thread(world):
    sam = world.person()
    ts = await sam.says("@Signpost who helps?", in_="#senco-network")
    sam.sees("(thread) Signpost:", "Answered in the thread.")
    reply = world.workspace.channels["C0SOMNETWORK"].messages[-1]
    assert reply.thread_ts == ts


async def test_a_direct_message_is_answered(world):
    sam = world.person()
    await sam.says("hello")
    sam.sees("Told you.")


async def test_a_message_shortcut_hands_over_the_message(world):
    sam = world.person()
    await sam.says("Somebody must help", in_="#school-office")
    await sam.uses("Who can help with this?", on="must help")
    sam.sees("For: Somebody must help")


async def test_a_button_in_an_ephemeral_message_replaces_it(world):
    sam = world.person()
    await sam.says("/contact who helps?")
    await sam.presses("Right contact")
    sam.sees("Thank you.")
    assert "EHC Officer" not in sam.transcript()
    payload = world.app.last("block_actions")
    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True


async def test_a_button_in_a_message_of_the_channel_hands_over_the_message(world):
    sam = world.person()
    await sam.says("hello")
    await sam.presses("Right contact")
    payload = world.app.last("block_actions")
    assert payload["message"]["bot_id"] == world.workspace.bot_id
    assert payload["actions"][0]["value"] == "8"
    assert payload["container"]["is_ephemeral"] is False


async def test_feedback_buttons_hand_over_their_value(world):
    sam = world.person()
    await sam.says("hello")
    await sam.presses("Bad")
    sam.sees("Feedback: bad")


async def test_the_home_tab_is_published_when_it_is_opened(world):
    sam = world.person()
    await sam.opens_home()
    sam.sees("Welcome home")
    await sam.presses("Home button")
    assert world.app.last("block_actions")["container"] == {
        "type": "view",
        "view_id": world.workspace.homes[sam.id].id,
    }


async def test_a_command_that_is_not_declared_is_not_sent(world):
    sam = world.person()
    await sam.says("/nonsense")
    sam.sees("/nonsense is not a valid command")
    assert world.app.heard == []


async def test_a_command_that_is_not_acknowledged_fails_visibly():
    async with running(ack_seconds=0.2) as world:
        sam = world.person()
        await sam.says("/contact never")
        sam.sees('/contact failed with the error "operation_timeout"')


async def test_a_command_answer_with_invalid_blocks_fails_visibly(world):
    sam = world.person()
    await sam.says("/contact too much")
    sam.sees('failed with the error "invalid_blocks')


async def test_commands_do_not_work_in_threads(world):
    sam = world.person()
    await sam.says("A question", in_="#senco-network")
    with pytest.raises(PersonError, match="not supported in threads"):
        await sam.says("/contact attendance", in_="#senco-network", thread="A question")


async def test_mentioning_the_bot_where_it_is_not_a_member_tells_only_the_person(world):
    sam = world.person()
    await sam.says("@Signpost who helps?", in_="#school-office")
    sam.sees("they are not in this channel")
    assert world.app.heard == []


async def test_what_a_person_types_is_escaped_before_the_app_sees_it(world):
    sam = world.person()
    await sam.says("<!channel> & more")
    assert world.app.last("event_callback")["event"]["text"] == "&lt;!channel&gt; &amp; more"


async def test_people_of_one_workspace_do_not_see_the_other(world):
    sam, bury = world.person(), world.person(team="T0BURY")
    await sam.says("hello")
    await bury.says("hello too")
    bury.sees("Told you.")
    assert world.app.last("event_callback")["team_id"] == "T0BURY"
    assert "hello too" not in sam.transcript()
