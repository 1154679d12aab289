"""Sending a question to the directory team."""

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot.views.limits import Json, email_link, escape, section
from directory.facts import Contact

LONGEST = 3000


def form(words: str) -> Json:
    """The modal in which the question can be edited before it is sent."""
    return View(
        type="modal",
        callback_id="send_question",
        title="Send a question",
        submit="Send",
        close="Cancel",
        blocks=[
            section(
                "*Please delete names of children and families first.* The directory team reads what you "
                "send. It is kept until they have dealt with it, and for 30 days at most."
            ),
            InputBlock(
                block_id="question",
                label="Your question",
                hint=PlainTextObject(text="Say what you need and for which school."),
                element=PlainTextInputElement(
                    action_id="text",
                    multiline=True,
                    initial_value=words[:LONGEST] or None,
                    max_length=LONGEST,
                ),
            ),
        ],
    ).to_dict()


def sent(team: Contact | None) -> Json:
    """What the form says once the question is kept; `team` is the directory team, if the directory has it."""
    blocks = [
        section(
            "*Your question is on the directory team's list*, with your name in Slack so that they can reply "
            "to you. I cannot say when they will read it. It is deleted once they have dealt with it, and "
            "after 30 days at most."
        )
    ]
    if team is not None:
        ways = [f"phone {escape(team.phone)}"] if team.phone else []
        ways += [f"email {email_link(team.email)}"] if team.email else []
        sample = " (sample record, not a real contact)" if team.sample else ""
        reach = f": {', '.join(ways)}" if ways else ""
        blocks.append(section(f"If you cannot wait, contact {escape(team.name)}{sample}{reach}."))
    return View(type="modal", title="Question sent", close="Close", blocks=blocks).to_dict()
