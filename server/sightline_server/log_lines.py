"""Structured log lines on standard error: key=value for people, JSON where no terminal reads."""

from __future__ import annotations

import sys
from typing import Any

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_level = 20


def set_level(name: str) -> None:
    """debug, info, warning or error. Raises ValueError for another word."""
    global _level
    if name not in _LEVELS:
        raise ValueError(f"log level: expected one of {', '.join(_LEVELS)}; got {name!r}")
    _level = _LEVELS[name]


def wanted(name: str) -> bool:
    """Whether lines of this level are written, so that a hot path can save making them."""
    return _LEVELS[name] >= _level


def logger() -> Any:
    """A structlog logger. The library is loaded with the first line: a start writes none."""
    import structlog

    if not structlog.is_configured():
        people = sys.stderr.isatty()
        renderer = structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer()
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                renderer,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(_level),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
    return structlog.get_logger()
