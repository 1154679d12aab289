"""Who counts as council staff, as a message for an owner."""

from bot.views.limits import Message, escape, mrkdwn_alone
from directory.staff import StaffRules


def rules(held: StaffRules) -> Message:
    """All rules, and what they do not change."""
    lines = ["*Council staff are the full members of this workspace who are one of these:*"]
    lines += [f"• has an email address at {escape(domain)}" for domain in held.domains]
    lines += [f"• is in the user group {escape(group)}" for group in held.groups]
    lines += [f"• is in the private channel <#{escape(channel)}>" for channel in held.channels]
    if len(lines) == 1:
        lines = ["*Nobody counts as council staff yet.*"]
    lines.append(
        "Guests, bots and people of other workspaces never are. Everybody else sees what schools see."
    )
    lines.append(
        "`/directory staff add somerset.gov.uk`, `add @group` or `add #channel` adds one; "
        "`remove` takes one away."
    )
    return mrkdwn_alone("\n".join(lines))


def changed(verb: str, title: str, held: StaffRules) -> Message:
    """What was added or removed, and all rules as they are now."""
    what = "Added" if verb == "add" else "Removed"
    shown = title if title.startswith("the members of <#") else escape(title)
    return mrkdwn_alone(f"{what}: {shown}. It takes effect within two minutes.\n\n{rules(held).text}")
