"""The process's own log: one line of words an event, on standard error, no secrets and no bodies."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog


class Stderr:
    """Standard error as it stands at each line; whoever exchanged it may have put it back since."""

    def write(self, text: str) -> int:
        """Write to it."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Let nothing wait."""
        sys.stderr.flush()


def configure(level: str) -> None:
    """Write events of at least that level (`debug`, `info`, `warning`, `error`)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=("timestamp", "level", "event")),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", Stderr())),
        cache_logger_on_first_use=True,
    )
