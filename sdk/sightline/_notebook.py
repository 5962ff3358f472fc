"""How an experiment shows itself in a notebook: a small card. Nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

_COLOURS = {"running": "#2563eb", "success": "#15803d", "failed": "#b91c1c", "stopped": "#a16207"}
_CARD = "font-family:system-ui,sans-serif;border:1px solid #8884;border-radius:8px;padding:10px 14px;max-width:34rem"


def card(name: str, project: str, status: str, url: str | None, summary: Mapping[str, float] | None = None) -> str:
    """HTML with inline style only: name, project, status, the Summary, and the link to the page if there is one."""
    place = (
        f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(url)}</a>'
        if url
        else "recorded on this machine; look at it with <code>sightline ui</code>"
    )
    figures = "".join(
        f'<span style="margin-right:1em">{escape(log)} <b>{value:.5g}</b></span>'
        for log, value in (summary or {}).items()
    )
    colour = _COLOURS.get(status, "#6b7280")
    head = f'<b>{escape(name)}</b> <span style="opacity:.7">in {escape(project)}</span>'
    state = f'<span style="color:{colour};float:right">● {escape(status)}</span>'
    return f'<div style="{_CARD}">{head}{state}<br>{figures}{"<br>" if figures else ""}{place}</div>'
