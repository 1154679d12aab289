"""Block Kit in all its kinds, as an app might send it."""

from bot.playground.records import Blocks, Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(text: str, action: str, **more: str) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action, "value": action, **more}


def option(text: str, hint: str = "") -> Json:
    return {"text": plain(text), "value": text, **({"description": plain(hint)} if hint else {})}


def entry(block: str, label: str, element: Json, **more: object) -> Json:
    element["action_id"] = block
    return {"type": "input", "block_id": block, "label": plain(label), "element": element, **more}


def feedback(text: str, label: str) -> Json:
    return {"text": plain(text), "accessibility_label": label, "value": text}


AREAS = [option("Mendip"), option("Sedgemoor"), option("South Somerset"), option("Taunton and West")]
ANSWER: Blocks = [
    {
        "type": "section",
        "block_id": "who",
        "text": mrkdwn(
            "*Lead Inclusion Advisor, Mendip (sample)*\nInclusion team, Mendip area\n"
            ":email: <mailto:lead.inclusion.mendip@example.org|lead.inclusion.mendip@example.org>\n"
            ":telephone_receiver: <tel:01632960123|01632 960123>, Monday to Friday, 9am to 5pm"
        ),
    },
    {
        "type": "section",
        "block_id": "why",
        "text": mrkdwn("*Why this one*\n• you wrote “Wookey” → Wookey Primary School\n• Wookey is in Mendip"),
    },
    {
        "type": "context",
        "block_id": "source",
        "elements": [
            mrkdwn("Source: Somerset consultation, page 12 · last verified 20 June 2022 · *sample*")
        ],
    },
    {
        "type": "actions",
        "block_id": "act",
        "elements": [
            button("Right contact", "right", style="primary"),
            button("Not right", "wrong"),
            button("Show others", "others"),
            button("Share in channel", "share"),
        ],
    },
]
CHOOSE: Blocks = [
    {"type": "section", "block_id": "ask", "text": mrkdwn("*Which appeal do you mean?*")},
    {
        "type": "actions",
        "block_id": "topics",
        "elements": [
            button("Appeal about an EHC plan", "topic_ehcp"),
            button("Appeal about a school place", "topic_admissions"),
            button("Appeal about an exclusion", "topic_exclusion"),
        ],
    },
]
NARROWED: Blocks = [
    {
        "type": "section",
        "block_id": "done",
        "text": mrkdwn("*Tribunal Officer (sample)*\nAppeals about an EHC plan"),
    }
]
KITCHEN_SINK: Blocks = [
    {"type": "header", "block_id": "b1", "text": plain("Everything at once")},
    {
        "type": "section",
        "block_id": "b2",
        "text": mrkdwn(
            "*Bold*, _italic_, ~struck~, `code`, <https://example.org|a link>, "
            "<@U0SOMSENCO>, <#C0SOMNETWORK>, <!date^1656316800^{date_long} at {time}|27 June>, "
            "5 &lt; 6 &amp; 7 :wave:\n> A quotation\n• one\n• two\n```\ncode  block\n```"
        ),
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Undo")]},
    },
    {"type": "divider", "block_id": "b3"},
    {
        "type": "section",
        "block_id": "b4",
        "fields": [
            mrkdwn("*Post*\nSEN caseworker"),
            mrkdwn("*Now*\nEHC Officer"),
            mrkdwn("*Since*\n12 August 2022"),
        ],
    },
    {
        "type": "section",
        "block_id": "b5",
        "text": mrkdwn("Which school is it?"),
        "accessory": {
            "type": "external_select",
            "action_id": "school",
            "placeholder": plain("Search schools"),
            "min_query_length": 2,
        },
    },
    {
        "type": "actions",
        "block_id": "b6",
        "elements": [
            {"type": "static_select", "action_id": "area", "placeholder": plain("Area"), "options": AREAS},
            {"type": "users_select", "action_id": "person", "placeholder": plain("Person")},
            {"type": "datepicker", "action_id": "from", "initial_date": "2022-09-01"},
            button("Delete", "delete", style="danger")
            | {
                "confirm": {
                    "title": plain("Delete it?"),
                    "text": plain("It can be undone."),
                    "confirm": plain("Delete"),
                    "deny": plain("Keep"),
                }
            },
        ],
    },
    {
        "type": "rich_text",
        "block_id": "b7",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich ", "style": {"bold": True}},
                    {"type": "text", "text": "text with a "},
                    {"type": "link", "url": "https://example.org", "text": "link"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
                ],
            },
        ],
    },
    {
        "type": "markdown",
        "block_id": "b8",
        "text": "## Key dates\n\n| Date | What |\n|---|---|\n| 27 June | **Launch** |\n"
        "| 12 August | Close |\n\n1. Read it\n2. Answer [here](https://example.org)",
    },
    {
        "type": "image",
        "block_id": "b9",
        "image_url": "https://example.org/map.png",
        "alt_text": "Map of the four areas",
    },
    {"type": "data_table", "block_id": "b10"},
    {
        "type": "context_actions",
        "block_id": "b11",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": feedback("Helpful", "This answer helped"),
                "negative_button": feedback("Not helpful", "This answer did not help"),
            }
        ],
    },
]
EVERY_INPUT: Json = {
    "type": "modal",
    "callback_id": "edit",
    "title": plain("Change a contact"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "blocks": [
        {"type": "section", "block_id": "intro", "text": mrkdwn("*Lead Inclusion Advisor, Mendip (sample)*")},
        entry("name", "Name or mailbox", {"type": "plain_text_input", "initial_value": "Mendip inclusion"}),
        entry("email", "Email", {"type": "email_text_input"}, hint=plain("A shared mailbox is best.")),
        entry("school", "School", {"type": "external_select", "min_query_length": 2}, optional=True),
        entry("areas", "Areas", {"type": "multi_static_select", "options": AREAS}, optional=True),
        entry("from", "From which day?", {"type": "datepicker", "initial_date": "2022-09-01"}),
        entry("at", "At what time?", {"type": "timepicker"}, optional=True),
        entry(
            "who",
            "Who may see it?",
            {
                "type": "radio_buttons",
                "options": [option("Schools and staff"), option("Staff only", "Not shown to schools")],
            },
        ),
        entry(
            "phases",
            "Phases",
            {
                "type": "checkboxes",
                "options": [option("Early years"), option("Primary"), option("Secondary")],
            },
            optional=True,
        ),
        entry(
            "count", "How many schools?", {"type": "number_input", "is_decimal_allowed": False}, optional=True
        ),
        entry("page", "Web page", {"type": "url_text_input"}, optional=True),
        entry("notes", "Notes", {"type": "plain_text_input", "multiline": True}, optional=True),
        entry("sheet", "Spreadsheet", {"type": "file_input", "filetypes": ["csv", "xlsx"]}, optional=True),
    ],
}
HOME: Blocks = [
    {"type": "header", "block_id": "h1", "text": plain("Your school")},
    {
        "type": "section",
        "block_id": "h2",
        "text": mrkdwn("You have not told Signpost which school you work at."),
        "accessory": button("Choose your school", "choose_school", style="primary"),
    },
    {"type": "divider", "block_id": "h3"},
    {
        "type": "section",
        "block_id": "h4",
        "text": mrkdwn("*Next key date*\n12 August 2022: the consultation closes"),
    },
]
