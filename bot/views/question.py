"""Sending a question to the directory team."""

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot.views.limits import METADATA, Json, Message, message, section

LONGEST = 3000


def form(metadata: str, words: str) -> Json:
    """The modal in which the question can be edited before it is sent."""
    return View(
        type="modal",
        callback_id="send_question",
        title="Send a question",
        submit="Send",
        close="Cancel",
        private_metadata=metadata[:METADATA],
        blocks=[
            section(
                "*Please delete names of children and families first.* The directory team reads what you "
                "send. It is kept until it is answered, and for 30 days at most."
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


def sent() -> Message:
    """What the asker is told once it is sent."""
    text = "Your question is with the directory team. It is kept until they answer, and for 30 days at most."
    return message(text, [section(text)])
