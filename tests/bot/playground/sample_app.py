"""A small Bolt app with one example of everything that the playground can do to an app."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

SECRET = "signing-secret-for-tests"

MANIFEST = {
    "display_information": {"name": "Signpost"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Signpost", "always_online": True},
        "slash_commands": [
            {"command": "/contact", "description": "Find the right contact", "usage_hint": "[question]"},
            {"command": "/form", "description": "Open a form"},
        ],
        "shortcuts": [
            {"name": "Who can help with this?", "type": "message", "callback_id": "who_can_help"},
            {"name": "Ask", "type": "global", "callback_id": "ask"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "socket_mode_enabled": False,
    },
}


def plain(text):
    return {"type": "plain_text", "text": text}


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text, action_id, **more):
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements):
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def text_input(block_id, label, **more):
    element = {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def modal(title, *blocks, callback_id="form", **more):
    return {
        "type": "modal",
        "title": plain(title),
        "submit": plain("Send"),
        "callback_id": callback_id,
        "blocks": list(blocks),
        **more,
    }


SCHOOL = {
    "type": "input",
    "block_id": "school",
    "label": plain("Which school?"),
    "element": {"type": "external_select", "action_id": "school", "min_query_length": 2},
}


class SampleApp:
    """The app, and the bodies that reached it in `heard`."""

    def __init__(self, api_url, workspaces):
        self.heard = []
        self.unacknowledged = 0
        tokens = {workspace.team_id: workspace.bot_token for workspace in workspaces}
        users = {workspace.team_id: workspace.bot.id for workspace in workspaces}

        async def authorize(enterprise_id, team_id, user_id):
            return AuthorizeResult(
                enterprise_id=None, team_id=team_id, bot_token=tokens[team_id], bot_user_id=users[team_id]
            )

        self.bolt = AsyncApp(
            signing_secret=SECRET,
            client=AsyncWebClient(base_url=api_url),
            authorize=authorize,
            request_verification_enabled=True,
        )
        self.bolt.use(self._listen)
        self._commands()
        self._messages()
        self._buttons()
        self._forms()

    async def _listen(self, body, next):
        self.heard.append(body)
        if self.unacknowledged:
            self.unacknowledged -= 1
            return BoltResponse(status=500)
        await next()

    def last(self, kind):
        return [body for body in self.heard if body.get("type") == kind][-1]

    def _commands(self):
        @self.bolt.command("/contact")
        async def contact(ack, command, respond):
            if command["text"] == "at once":
                await ack("Said in the acknowledgement.")
                return
            if command["text"] == "never":
                return
            if command["text"] == "too much":
                await ack({"blocks": [section("x" * 3001)], "text": "too much"})
                return
            if command["text"] == "for all":
                await ack()
                await respond(text="An answer for everyone.", response_type="in_channel")
                return
            await ack()
            row = actions(
                button("Right contact", "right", value="7"),
                button("Share in channel", "share"),
                button("Form", "form"),
            )
            await respond(text="The EHC Officer", blocks=[section("The *EHC Officer* can help."), row])

        @self.bolt.command("/form")
        async def form(ack, command, client):
            await ack()
            await client.views_open(
                trigger_id=command["trigger_id"],
                view=modal(
                    "A form",
                    text_input("why", "Why?"),
                    text_input("more", "More", optional=True),
                    SCHOOL,
                    push_row(),
                ),
            )

    def _messages(self):
        @self.bolt.event("app_mention")
        async def mention(event, say):
            await say(text="Answered in the thread.", thread_ts=event.get("thread_ts", event["ts"]))

        @self.bolt.event("message")
        async def message(event, say, request):
            if event["channel_type"] == "im":
                feedback = {
                    "type": "context_actions",
                    "elements": [
                        {
                            "type": "feedback_buttons",
                            "action_id": "feedback",
                            "positive_button": {"text": plain("Good"), "value": "good"},
                            "negative_button": {"text": plain("Bad"), "value": "bad"},
                        }
                    ],
                }
                row = actions(button("Right contact", "right", value="8"))
                await say(text="Told you.", blocks=[section("Told *you*."), row, feedback])

        @self.bolt.event("app_home_opened")
        async def home(event, client):
            if event["tab"] == "home":
                view = {
                    "type": "home",
                    "blocks": [section("Welcome home"), actions(button("Home button", "right"))],
                }
                await client.views_publish(user_id=event["user"], view=view)

        @self.bolt.shortcut("who_can_help")
        async def who(ack, shortcut, respond):
            await ack()
            await respond(text=f"For: {shortcut['message']['text']}")

        @self.bolt.shortcut("ask")
        async def ask(ack, shortcut, client):
            await ack()
            await client.views_open(
                trigger_id=shortcut["trigger_id"], view=modal("Ask", text_input("q", "Question"))
            )

    def _buttons(self):
        @self.bolt.action("right")
        async def right(ack, body, respond):
            await ack()
            if "response_url" in body:
                await respond(text="Thank you.", replace_original=True)

        @self.bolt.action("share")
        async def share(ack, body, client):
            await ack()
            await client.chat_postMessage(channel=body["channel"]["id"], text="Shared.")

        @self.bolt.action("form")
        async def form(ack, body, client):
            await ack()
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal("A form", text_input("why", "Why?"))
            )

        @self.bolt.action("push")
        async def push(ack, body, client):
            await ack()
            blocks = [text_input("why", "Why, again?"), push_row()]
            await client.views_push(
                trigger_id=body["trigger_id"], view=modal("Pushed", *blocks, callback_id="pushed")
            )

        @self.bolt.action("update")
        async def update(ack, body, client):
            await ack()
            view = body["view"]
            blocks = [section("Updated"), *view["blocks"]]
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal("A form", *blocks))

        @self.bolt.action("feedback")
        async def feedback(ack, body, client):
            await ack()
            await client.chat_postEphemeral(
                channel=body["channel"]["id"],
                user=body["user"]["id"],
                text=f"Feedback: {body['actions'][0]['value']}",
            )

        @self.bolt.options("school")
        async def schools(ack, payload):
            names = ["Wookey Primary School", "Wells Cathedral School"]
            found = [name for name in names if payload["value"].lower() in name.lower()]
            await ack(options=[{"text": plain(name), "value": name[:6]} for name in found])

        @self.bolt.action("school")
        async def school(ack):
            await ack()

    def _forms(self):
        @self.bolt.view("form")
        async def form(ack, view, client, body):
            why = view["state"]["values"]["why"]["typed"]["value"]
            if why == "bad":
                await ack(response_action="errors", errors={"why": "Say it differently."})
                return
            if why == "unknown":
                await ack(response_action="errors", errors={"nowhere": "Not here."})
                return
            if why == "next":
                await ack(response_action="update", view=modal("Second page", section("Nearly there")))
                return
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"You wrote: {why}")

        @self.bolt.view("pushed")
        async def pushed(ack):
            await ack(response_action="clear")

        @self.bolt.view_closed("form")
        async def closed(ack):
            await ack()


def push_row():
    return actions(button("Push", "push"), button("Update", "update"))
