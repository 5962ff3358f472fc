"""What one run found, and how a figure is taken out of it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from bench.peers.turns import Results

CONTROLS = ("control_append", "control_sqlite")
OURS = ("sightline", "sightline_server")


@dataclass
class Outcome:
    """By adapter: its title, version, what it cannot do and why, its repetitions; and why others are absent."""

    scale: str
    titles: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    not_measured: dict[str, dict[str, str]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    results: Results = field(default_factory=dict)

    def figures(self, tool: str, measurement: str, name: str) -> list[float]:
        """Of every repetition that has it."""
        runs = self.results.get(tool, {}).get(measurement, [])
        return [run[name] for run in runs if name in run]

    def median(self, tool: str, measurement: str, name: str) -> float | None:
        found = self.figures(tool, measurement, name)
        return statistics.median(found) if found else None

    def peers(self) -> list[str]:
        return [tool for tool in self.results if tool not in CONTROLS + OURS]


def shown(number: float) -> str:
    """Three digits that count."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"
