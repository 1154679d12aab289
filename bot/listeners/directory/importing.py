"""Importing a spreadsheet and exporting the directory.

Nothing is kept between the preview and its Apply button: the file stays in Slack, and is read again. The
fingerprint shows whether the file, the choices and the directory are still those of the preview.
"""

import asyncio
import json
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory import files
from bot.listeners.directory.notice import Notice
from bot.listeners.directory.turn import Turn
from bot.listeners.directory.words import NotUnderstood
from bot.views.directory import exchange as views
from bot.views.limits import Json, Message, text_alone
from directory import db
from directory.exchange import (
    Applied,
    Choices,
    Exported,
    Format,
    Plan,
    RemovesMany,
    Upload,
    apply_plan,
    export,
    preview,
    report_bytes,
    summary,
)
from directory.exchange.plan import StalePlan
from directory.roles import Action
from directory.words import Audience

Said = dict[str, str]


@dataclass(frozen=True)
class Given:
    """A file that lies in Slack, what the editor chose, and the fingerprint of the preview ("": none yet)."""

    name: str
    url: str
    kind: str = ""
    keep: bool = False
    fingerprint: str = ""

    def packed(self) -> str:
        """As text for a button."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @property
    def choices(self) -> Choices:
        """What the editor chose."""
        return Choices(kind=self.kind or None, keep_missing=self.keep)


async def import_command(turn: Turn, _said: Said) -> None:
    """Open the form for a file."""
    await turn.open(views.import_form(turn.memo().packed()))


async def import_pressed(turn: Turn, _action: dict[str, Any]) -> None:
    """Open the form for a file on top of the window."""
    turn.allow(Action.IMPORT)
    await turn.open(views.import_form(turn.memo().packed()))


async def submitted(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Read the file, and show in the direct message what it would do."""
    turn.allow(Action.IMPORT)
    values = view["state"]["values"]
    file = values["file"]["files"]["files"][0]
    if file.get("is_external"):
        said = "This file does not lie in Slack itself. Save it on your computer and upload it."
        await ack(response_action="errors", errors={"file": said})
        return
    await ack(response_action="clear")
    kind = values["kind"]["value"]["selected_option"]
    given = Given(
        str(file["name"])[:200],
        str(file["url_private_download"]),
        str(kind["value"]) if kind else "",
        keep=bool(values["missing"]["value"]["selected_options"]),
    )
    await _previewed(turn, given)


async def apply(turn: Turn, action: dict[str, Any]) -> None:
    """Write what the preview showed, or ask again where much would be removed."""
    await _apply(turn, Given(**json.loads(action["value"])), remove_many=False)


async def apply_all(turn: Turn, action: dict[str, Any]) -> None:
    """Write what the preview showed, removals and all."""
    await _apply(turn, Given(**json.loads(action["value"])), remove_many=True)


async def keep(turn: Turn, action: dict[str, Any]) -> None:
    """Preview the file again, keeping what is not in it."""
    turn.allow(Action.IMPORT)
    await _previewed(turn, Given(**json.loads(action["value"])))


async def export_command(turn: Turn, said: Said) -> Message:
    """Send the directory as a file to the person's direct message."""
    word = (said.get("") or Format.XLSX.value).lower()
    if word not in list(Format):
        known = ", ".join(each.value for each in Format)
        raise NotUnderstood(f"I cannot export to '{word}'. Choose one of these: {known}.")
    wanted = Format(word)
    audience = Audience.SCHOOLS if wanted is Format.HSDS else Audience.STAFF

    def write() -> Exported:
        with db.reading(turn.enquiries.engine) as session:
            return export(session, turn.actor.authority, wanted, audience, turn.today)

    made = await asyncio.to_thread(write)
    comment = f"The directory as it was on {turn.today.isoformat()}."
    await files.send(turn.client, turn.actor.user, made.name, made.content, comment=comment)
    return text_alone(f"I have sent you {made.name} in a direct message.")


async def _previewed(turn: Turn, given: Given) -> None:
    """Shows in the direct message what a file would do, with the report in the thread."""
    notice = await Notice.posted(turn, given.name)
    plan = await _planned(turn, given, notice)
    applies = not plan.problems and not plan.changes_nothing
    value = replace(given, fingerprint=plan.fingerprint).packed()
    await notice.show(
        views.preview(given.name, summary(plan), value, plan.problems, plan.alike, applies=applies)
    )
    await files.send(
        turn.client,
        turn.actor.user,
        f"{PurePath(given.name).stem[:60]}-report.csv",
        await asyncio.to_thread(report_bytes, plan, ".csv"),
        comment="Every row, every mistake with its line, and every note.",
        thread=notice.ts,
    )


async def _apply(turn: Turn, given: Given, *, remove_many: bool) -> None:
    turn.allow(Action.IMPORT)
    notice = await Notice.posted(turn, given.name)
    plan = await _planned(turn, given, notice)
    if plan.fingerprint != given.fingerprint:
        await notice.show(text_alone(str(StalePlan(plan, plan.revision)).split(" (")[0] + "."))
        await _previewed(turn, given)
        return
    await notice.show(views.writing(given.name))
    try:
        done = await asyncio.to_thread(_written, turn, plan, remove_many=remove_many)
    except RemovesMany as many:
        keeping = replace(given, keep=True, fingerprint="").packed()
        await notice.show(views.removes_many(str(many), given.packed(), keeping))
    except Exception:
        await notice.show(views.broken_off(given.name))
        raise
    else:
        await notice.show(views.applied(given.name, done.said, done.revision))


def _written(turn: Turn, plan: Plan, *, remove_many: bool) -> Applied:
    with db.writing(turn.enquiries.engine) as session:
        now = turn.enquiries.clock.now()
        return apply_plan(session, plan, who=turn.actor.who, at=now, remove_many=remove_many)


async def _planned(turn: Turn, given: Given, notice: Notice) -> Plan:
    """What the file would do now; the notice tells how far it is. Raises CannotFetch and UnreadableFile."""
    on_progress = notice.on_progress(given.name)
    with tempfile.TemporaryDirectory(prefix="signpost-import-") as folder:
        path = Path(folder) / "upload"

        def plan() -> Plan:
            with db.reading(turn.enquiries.engine) as session:
                return preview(
                    session,
                    turn.actor.authority,
                    Upload(given.name, path),
                    turn.enquiries.vocabulary,
                    turn.today,
                    choices=given.choices,
                    on_progress=on_progress,
                )

        try:
            await files.fetch(turn.client, given.name, given.url, path)
            return await asyncio.to_thread(plan)
        except Exception:
            await notice.show(views.broken_off(given.name))
            raise
