"""Which logs act as which reserved names."""

from __future__ import annotations

from collections.abc import Sequence

from sightline import names
from sightline.names import Reserved
from sqlalchemy import Connection, select, update

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs import heads, queries
from sightline_server.logs.arrivals import Arrivals
from sightline_server.logs.tables import log


def changed(connection: Connection, arrived: Arrivals) -> dict[str, Reserved]:
    """Logs that act as a reserved name and got something, or act as something else than before.

    A new name can take an alias's place, so all names are looked at again when there is one, and only then.
    """
    if not arrived.new:
        found = {name: names.find(arrived.heads[name].treated_as or "") for name in arrived.touched}
        return {name: reserved for name, reserved in found.items() if reserved is not None}
    before = acting_names(connection, arrived.experiment)
    now = names.resolve(heads.types(connection, arrived.experiment))
    moved = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    for name in moved:
        reserved = now[name].name if name in now else None
        mine = (log.c.experiment_id == arrived.experiment) & (log.c.name == name)
        connection.execute(update(log).where(mine).values(treated_as=reserved))
    return {name: reserved for name, reserved in now.items() if name in arrived.touched or name in moved}


def acting_names(connection: Connection, experiment: CheckedExperiment) -> dict[str, Reserved]:
    """Log name -> the reserved name that it acts as, as it was found last."""
    query = select(log.c.name, log.c.treated_as).where(log.c.experiment_id == experiment, log.c.treated_as.is_not(None))
    found = {name: names.find(reserved) for name, reserved in connection.execute(query)}
    return {name: reserved for name, reserved in found.items() if reserved is not None}


def newest_states(connection: Connection, experiment: CheckedExperiment, logs: Sequence[str]) -> dict[str, str]:
    """Log name -> JSON of its newest state; lines have none."""
    return queries.newest_states(connection, experiment, logs)


def types(connection: Connection, experiment: CheckedExperiment) -> dict[str, str]:
    """The type of every log, in the order of their first arrival."""
    return heads.types(connection, experiment)
