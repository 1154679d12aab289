"""Logging to stderr, one event a line. What people ask is never part of an event."""

import logging
import sys

import structlog
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped, warning_token_skipped

QUIET = ("slack_bolt", "slack_sdk", "aiohttp", "httpcore", "apscheduler", "alembic")


def set_up(level: str) -> None:
    """Logs our own events from `level` up. Libraries that would print payloads are held to warnings."""
    number = logging.getLevelNamesMapping()[level]
    logging.basicConfig(
        stream=sys.stderr, level=number, format="%(levelname)s %(name)s: %(message)s", force=True
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False)
            if sys.stderr.isatty()
            else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def slack_logger() -> logging.Logger:
    """The logger for Bolt and its client: warnings and worse only, as their other lines hold payloads."""
    logger = logging.getLogger("signpost.slack")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_is_news)
    return logger


def _is_news(record: logging.LogRecord) -> bool:
    """False for Bolt's remarks that the client's token is not used: `authorize` gives it, as it should."""
    expected = {warning_client_prioritized_and_token_skipped(), warning_token_skipped()}
    return record.getMessage() not in expected
