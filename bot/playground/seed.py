"""The sample workspaces: Somerset and Bury, with people named after their posts."""

from typing import Any

from bot.clock import Clock
from bot.playground.manifest import Manifest
from bot.playground.records import Channel, Member, UserGroup
from bot.playground.workspace import Workspace


def sample_workspaces(manifest: dict[str, Any], clock: Clock) -> list[Workspace]:
    """A new Somerset and a new Bury workspace, each with the app of `manifest` installed."""
    app = Manifest.from_dict(manifest)
    return [
        _workspace("SOMERSET", "Somerset", "SOM", app, clock),
        _workspace("BURY", "Bury", "BUR", app, clock),
    ]


def _workspace(key: str, area: str, prefix: str, manifest: Manifest, clock: Clock) -> Workspace:
    slug = area.lower()
    staff = f"staff.{slug}.example.org"
    senco = Member(
        f"U0{prefix}SENCO", "SENCO (sample)", f"senco.{slug}@schools.example.org", "School staff: SENCO"
    )
    officer = Member(
        f"U0{prefix}OFFICER", "Council officer (sample)", f"council.officer@{staff}", "Council officer"
    )
    editor = Member(
        f"U0{prefix}EDITOR", "Directory editor (sample)", f"directory.editor@{staff}", "Directory editor"
    )
    guest = Member(
        f"U0{prefix}GUEST",
        "Headteacher, guest (sample)",
        f"headteacher.{slug}@schools.example.org",
        "School staff: headteacher, a guest",
        guest=True,
    )
    bot = Member(f"U0{prefix}BOT", manifest.bot_name, role="App", bot=True)
    people = [senco, officer, editor, guest]
    everyone = {member.id for member in people}
    channels = [
        Channel(f"C0{prefix}NETWORK", "senco-network", "channel", everyone | {bot.id}),
        Channel(f"C0{prefix}OFFICE", "school-office", "channel", {senco.id, officer.id, guest.id}),
        Channel(f"C0{prefix}RESTRUCT", "restructure", "private", {officer.id, editor.id, bot.id}),
    ]
    messages = [
        Channel(f"D0{prefix}{person.id[5:]}", manifest.bot_name, "im", {person.id, bot.id})
        for person in people
    ]
    workspace = Workspace(
        team_id=f"T0{key}",
        name=f"{area} sample workspace",
        domain=f"{slug}-sample",
        prefix=f"0{prefix}",
        members=people,
        channels=[*channels, *messages],
        bot=bot,
        clock=clock,
        manifest=manifest,
    )
    group = UserGroup(f"S0{prefix}EDITORS", "directory-editors", "Directory editors (sample)", (editor.id,))
    workspace.user_groups[group.id] = group
    return workspace
