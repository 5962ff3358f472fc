"""Findings that say what could not be stored: they last, because the data do not come again."""

from __future__ import annotations

from sightline.names import Finding
from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.findings import queries
from sightline_server.logs.payloads import Refused, Said


def refused_by_script(connection: Connection, experiment: CheckedExperiment, refused: Refused) -> list[Said]:
    """The SDK could not read the data of a call, and told the script so: nothing is said to it again."""
    finding = Finding(
        code=refused.code[:64],
        severity="error",
        title=f"{refused.name} was refused",
        detail=f"{refused.message} ({refused.caller})" if refused.caller else refused.message,
        names=(refused.name,),
        subject=refused.name,
    )
    queries.put(connection, experiment, finding, lasting=True)
    return []


def set_aside(connection: Connection, experiment: CheckedExperiment, name: str, code: str, detail: str) -> list[Said]:
    """A record came that could not be stored as it is. Said once for each name and code."""
    what = name or "A record"
    title = f"{what} came with another type" if code == "type-changed" else f"{what} could not be stored"
    names = (name,) if name else ()
    finding = Finding(code=code, severity="error", title=title, detail=detail, names=names, subject=name)
    if queries.put(connection, experiment, finding, lasting=True):
        return [Said(code, finding.severity, title, detail)]
    return []
