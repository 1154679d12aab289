"""The review queue: an editor decides suggestions, answers questions and confirms what has grown old."""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.listeners.directory import editing, queue
from bot.listeners.directory.looking import read
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.naming import NoSuchName
from bot.listeners.directory.turn import Turn
from bot.reply import Place, whisper
from bot.slack_error import error_code
from bot.views.directory import forms, messages, review
from bot.views.directory.inputs import Sheet
from bot.views.limits import Json, Message, text_alone
from directory import db, sent_questions, suggestions
from directory.editing.commands import AddPhrase, Done, Verify
from directory.editing.errors import BadFields
from directory.errors import SignpostError
from directory.roles import Action, could
from directory.sent_questions import Waiting
from directory.suggestions import Suggested

_LEFT = frozenset({"user_not_found", "user_disabled", "account_inactive", "users_not_found"})
_UNREACHED = {True: "", False: "Slack cannot reach the person who sent it, so they have not been told."}


class DecidedAlready(SignpostError):
    """The suggestion waits no longer."""

    def __init__(self) -> None:
        super().__init__("Another editor has dealt with this suggestion already. Nothing was changed.")


class AnsweredAlready(SignpostError):
    """The question is no longer there."""

    def __init__(self) -> None:
        super().__init__(
            "Another editor has answered this question already, or it is more than 30 days old. "
            "Nothing was changed."
        )


async def review_command(turn: Turn, _said: dict[str, str]) -> None:
    """Open the queue."""
    await turn.open(await queue.view(turn))


async def open_pressed(turn: Turn, _action: dict[str, Any]) -> None:
    """Open the queue on top of the window."""
    turn.allow(Action.REVIEW)
    await turn.open(await queue.view(turn))


async def turn_page(turn: Turn, action: dict[str, Any]) -> None:
    """Show another page of one of the queue's lists."""
    turn.allow(Action.REVIEW)
    pages = [int(number) for number in str(action["value"]).split(",") if number.isdecimal()]
    await turn.client.views_update(view_id=turn.body["view"]["id"], view=await queue.view(turn, pages=pages))


async def accept(turn: Turn, action: dict[str, Any]) -> None:
    """Make the change that was suggested, as the queue showed it, and tell the person."""
    memo = Memo.unpacked(action.get("value"))
    held = await _suggestion(turn, memo)
    each = await turn.record(held.kind, held.key)
    if (await read(turn, each.kind, each.key)).version != memo.version:
        await _refresh(
            turn, f"{each.name} was changed meanwhile. Nothing of this was done. Look at it again."
        )
        return
    try:
        done = await _accepted(turn, held.id)
    except BadFields as bad:
        await _refresh(turn, f"{bad} Press Change to correct it.")
        return
    told = await _tell(turn, held.user, review.accepted(each.name, done.said))
    await _refresh(turn, f"Accepted: {each.name}. {' '.join(done.said)} {_UNREACHED[told]}".strip())
    await turn.tell(messages.done(done))


async def change(turn: Turn, action: dict[str, Any]) -> None:
    """Open the record with what was suggested, so that the editor can put it right."""
    turn.allow(Action.EDIT)
    memo = Memo.unpacked(action.get("value"))
    held = await _suggestion(turn, memo)
    each = await turn.record(held.kind, held.key)
    values, version = await editing.values_of(turn, each)
    proposed = queue.shown(turn, each.kind, held.fields)
    about = turn.memo(kind=held.kind, key=held.key, version=version, suggestion=held.id, mine=tuple(proposed))
    await turn.open(
        forms.record_form(Sheet(each.kind), values | proposed, about.packed(), name=each.name, day=None)
    )


async def changed(turn: Turn, memo: Memo, done: Done) -> None:
    """Note that an editor has made a suggested change in their own way, and tell the person."""
    held = await _suggestion(turn, memo)
    each = await turn.record(held.kind, held.key)
    await _accepted(turn, held.id, {})
    await _tell(turn, held.user, review.accepted(each.name, done.said))


async def decline_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Ask why a suggestion is declined."""
    turn.allow(Action.REVIEW)
    memo = Memo.unpacked(action.get("value"))
    held = await _suggestion(turn, memo)
    name = await _name_of(turn, held)
    await turn.open(review.decline_form(name, turn.memo(suggestion=held.id).packed()))


async def decline(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Decline a suggestion, and tell the person why."""
    turn.allow(Action.REVIEW)
    memo = Memo.unpacked(view["private_metadata"])
    reason = str(view["state"]["values"]["reason"]["value"]["value"] or "")
    held = await _suggestion(turn, memo)
    name = await _name_of(turn, held)

    def write() -> None:
        with db.writing(turn.enquiries.engine) as session:
            now = turn.enquiries.clock.now()
            suggestions.decline(session, turn.actor, held.id, reason=reason, now=now)

    await asyncio.to_thread(write)
    await ack(response_action="clear")
    told = await _tell(turn, held.user, review.declined(name, reason))
    said = f"The person who suggested it about {name} has been told." if told else _UNREACHED[told]
    await turn.tell(text_alone(f"Declined. {said}"))


async def answer_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Open the form for the answer to a question."""
    turn.allow(Action.REVIEW)
    asked = await _question(turn, Memo.unpacked(action.get("value")).question)
    await turn.open(review.answer_form(asked.text, turn.memo(question=asked.id).packed()))


async def answer(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Send the answer to the person who asked, and delete the question."""
    turn.allow(Action.REVIEW)
    asked = await _question(turn, Memo.unpacked(view["private_metadata"]).question)
    text = str(view["state"]["values"]["answer"]["value"]["value"] or "")
    await ack(response_action="clear")
    told = await _tell(turn, asked.user, review.reply_to(asked.text, text))

    def finish() -> None:
        with db.writing(turn.enquiries.engine) as session:
            sent_questions.done(session, asked.id)

    await asyncio.to_thread(finish)
    teach = could(turn.actor, Action.TEACH)
    await turn.tell(review.answered(asked.user, asked.text, told=told, teach=teach))


async def teach_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Ask which topic the wording of an answered question stands for."""
    turn.allow(Action.TEACH)
    await turn.open(review.teach_form(action.get("value", ""), turn.memo().packed()))


async def teach(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Let a wording lead to a topic from now on."""
    values = view["state"]["values"]
    topic = values["topic"]["refer_topic"]["selected_option"]["value"]
    phrase = str(values["phrase"]["value"]["value"] or "")
    try:
        done = await turn.do(AddPhrase(topic, phrase))
    except BadFields as bad:
        await ack(response_action="errors", errors={"phrase": " ".join(bad.errors.values())})
        return
    await ack(response_action="clear")
    await turn.tell(messages.done(done))


async def confirm(turn: Turn, action: dict[str, Any]) -> None:
    """Confirm a record of the queue."""
    memo = Memo.unpacked(action.get("value"))
    done = await turn.do(Verify(memo.kind, memo.key))
    await _refresh(turn, " ".join(done.said))


async def _accepted(turn: Turn, number: int, fields: Mapping[str, Any] | None = None) -> Done:
    """The change and the decision in one transaction."""

    def write() -> Done:
        now = turn.enquiries.clock.now()
        with db.writing(turn.enquiries.engine) as session:
            _, done = suggestions.accept(
                session,
                turn.actor,
                number,
                today=turn.today,
                now=now,
                fields=fields,
                everyday=turn.enquiries.desk.vocabulary.everyday,
            )
            return done

    return await asyncio.to_thread(write)


async def _suggestion(turn: Turn, memo: Memo) -> Suggested:
    """The suggestion of a memo, for somebody who may review. Raises DecidedAlready and NotAllowed."""
    turn.allow(Action.REVIEW)

    def look() -> Suggested | None:
        with db.reading(turn.enquiries.engine) as session:
            held = suggestions.waiting(session, turn.actor.authority)
            return next((each for each in held if each.id == memo.suggestion), None)

    found = await asyncio.to_thread(look)
    if found is None:
        raise DecidedAlready
    return found


async def _name_of(turn: Turn, held: Suggested) -> str:
    """What the record of a suggestion is called; its key where it is no longer in the directory."""
    try:
        return (await turn.record(held.kind, held.key)).name
    except NoSuchName:
        return held.key


async def _question(turn: Turn, number: int) -> Waiting:
    def look() -> Waiting | None:
        with db.reading(turn.enquiries.engine) as session:
            held = sent_questions.waiting(session, turn.actor.authority)
            return next((each for each in held if each.id == number), None)

    found = await asyncio.to_thread(look)
    if found is None:
        raise AnsweredAlready
    return found


async def _refresh(turn: Turn, told: str) -> None:
    """Show the queue as it is now, with what has just been done."""
    pages = Memo.unpacked(turn.body["view"].get("private_metadata")).pages
    await turn.client.views_update(view_id=turn.body["view"]["id"], view=await queue.view(turn, told, pages))


async def _tell(turn: Turn, user: str, message: Message) -> bool:
    """Tell somebody else, in a direct message; False where they have left the workspace."""
    try:
        await whisper(turn.client, Place("", user), message)
    except SlackApiError as error:
        if error_code(error) not in _LEFT:
            raise
        return False
    return True
