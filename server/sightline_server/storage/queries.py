"""What nobody can reach any more."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, Select, delete, or_, select

from sightline_server.blobs.tables import blob, blob_reference, upload
from sightline_server.experiments.tables import experiment
from sightline_server.files.tables import file_version
from sightline_server.projects.tables import project

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Garbage:
    """Ids of what was deleted, or announced, before the cutoff and is not in use."""

    projects: list[int]
    experiments: list[str]
    versions: list[tuple[str, str, int]]
    blobs: list[tuple[str, int]]
    uploads: list[str]
    names: list[str]


def find(connection: Connection, cutoff: float) -> Garbage:
    """Everything that may go. cutoff: seconds since the epoch; what was deleted later stays."""
    projects = connection.execute(select(project.c.id, project.c.name).where(project.c.deleted <= cutoff)).all()
    experiments = connection.execute(select(experiment.c.id, experiment.c.name).where(_gone(cutoff))).all()
    versions = [(row[0], row[1], row[2]) for row in connection.execute(_versions(cutoff))]
    blobs = [(row[0], row[1]) for row in connection.execute(_unused(cutoff))]
    abandoned = select(upload.c.id).where(
        upload.c.announced <= cutoff, ~select(blob.c.sha256).where(blob.c.sha256 == upload.c.sha256).exists()
    )
    uploads = connection.execute(abandoned).scalars().all()
    names = [
        *(f"project {row.name}" for row in projects),
        *(f"experiment {row.name} ({row.id})" for row in experiments),
        *(f"file {name}@{version}" for _, name, version in versions),
    ]
    ids = [row.id for row in projects], [row.id for row in experiments]
    return Garbage(*ids, versions, blobs, list(uploads), names[:SHOWN])


def remove(connection: Connection, cutoff: float) -> Garbage:
    """Delete the rows of all that; what belongs to an experiment goes with it. The bytes are the caller's business."""
    garbage = find(connection, cutoff)
    connection.execute(delete(file_version).where(file_version.c.deleted <= cutoff))
    connection.execute(delete(experiment).where(_gone(cutoff)))
    connection.execute(delete(project).where(project.c.deleted <= cutoff))
    connection.execute(delete(blob).where(_unused_condition(cutoff)))
    connection.execute(delete(upload).where(upload.c.announced <= cutoff))
    return garbage


def known(connection: Connection, sha256: str) -> bool:
    """Whether a blob's row is there: it came back while its bytes were about to be freed."""
    return connection.execute(select(blob.c.sha256).where(blob.c.sha256 == sha256)).first() is not None


def _gone(cutoff: float) -> ColumnElement[bool]:
    in_project = experiment.c.project_id.in_(select(project.c.id).where(project.c.deleted <= cutoff))
    return or_(_late_enough(experiment.c.deleted, cutoff), in_project)


def _late_enough(deleted: Column[float | None], cutoff: float) -> ColumnElement[bool]:
    """Never NULL, so that its opposite is true of what was not deleted."""
    return deleted.is_not(None) & (deleted <= cutoff)


def _versions(cutoff: float) -> Select[str, str, int]:
    of_gone = file_version.c.experiment_id.in_(select(experiment.c.id).where(_gone(cutoff)))
    columns = (file_version.c.experiment_id, file_version.c.name, file_version.c.version)
    return select(*columns).where(or_(file_version.c.deleted <= cutoff, of_gone))


def _unused(cutoff: float) -> Select[str, int]:
    return select(blob.c.sha256, blob.c.size).where(_unused_condition(cutoff))


def _unused_condition(cutoff: float) -> ColumnElement[bool]:
    staying = select(experiment.c.id).where(~_gone(cutoff)).scalar_subquery()
    stored = select(file_version.c.sha256).where(
        file_version.c.sha256 == blob.c.sha256,
        ~_late_enough(file_version.c.deleted, cutoff),
        file_version.c.experiment_id.in_(staying),
    )
    shown = select(blob_reference.c.sha256).where(
        blob_reference.c.sha256 == blob.c.sha256, blob_reference.c.experiment_id.in_(staying)
    )
    return (blob.c.announced <= cutoff) & ~stored.exists() & ~shown.exists()
