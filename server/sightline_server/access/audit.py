"""The record of every change of access and every deletion, written in the transaction of the change."""

from __future__ import annotations

import time

from sqlalchemy import Connection

from sightline_server.access.actor import Actor
from sightline_server.access.tables import audit


def record(connection: Connection, actor: Actor, action: str, subject: str, detail: str = "") -> None:
    """One row. `action`: what happened, such as "experiment.deleted"; `subject`: to what, an id or a name."""
    name = f"key {actor.name}" if actor.key else actor.name
    row = {"time": time.time(), "actor": name, "action": action, "subject": subject, "detail": detail}
    connection.execute(audit.insert().values(row))
