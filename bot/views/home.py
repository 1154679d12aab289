"""The Home tab."""

from slack_sdk.models.views import View

from bot.views import help as guide
from bot.views.limits import Json, actions, button, context, divider, escape, header, section


def build(authority: str, school: str | None, audience: str) -> Json:
    """What a person sees in the Home tab: how to ask, and their school."""
    works_at = f"You work at *{escape(school)}*." if school else "You have not told me where you work."
    seen = (
        "You are council staff: I also answer about the restructure."
        if audience == "staff"
        else "You see what schools may see."
    )
    examples = "\n".join(f"• `/contact {example}`" for example in guide.EXAMPLES)
    blocks = [
        header(f"Who do I contact at {authority}?"),
        section(f"Ask me in the Messages tab, or anywhere in Slack:\n{examples}"),
        divider(),
        section(f"*Your school*\n{works_at} I use it to name the right person for you."),
        actions(button("Change school" if school else "Set my school", "change_school", "")),
        context(f"{seen} What you ask is not stored."),
    ]
    return View(type="home", blocks=blocks).to_dict()
