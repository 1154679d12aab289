"""All Web API methods that the playground knows, by name."""

from bot.playground.web_api import chat, conversations, files, people, views
from bot.playground.web_api.call import Handler

METHODS: dict[str, Handler] = {
    "auth.test": people.test_auth,
    "assistant.threads.setStatus": files.set_status,
    "assistant.threads.setSuggestedPrompts": files.set_suggested_prompts,
    "bots.info": people.bot,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.get_upload_url,
    "reactions.add": chat.add_reaction,
    "team.info": people.team,
    "usergroups.list": people.list_groups,
    "usergroups.users.list": people.list_group_users,
    "users.conversations": conversations.list_joined,
    "users.info": people.info,
    "users.list": people.list_all,
    "users.lookupByEmail": people.by_email,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

# Methods that read take their arguments from the query or a form; Slack does not look into a JSON body.
NO_JSON = frozenset(
    {
        "bots.info",
        "chat.getPermalink",
        "conversations.history",
        "conversations.info",
        "conversations.list",
        "conversations.members",
        "conversations.replies",
        "files.getUploadURLExternal",
        "team.info",
        "usergroups.list",
        "usergroups.users.list",
        "users.conversations",
        "users.info",
        "users.list",
        "users.lookupByEmail",
    }
)
