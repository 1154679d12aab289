"""Slack's Web API: tokens, scopes, arguments and errors as Slack has them."""

from bot.playground.web_api.endpoint import WebApi

__all__ = ["WebApi"]
