"""The sample workspaces: Somerset, Bury and perhaps another council, with people named after their posts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.playground.manifest import Manifest
from bot.playground.records import Channel, Member, UserGroup
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class SampleCouncil:
    """A council that gets a workspace. Ids of the workspace begin with `prefix`: capitals, none twice."""

    authority: str
    name: str
    prefix: str
    first_day: date

    @property
    def team_id(self) -> str:
        """The id of its workspace."""
        return f"T0{re.sub('[^A-Z0-9]', '', self.authority.upper())}"

    @property
    def staff_domain(self) -> str:
        """The domain of the addresses of its staff, in the workspace."""
        return f"staff.{self.authority}.example.org"


# Somerset opens on the day its consultation document is dated; Bury while its consultation is on.
SOMERSET = SampleCouncil("somerset", "Somerset", "SOM", date(2022, 6, 27))
BURY = SampleCouncil("bury", "Bury", "BUR", date(2023, 5, 18))


def sample_workspaces(
    manifest: dict[str, Any], clock: Clock, councils: Sequence[SampleCouncil] = (SOMERSET, BURY)
) -> list[Workspace]:
    """A new workspace for each council, with the app of `manifest` installed."""
    app = Manifest.from_dict(manifest)
    return [_workspace(council, app, clock) for council in councils]


def _workspace(council: SampleCouncil, manifest: Manifest, clock: Clock) -> Workspace:
    slug, prefix, staff = council.authority, council.prefix, council.staff_domain
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
        Channel(f"D{person.id.removeprefix('U')}", manifest.bot_name, "im", {person.id, bot.id})
        for person in people
    ]
    workspace = Workspace(
        team_id=council.team_id,
        name=f"{council.name} sample workspace",
        domain=f"{slug}-sample",
        prefix=f"0{prefix}",
        members=people,
        channels=[*channels, *messages],
        bot=bot,
        clock=clock,
        manifest=manifest,
        first_day=council.first_day,
    )
    group = UserGroup(f"S0{prefix}EDITORS", "directory-editors", "Directory editors (sample)", (editor.id,))
    workspace.user_groups[group.id] = group
    return workspace
