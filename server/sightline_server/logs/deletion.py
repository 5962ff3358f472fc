"""What a script is told whose experiment a person deleted: it goes on recording, and nobody sees it."""

from __future__ import annotations

from urllib.parse import quote

from sqlalchemy import Connection, bindparam, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import experiment
from sightline_server.logs.payloads import Said
from sightline_server.projects.tables import project

# Every batch asks, so the statement is made once.
_DELETED = (
    select(experiment.c.name, project.c.name.label("project"), project.c.deleted.label("with_project"))
    .join_from(experiment, project)
    .where(experiment.c.id == bindparam("wanted"), experiment.c.deleted.is_not(None))
)


def told(connection: Connection, id: CheckedExperiment) -> list[Said]:
    """One warning while the experiment is deleted; nothing else."""
    row = connection.execute(_DELETED, {"wanted": id}).one_or_none()
    if row is None:
        return []
    project_path = f"/api/projects/{quote(row.project, safe='')}/restore"
    undo = project_path if row.with_project is not None else f"/api/experiments/{id}/restore"
    detail = f"what is logged goes on being kept there until `sightline gc` frees it; POST {undo} brings all of it back"
    return [Said("deleted", "warning", f"{row.project}/{row.name} was deleted on the server", detail)]
