"""Who may do what: one table. Every route names one of these permissions; a route without one stops the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["owner", "editor", "viewer"]
ROLES: tuple[Role, ...] = get_args(Role)

EVERYONE: frozenset[Role] = frozenset(ROLES)
EDITORS: frozenset[Role] = frozenset({"owner", "editor"})
OWNERS: frozenset[Role] = frozenset({"owner"})


@dataclass(frozen=True, slots=True)
class Rule:
    """`roles` may do it, signed in or (unless `keys` is false) with an API key. `public`: nobody is asked."""

    text: str
    roles: frozenset[Role] = EVERYONE
    keys: bool = True
    public: bool = False


POLICY: dict[str, Rule] = {
    "public": Rule("Load the pages and the docs, ask whether the server lives, sign in", public=True),
    "session.read": Rule("See who one is, and sign out"),
    "session.invite": Rule("Make a one-time sign-in token", OWNERS),
    "key.manage": Rule("List, create and revoke API keys", OWNERS),
    "names.read": Rule("See the reserved names"),
    "search": Rule("Search projects, experiments, logs and files"),
    "project.read": Rule("See projects and the experiment table"),
    "project.write": Rule("Create, describe and rename projects", EDITORS),
    "project.delete": Rule("Delete a project and restore it", OWNERS),
    "experiment.read": Rule("See an experiment, its logs, findings and files"),
    "experiment.log": Rule("Record an experiment: batches, heartbeats", EDITORS),
    "experiment.write": Rule("Rename, tag, pin and archive experiments, dismiss findings", EDITORS),
    "experiment.delete": Rule("Delete experiments and restore them", EDITORS),
    "file.upload": Rule("Upload bytes and store them under a name", EDITORS),
    "file.delete": Rule("Delete a version of a file and restore it", EDITORS),
    "storage.collect": Rule("See and free what is no longer used", OWNERS),
    "metrics.read": Rule("Read the server's own metrics"),
}
