"""Where reserved names take effect: in the transaction of their data, one line an effect."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, assert_never

from sightline.findings import UNSETTLED
from sightline.names import Effect, IndexSplit, NameClasses, PairCheckpoint, RecordParameters, Reserved, Summarise
from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments import class_names, headlines, parameters, recording, silence, splits
from sightline_server.files import versions
from sightline_server.findings import examination
from sightline_server.logs import acting
from sightline_server.logs.arrivals import Arrivals
from sightline_server.logs.payloads import Said


def apply(connection: Connection, arrived: Arrivals) -> list[Said]:
    """Do what the names of a batch mean, then look across all names. What came up, for the script's own output."""
    arrival = Arrival(connection, arrived)
    for log, reserved in arrival.changed.items():
        for effect in reserved.effects:
            take_effect(arrival, log, reserved, effect)
    return arrival.examine() if arrival.calls_for_examination else []


def look_again(connection: Connection, experiment: CheckedExperiment) -> None:
    """Look across all names of an experiment after something changed that was not a batch."""
    known = recording.find(connection, experiment)
    if known is not None:
        Arrival(connection, Arrivals(known.id, known.project_id, known.dataset, heads={})).examine()


def end_silent(connection: Connection, seconds: float) -> None:
    """Experiments of which nothing was heard for so long have crashed: what they lack, they lack for good."""
    for experiment in silence.mark_crashed(connection, seconds):
        look_again(connection, experiment)


def take_effect(arrival: Arrival, log: str, reserved: Reserved, effect: Effect) -> None:
    """What one effect of a reserved name does when `log`, which acts as that name, got something."""
    connection, experiment, project = arrival.connection, arrival.experiment, arrival.project
    match effect:
        case Summarise(better=better):
            headlines.put(connection, experiment, reserved.name, log, better)
        case RecordParameters():
            parameters.record(connection, project, experiment, arrival.states[log])
        case NameClasses():
            class_names.put(connection, experiment, arrival.states[log])
        case IndexSplit():
            splits.index(connection, project, experiment, arrival.splits)
        case PairCheckpoint():
            pass  # files come in pairs one by one: the examination that follows looks at both halves
        case _:
            assert_never(effect)


class Arrival:
    """What the effects of one batch work with."""

    def __init__(self, connection: Connection, arrived: Arrivals) -> None:
        self.connection, self.experiment, self.project = connection, arrived.experiment, arrived.project_id
        self._arrived = arrived
        #: Log name -> the reserved name that it acts as, of those that something happened to.
        self.changed = acting.changed(connection, arrived)

    @property
    def calls_for_examination(self) -> bool:
        """Findings look at names, types, states and files: further points of a line change none of them."""
        states = any(log in self._arrived.data for log in self.changed)
        return states or bool(self._arrived.new or self._arrived.files) or self._arrived.ending

    @cached_property
    def acting(self) -> dict[str, Reserved]:
        """Log name -> the reserved name that it acts as, of all logs."""
        return acting.acting_names(self.connection, self.experiment)

    @cached_property
    def states(self) -> Mapping[str, Any]:
        """Log name -> newest canonical data, of the logs that act as reserved names and are not lines."""
        return examination.NewestStates(
            acting.newest_states(self.connection, self.experiment, list(self.acting)), self._arrived.data
        )

    @property
    def splits(self) -> dict[str, dict[str, Any]]:
        """ "train" | "test" | "eval" -> its bars."""
        return {
            effect.split: self.states[log]
            for log, reserved in self.acting.items()
            for effect in reserved.effects
            if isinstance(effect, IndexSplit) and log in self.states
        }

    def examine(self) -> list[Said]:
        """Bring the findings up to date; the new ones. What may be true only for a moment is new at the end alone."""
        return examination.examine(
            self.connection,
            self.experiment,
            logs=self.states,
            types=acting.types(self.connection, self.experiment),
            files=versions.newest(self.connection, self.experiment),
            labelmap=class_names.of(self.connection, self.experiment),
            dataset=self._arrived.dataset,
            early=frozenset() if silence.is_over(self.connection, self.experiment) else UNSETTLED,
        )
