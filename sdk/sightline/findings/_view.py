"""What the findings look at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sightline.names import FileFacts, Reserved, registry, resolve

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class View:
    """One experiment, read-only.

    logs: canonical data of the newest state by log name; what is absent is not looked at (the points of a line need
    not be there). types: the type of every log. files: the newest version of every file. labelmap: index -> class
    name, where known. dataset: the name of the attached one.
    """

    def __init__(
        self,
        logs: Mapping[str, Any] = _NOTHING,
        types: Mapping[str, str] = _NOTHING,
        files: Mapping[str, FileFacts] = _NOTHING,
        labelmap: Mapping[str, str] | None = None,
        dataset: str | None = None,
    ) -> None:
        self.logs, self.types, self.files = logs, types, files
        self.labelmap, self.dataset = labelmap, dataset
        self.registry = registry()
        #: Log name -> the reserved name that it acts as.
        self.acting = resolve(types)

    def data_of(self, reserved: Reserved) -> tuple[str, Any] | None:
        """The log that acts as a reserved name, and its data; None where there is none."""
        for log, acting in self.acting.items():
            if acting.name == reserved.name and log in self.logs:
                return log, self.logs[log]
        return None


__all__ = ["FileFacts", "View"]
