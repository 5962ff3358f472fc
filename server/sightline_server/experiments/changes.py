"""What a person changes of experiments: names, tags, notes, pins, the archive, deletion and its undoing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec import UNSET
from sightline.errors import InvalidRequest
from sightline.names import check_name
from sqlalchemy import Connection

from sightline_server.access import audit
from sightline_server.access.actor import Actor
from sightline_server.access.checked import DeletedExperiment, WritableExperiment
from sightline_server.experiments import queries, recording
from sightline_server.experiments.payloads import BulkChange, ExperimentChange
from sightline_server.store import events
from sightline_server.text import storable

LONGEST_NOTES = 200_000


def change(connection: Connection, experiment: WritableExperiment, wanted: ExperimentChange) -> None:
    """Set what was given. Raises InvalidName or InvalidRequest."""
    values = {
        name: value
        for name in ("name", "notes", "pinned", "archived", "slot")
        if (value := getattr(wanted, name)) is not UNSET
    }
    if "name" in values:
        check_name(values["name"])
    if len(values.get("notes", "")) > LONGEST_NOTES:
        raise InvalidRequest(f"notes: expected at most {LONGEST_NOTES} characters, got {len(values['notes'])}")
    if "notes" in values:
        values["notes"] = storable(values["notes"])
    if not 0 <= values.get("slot", 0) <= recording.SLOTS:
        raise InvalidRequest(f"slot: expected 0 to {recording.SLOTS}, got {values['slot']}")
    if values:
        queries.set_columns(connection, [experiment], **values)
    if wanted.tags is not UNSET:
        recording.set_tags(connection, experiment, wanted.tags)
    events.append(connection, experiment, "experiment")


def delete(connection: Connection, actor: Actor, experiments: Sequence[WritableExperiment]) -> int:
    """Take them off the pages. `restore` brings them back until `gc` frees what they hold."""
    for experiment in experiments:
        audit.record(connection, actor, "experiment.deleted", experiment)
        events.append(connection, experiment, "experiment")
    return queries.mark_deleted(connection, experiments)


def restore(connection: Connection, actor: Actor, experiments: Sequence[DeletedExperiment]) -> int:
    """Undo a deletion."""
    for experiment in experiments:
        audit.record(connection, actor, "experiment.restored", experiment)
        events.append(connection, experiment, "experiment")
    return queries.set_columns(connection, experiments, deleted=None)


def apply_to_many(
    connection: Connection, actor: Actor, experiments: Sequence[WritableExperiment], wanted: BulkChange
) -> int:
    """One action on all of them but "restore". How many it changed. Raises InvalidRequest without a tag to set."""
    match wanted.action:
        case "delete":
            return delete(connection, actor, experiments)
        case "archive" | "unarchive":
            changed = queries.set_columns(connection, experiments, archived=wanted.action == "archive")
        case "pin" | "unpin":
            changed = queries.set_columns(connection, experiments, pinned=wanted.action == "pin")
        case "tag" | "untag":
            changed = _tag(connection, experiments, wanted)
        case "restore":
            raise InvalidRequest("action: restore goes by deleted experiments")
        case _:
            assert_never(wanted.action)
    for experiment in experiments:
        events.append(connection, experiment, "experiment")
    return changed


def _tag(connection: Connection, experiments: Sequence[WritableExperiment], wanted: BulkChange) -> int:
    if wanted.tag is None:
        raise InvalidRequest(f"tag: expected the tag to {wanted.action}, got nothing")
    check_name(wanted.tag)
    having = queries.tagged(connection, experiments, wanted.tag)
    if wanted.action == "untag":
        queries.untag(connection, experiments, wanted.tag)
        return len(having)
    for experiment in experiments:
        if experiment not in having:
            recording.add_tags(connection, experiment, [wanted.tag])
    return len(experiments) - len(having)
