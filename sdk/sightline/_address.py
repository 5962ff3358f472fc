"""Addresses on a server, for what needs one before it needs a connection."""

from __future__ import annotations


def page_url(server: str, project: str, id: str) -> str:
    """Address of an experiment's page."""
    return f"{server.rstrip('/')}/p/{segment(project)}/e/{id}"


def segment(name: str) -> str:
    """A name as one segment of a path: nothing in it can end the segment."""
    if name.isascii() and name.replace("-", "").replace("_", "").isalnum():
        return name  # as nearly always: `init` is spared an import
    from urllib.parse import quote

    return quote(name, safe="")
