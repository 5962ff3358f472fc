"""The automatic comparison, in its first form: headlines and parameters side by side."""

from msgspec import Struct

from sightline_server.experiments.payloads import ExperimentRow
from sightline_server.payloads import Scalar


class ParameterRow(Struct):
    name: str
    values: list[Scalar]  # in the order of `experiments`; null where it was not set
    differs: bool


class Comparison(Struct):
    experiments: list[ExperimentRow]  # in the order asked for
    parameters: list[ParameterRow]  # those that differ first
    lines: list[str]  # line logs that at least one has: top level first, those of most experiments first
