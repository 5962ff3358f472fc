"""The ledger of this machine: what scripts logged, and how far a server has it."""

from __future__ import annotations

import os
from typing import NamedTuple

from sightline._journal import VERSION, Reader, journals
from sightline._settings import Settings
from sightline.errors import JournalDamaged

_NEWER = "written by a newer Sightline: what is left of it can be sent when this one was updated"
_DAMAGED = "{} of its records cannot be read any more; the rest is sent, and the file is kept"


class JournalState(NamedTuple):
    """One journal. Counts are records: `logged` = `acknowledged` + `waiting` + `passed_over`, which were damaged.

    `at_risk`: damaged, or of a newer version, so that no command can send them. `alive`: its process still writes it,
    and sends it itself. `offline`: recorded so on purpose. `trouble`: why not all of it can be sent; empty when it can.
    """

    path: str
    experiment: str
    project: str
    name: str
    logged: int
    acknowledged: int
    waiting: int
    passed_over: int
    at_risk: int
    alive: bool
    offline: bool
    trouble: str


class Account(NamedTuple):
    """What became of one experiment's records on this machine.

    `refused`: kept here because the server could not read them. `at_risk`: no command can send them.
    """

    experiment: str
    place: str
    logged: int
    acknowledged: int
    waiting: int
    refused: int
    at_risk: int
    state: str


def read_journals(settings: Settings) -> list[JournalState]:
    """Every journal on this machine, oldest first; what is in none of them, a server has acknowledged."""
    return [state for path in journals(settings.journals) if (state := _state(path)) is not None]


def accounts(states: list[JournalState], refused: dict[str, int]) -> list[Account]:
    """The ledger, one line an experiment; `refused` as `refused_records` gives it."""
    owners = dict.fromkeys([*(one.experiment for one in states), *map(_owner, refused)])
    return [
        _account(
            owner,
            [one for one in states if one.experiment == owner],
            sum(count for path, count in refused.items() if _owner(path) == owner),
        )
        for owner in owners
    ]


def refused_records(settings: Settings) -> dict[str, int]:
    """Files of records that a server could not read -> how many are in each."""
    found = {}
    for folder, _, files in os.walk(settings.journals):
        for name in sorted(files):
            if name.endswith(".set-aside"):
                path = os.path.join(folder, name)
                found[path] = _lines(path)
    return found


def _state(path: str) -> JournalState | None:
    try:
        reader = Reader(path)
    except FileNotFoundError:
        return None
    except (OSError, JournalDamaged) as error:
        return JournalState(path, _owner(path), "", "", 0, 0, 0, 0, 0, False, False, str(error))
    try:
        waiting, header, damaged = reader.count_lines(), reader.header, reader.damaged + reader.count_damaged()
        newer = bool(waiting) and reader.version != VERSION
        return JournalState(
            path,
            reader.experiment,
            str(header.get("project", "")),
            str(header.get("name", "")),
            reader.next + waiting,
            reader.next - reader.damaged,
            waiting,
            reader.damaged,
            waiting if newer else damaged,
            not reader.lock(),
            bool(header.get("offline")),
            _NEWER if newer else _DAMAGED.format(damaged) if damaged else "",
        )
    finally:
        reader.close()


def _account(owner: str, states: list[JournalState], refused: int) -> Account:
    named = next((f"{one.project}/{one.name}" for one in states if one.name), owner)
    return Account(
        owner,
        named,
        sum(one.logged for one in states),
        sum(one.acknowledged for one in states),
        sum(one.waiting for one in states),
        refused,
        sum(one.at_risk for one in states),
        _describe(states),
    )


def _describe(states: list[JournalState]) -> str:
    if any(one.alive for one in states):
        return "running"
    if any(one.trouble and one.at_risk == one.waiting for one in states):
        return "cannot be sent"
    if any(one.waiting for one in states):
        return "recorded offline" if all(one.offline for one in states) else "waiting"
    return "incomplete" if any(one.at_risk for one in states) else "delivered"


def _owner(path: str) -> str:
    return os.path.basename(os.path.dirname(path))


def _lines(path: str) -> int:
    try:
        with open(path, "rb") as file:
            return sum(1 for _ in file)
    except OSError:
        return 0
