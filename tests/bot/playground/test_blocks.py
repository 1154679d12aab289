"""Blocks and views are refused exactly where Slack refuses them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.blocks import check_message, check_view
from bot.playground.errors import SlackError
from tests.bot.playground.sample_app import SCHOOL, actions, button, modal, plain, section, text_input


def ids():
    numbers = itertools.count()
    return lambda: f"b{next(numbers)}"


def checked(*blocks):
    return check_message(list(blocks), ids())


def option(text="One", value="1", **more):
    return {"text": plain(text), "value": value, **more}


def select(*options, **more):
    return {"type": "static_select", "action_id": "s", "options": list(options), **more}


CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}


ACCEPTED = {
    "section at its limit": section("x" * 3000),
    "fields": {"type": "section", "fields": [plain("x" * 2000)] * 6},
    "header at its limit": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "y"}]},
    "image": {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A map"},
    "button at its limits": actions(button("x" * 75, "a" * 255, value="v" * 2000, confirm=CONFIRM)),
    "25 buttons": actions(*[button("x", f"a{n}") for n in range(25)]),
    "select with 100 options": actions(select(*[option(f"O{n}", str(n)) for n in range(100)])),
    "typeahead": {**section("Where?"), "accessory": SCHOOL["element"]},
    "markdown at its limit": {"type": "markdown", "text": "x" * 12_000},
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Delete")},
        ],
    },
    "rich text": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "bold", "style": {"bold": True}},
                            {"type": "link", "url": "https://example.org"},
                            {"type": "user", "user_id": "U1"},
                            {"type": "emoji", "name": "wave"},
                            {"type": "date", "timestamp": 1656316800, "format": "{date}"},
                        ],
                    }
                ],
            }
        ],
    },
}

REFUSED = {
    "unknown block": ({"type": "video", "title": plain("x")}, "unsupported type: video"),
    "no type": ({"text": plain("x")}, "missing required field: type"),
    "unknown field": ({**section("x"), "colour": "red"}, "invalid additional property: colour"),
    "empty section": ({"type": "section"}, "missing required field: text"),
    "section too long": (section("x" * 3001), "must be less than 3001 characters"),
    "empty text": (section(""), "must be at least 1 characters"),
    "11 fields": ({"type": "section", "fields": [plain("x")] * 11}, "no more than 10 items"),
    "field too long": ({"type": "section", "fields": [plain("x" * 2001)]}, "less than 2001"),
    "header too long": ({"type": "header", "text": plain("x" * 151)}, "less than 151"),
    "header in mrkdwn": (
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "failed to match all allowed schemas",
    ),
    "button label too long": (actions(button("x" * 76, "a")), "less than 76"),
    "button value too long": (actions(button("x", "a", value="v" * 2001)), "less than 2001"),
    "button style": (actions(button("x", "a", style="default")), "failed to match all allowed schemas"),
    "action id too long": (actions(button("x", "a" * 256)), "less than 256"),
    "block id too long": ({**section("x"), "block_id": "b" * 256}, "less than 256"),
    "26 buttons": (actions(*[button("x", f"a{n}") for n in range(26)]), "no more than 25 items"),
    "no buttons": (actions(), "no less than 1 items"),
    "same action id": (actions(button("x", "a"), button("y", "a")), "`action_id` `a` already exists"),
    "text input in actions": (
        actions({"type": "plain_text_input", "action_id": "a"}),
        "unsupported type: plain_text_input",
    ),
    "101 options": (actions(select(*[option("x", str(n)) for n in range(101)])), "no more than 100"),
    "option label too long": (actions(select(option("x" * 76))), "less than 76"),
    "option value too long": (actions(select(option(value="v" * 151))), "less than 151"),
    "initial option not offered": (
        actions(select(option(), initial_option=option("Two", "2"))),
        "initial_option must be among the options",
    ),
    "select without options": (
        actions({"type": "static_select", "action_id": "s"}),
        "exactly one of options and option_groups is required",
    ),
    "six overflow options": (
        {
            **section("x"),
            "accessory": {"type": "overflow", "options": [option("x", str(n)) for n in range(6)]},
        },
        "no more than 5 items",
    ),
    "placeholder too long": (actions(select(option(), placeholder=plain("x" * 151))), "less than 151"),
    "confirm title too long": (
        actions(button("x", "a", confirm={**CONFIRM, "title": plain("x" * 101)})),
        "less than 101",
    ),
    "confirm text too long": (
        actions(button("x", "a", confirm={**CONFIRM, "text": plain("x" * 301)})),
        "less than 301",
    ),
    "confirm label too long": (
        actions(button("x", "a", confirm={**CONFIRM, "deny": plain("x" * 31)})),
        "less than 31",
    ),
    "11 context elements": ({"type": "context", "elements": [plain("x")] * 11}, "no more than 10"),
    "six context actions": (
        {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "trash", "text": plain("x")}] * 6,
        },
        "no more than 5",
    ),
    "markdown too long": ({"type": "markdown", "text": "x" * 12_001}, "less than 12001"),
    "image without alt text": (
        {"type": "image", "image_url": "https://example.org/a.png"},
        "missing required field: alt_text",
    ),
    "impossible date": (
        {**section("x"), "accessory": {"type": "datepicker", "initial_date": "27/06/2022"}},
        "failed to match all allowed schemas",
    ),
    "text as a number": (section(7), "failed to match all allowed schemas"),
    "file input in a message": (
        {"type": "input", "label": plain("x"), "element": {"type": "file_input"}},
        "unsupported type: file_input",
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_slack_accepts_is_accepted(name):
    assert checked(ACCEPTED[name])[0]["block_id"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_slack_refuses_is_refused_with_a_reason(name):
    block, reason = REFUSED[name]
    with pytest.raises(SlackError) as caught:
        checked(block)
    assert caught.value.code == "invalid_blocks"
    assert reason in caught.value.messages[0]


def test_51_blocks_are_too_many_for_a_message():
    assert len(checked(*[{"type": "divider"}] * 50)) == 50
    with pytest.raises(SlackError, match="no more than 50 items"):
        checked(*[{"type": "divider"}] * 51)


def test_a_message_may_not_be_too_long_altogether():
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        checked(*[section("x" * 2900)] * 5)


def test_block_ids_are_unique_in_a_message():
    with pytest.raises(SlackError, match="`block_id` `a` already exists"):
        checked({**section("x"), "block_id": "a"}, {**section("y"), "block_id": "a"})


def test_slacks_defaults_are_filled_in():
    block = checked(
        {"type": "section", "text": plain("x"), "accessory": {"type": "button", "text": plain("y")}}
    )[0]
    assert block["block_id"] == "b0"
    assert block["accessory"]["action_id"] == "b1"
    assert block["text"]["emoji"] is True


VIEWS_REFUSED = {
    "title too long": (modal("x" * 25, section("x")), "less than 25"),
    "submit too long": (modal("x", section("x"), submit=plain("x" * 25)), "less than 25"),
    "101 blocks": (modal("x", *[{"type": "divider"}] * 101), "no more than 100"),
    "metadata too long": (modal("x", section("x"), private_metadata="x" * 3001), "less than 3001"),
    "callback id too long": (modal("x", section("x"), callback_id="x" * 256), "less than 256"),
    "label too long": (modal("x", text_input("a", "x" * 2001)), "less than 2001"),
    "markdown in a view": (modal("x", {"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    "feedback in a view": (modal("x", ACCEPTED["feedback"]), "unsupported type: context_actions"),
    "no title": ({"type": "modal", "blocks": []}, "missing required field: title"),
    "home with a title": ({"type": "home", "title": plain("x"), "blocks": []}, "additional property: title"),
    "two focused fields": (
        modal(
            "x",
            *[
                {
                    "type": "input",
                    "label": plain("x"),
                    "element": {"type": "plain_text_input", "focus_on_load": True},
                }
            ]
            * 2,
        ),
        "only one element may have focus_on_load",
    ),
}


@pytest.mark.parametrize("name", VIEWS_REFUSED)
def test_views_that_slack_refuses_are_refused_with_a_reason(name):
    view, reason = VIEWS_REFUSED[name]
    with pytest.raises(SlackError) as caught:
        check_view(view, ids())
    assert caught.value.code == "invalid_arguments"
    assert reason in caught.value.messages[0]


def test_a_form_needs_a_button_to_send_it():
    view = modal("x", text_input("a", "A"))
    del view["submit"]
    with pytest.raises(SlackError, match="submit is required"):
        check_view(view, ids())


def test_a_view_of_more_than_250_kilobytes_is_too_large():
    view = modal("x", *[{"type": "section", "fields": [plain("x" * 2000)] * 10}] * 20)
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(view, ids())


def test_a_fault_in_a_view_points_below_view():
    with pytest.raises(SlackError) as caught:
        check_view(modal("x", section("x" * 3001)), ids())
    assert caught.value.messages == [
        "[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "accessory", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def outcome(check, value):
    """`accepted`, or the code with which the value was refused."""
    try:
        check(value, ids())
    except SlackError as refusal:
        return refusal.code
    return "accepted"


@given(JSON)
def test_whatever_an_app_sends_is_accepted_or_refused_but_never_breaks(value):
    assert outcome(check_message, [value]) in ("accepted", "invalid_blocks")
    assert outcome(check_view, value) in ("accepted", "invalid_arguments")
