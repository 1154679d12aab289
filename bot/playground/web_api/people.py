"""The methods about people and the workspace: auth, users, user groups, team, bots."""

from bot.playground.errors import SlackError
from bot.playground.records import Json
from bot.playground.web_api.call import Call
from bot.playground.wire import user_object


async def test_auth(call: Call) -> Json:
    """auth.test: whose token this is."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.bot.name.lower(),
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


async def info(call: Call) -> Json:
    """users.info."""
    return {"user": _user(call, call.text("user"))}


async def list_all(call: Call) -> Json:
    """users.list."""
    page, cursor = call.page(list(call.workspace.members), 200)
    return {
        "members": [_user(call, user_id) for user_id in page],
        "cache_ts": int(call.workspace.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


async def by_email(call: Call) -> Json:
    """users.lookupByEmail."""
    email = call.text("email").lower()
    for member in call.workspace.members.values():
        if member.email.lower() == email and not member.deleted:
            return {"user": _user(call, member.id)}
    raise SlackError("users_not_found")


async def list_groups(call: Call) -> Json:
    """usergroups.list."""
    groups = [
        {
            "id": group.id,
            "team_id": call.workspace.team_id,
            "is_usergroup": True,
            "is_subteam": True,
            "name": group.name,
            "handle": group.handle,
            "description": "",
            "date_delete": 0,
            "user_count": len(group.users),
            **({"users": list(group.users)} if call.flag("include_users") else {}),
        }
        for group in call.workspace.user_groups.values()
    ]
    return {"usergroups": groups}


async def list_group_users(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.workspace.user_groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


async def team(call: Call) -> Json:
    """team.info."""
    workspace = call.workspace
    return {
        "team": {
            "id": workspace.team_id,
            "name": workspace.name,
            "domain": workspace.domain,
            "email_domain": "",
            "url": f"https://{workspace.domain}.slack.com/",
            "icon": {},
        }
    }


async def bot(call: Call) -> Json:
    """bots.info."""
    workspace = call.workspace
    if (call.optional("bot") or workspace.bot_id) != workspace.bot_id:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": workspace.bot_id,
            "deleted": False,
            "name": workspace.bot.name,
            "updated": 1656316800,
            "app_id": workspace.app_id,
            "user_id": workspace.bot.id,
            "icons": {},
        }
    }


def _user(call: Call, user_id: str) -> Json:
    with_email = "users:read.email" in call.workspace.manifest.scopes
    return user_object(call.workspace, call.workspace.member(user_id), with_email=with_email)
