"""When a request to Slack is made again by itself: not where a message might then stand there twice."""

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.slack_error import may_be_done

POSTS = "/chat.postMessage"


class _AfterServerErrors(AsyncServerErrorRetryHandler):
    """After a fault on Slack's side, which may have done what it was asked."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(POSTS):
            return False
        return await super()._can_retry_async(state=state, request=request, response=response, error=error)


class _AfterLostConnections(AsyncConnectionErrorRetryHandler):
    """After a connection failed; for a message only where none could be made."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if error is not None and request.url.endswith(POSTS) and may_be_done(error):
            return False
        return await super()._can_retry_async(state=state, request=request, response=response, error=error)


def retry_handlers() -> list[AsyncRetryHandler]:
    """What makes requests again, for a client of Slack's Web API."""
    return [
        _AfterLostConnections(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        _AfterServerErrors(),
    ]
