"""The one place where the Slack app is put together. Nothing is built at import."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener.async_listener_start_handler import AsyncCustomListenerStartHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot import listeners
from bot.access import Access
from bot.clock import Clock
from bot.enquiry import Enquiries
from bot.errors import handle_error, note_began
from bot.log import slack_logger
from bot.membership import Membership
from bot.patience import USUAL, Patience
from bot.reply import UNREACHABLE
from bot.retries import retry_handlers
from bot.settings import Settings
from bot.slack_error import error_code
from directory.ask.desk import EnquiryDesk

Lookup = Callable[[str], str | None]

TIMEOUT = 10  # seconds
REFUSED = frozenset({"invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"})
NOT_INSTALLED = (
    "Slack does not let me answer in this workspace any more, so nothing was looked up. "
    "Ask the person who looks after Slack to install Signpost again."
)


def build_app(
    *,
    settings: Settings,
    desk: EnquiryDesk,
    engine: Engine,
    clock: Clock,
    client: AsyncWebClient | None = None,
    authority_of: Lookup | None = None,
    token_of: Lookup | None = None,
    more_staff_domains: frozenset[str] = frozenset(),
    owners_of: Callable[[str], frozenset[str]] | None = None,
    patience: Patience = USUAL,
) -> AsyncApp:
    """The Slack app. `authority_of` and `token_of` say which authority and bot token a workspace has.

    Without them every workspace is that of SIGNPOST_AUTHORITY and SLACK_BOT_TOKEN. `more_staff_domains` are
    e-mail domains of council staff beside those that the authority names itself. `owners_of` gives the Slack
    user ids that own an authority's directory; without it they are those of SIGNPOST_OWNERS.
    """
    logger = slack_logger()
    client = client or slack_client(settings)
    app = AsyncApp(
        name="signpost",
        logger=logger,
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        authorize=authorizer(client, token_of or (lambda _team: client.token), patience.ourselves),
        user_facing_authorize_error_message=NOT_INSTALLED,
        raise_error_for_unhandled_request=True,
        attaching_conversation_kwargs_enabled=False,
    )
    access = Access(
        desk,
        engine,
        authority_of or (lambda _team: settings.authority or None),
        more_staff_domains,
        owners_of or (lambda _authority: settings.owner_ids),
        Membership(patience),
    )
    enquiries = Enquiries(
        desk=desk,
        engine=engine,
        clock=clock,
        access=access,
        vocabulary=settings.vocabulary,
        public_url=settings.public_url,
    )
    listeners.register(app, enquiries)
    for listener in app._async_listeners:
        listener.ack_timeout = patience.acknowledgement
    app._async_listener_runner.listener_start_handler = AsyncCustomListenerStartHandler(logger, note_began)
    app.error(partial(handle_error))
    return app


def slack_client(settings: Settings) -> AsyncWebClient:
    """A client for Slack's Web API (or what stands in for it) that tries again when Slack is busy."""
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value() or None,
        base_url=settings.slack_api_url.rstrip("/") + "/",
        timeout=TIMEOUT,
        logger=slack_logger(),
        retry_handlers=retry_handlers(),
    )


def authorizer(client: AsyncWebClient, token_of: Lookup, patience: float) -> Callable[..., Awaitable[Any]]:
    """What tells Bolt who we are in a workspace; None where Slack refuses the token, or there is none.

    It asks Slack once for each token, and waits `patience` seconds: Slack must hear that its request has
    arrived even while its own Web API is slow or away.
    """
    known: dict[str, dict[str, Any]] = {}

    async def authorize(team_id: str | None) -> AuthorizeResult | None:
        token = token_of(team_id or "")
        if not token:
            return None
        if token not in known:
            try:
                answer = await asyncio.wait_for(client.auth_test(token=token), patience)
            except SlackApiError as error:
                if error_code(error) in REFUSED:
                    return None
            except UNREACHABLE:
                pass  # Slack may be well again when the answer is sent
            else:
                known[token] = dict(answer.data)  # type: ignore[arg-type]
        bot = known.get(token, {})
        return AuthorizeResult(
            enterprise_id=None,
            team_id=bot.get("team_id", team_id),
            bot_id=bot.get("bot_id"),
            bot_user_id=bot.get("user_id"),
            bot_token=token,
        )

    return authorize
