"""Fields of the experiment table: what can be filtered and sorted by, as SQL."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from operator import eq, ge, gt, le, lt
from typing import Any, get_args

from sightline.errors import InvalidQuery
from sightline.names import Summarise, registry
from sqlalchemy import ColumnElement, String, and_, false, func, literal, not_, or_, select, true
from sqlalchemy.sql.selectable import ScalarSelect

from sightline_server.experiments.filter_grammar import All, Comparison, Condition, Either, Not, Word
from sightline_server.experiments.payloads import Status
from sightline_server.experiments.tables import experiment, parameter, tag
from sightline_server.logs.tables import log

OWN = ("status", "tag", "dataset", "started", "duration", "name")
SORTED = (*OWN, "number", "created", "pinned")
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([smhd]?)")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one project. A name that is both a log and a parameter means the log."""

    project: int
    metrics: frozenset[str]
    parameters: frozenset[str]

    def where(self, condition: Condition) -> ColumnElement[bool]:
        """The condition as SQL over `experiment`. Raises InvalidQuery for a field or a value that is none."""
        match condition:
            case Word(text):
                return contains(experiment.c.name, text)
            case Not(part):
                return not_(self.where(part))
            case All(parts):
                return and_(true(), *(self.where(part) for part in parts))
            case Either(parts):
                return or_(false(), *(self.where(part) for part in parts))
            case Comparison():
                return self._compare(condition)

    def order(self, field: str) -> ColumnElement[Any] | ScalarSelect[Any]:
        """What to sort by. Raises InvalidQuery for a field that is none."""
        plain: dict[str, ColumnElement[Any]] = {
            "status": experiment.c.status,
            "dataset": experiment.c.dataset,
            "started": experiment.c.started,
            "duration": _duration(),
            "name": func.lower(experiment.c.name),
            "number": experiment.c.number,
            "created": experiment.c.created,
            "pinned": experiment.c.pinned,
        }
        if field in plain:
            return plain[field]
        if field == "tag":
            return select(func.min(tag.c.tag)).where(tag.c.experiment_id == experiment.c.id).scalar_subquery()
        if self._is_log(field):
            mine = (log.c.experiment_id == experiment.c.id) & self._named(field)
            return select(func.max(log.c.number)).where(mine).scalar_subquery()
        if field in self.parameters:
            mine = (parameter.c.experiment_id == experiment.c.id) & (parameter.c.name == field)
            return select(parameter.c.number).where(mine).scalar_subquery()
        raise self._unknown(field, "order", SORTED)

    def text_order(self, field: str) -> ScalarSelect[Any] | None:
        """The second key of a parameter: texts sort behind numbers, by themselves."""
        if field not in self.parameters or self._is_log(field):
            return None
        mine = (parameter.c.experiment_id == experiment.c.id) & (parameter.c.name == field)
        return select(parameter.c.text).where(mine).scalar_subquery()

    def _compare(self, wanted: Comparison) -> ColumnElement[bool]:
        if wanted.operator == "!=":
            return not_(func.coalesce(self._compare(wanted._replace(operator="=")), False))
        if wanted.field in OWN:
            return _own(wanted)
        if self._is_log(wanted.field):
            test = _value_test(wanted, log.c.number, log.c.text)
            mine = (log.c.project_id == self.project) & self._named(wanted.field)
            return experiment.c.id.in_(select(log.c.experiment_id).where(mine, test))
        if wanted.field in self.parameters:
            exactly = _exactly(wanted)
            test = _value_test(wanted, parameter.c.number, parameter.c.text) if exactly is None else exactly
            mine = (parameter.c.project_id == self.project) & (parameter.c.name == wanted.field)
            return experiment.c.id.in_(select(parameter.c.experiment_id).where(mine, test))
        raise self._unknown(wanted.field, "q", OWN)

    def _is_log(self, field: str) -> bool:
        return field in self.metrics or field in summarised()

    def _named(self, field: str) -> ColumnElement[bool]:
        return log.c.treated_as == field if field in summarised() else log.c.name == field

    def _unknown(self, field: str, place: str, own: Sequence[str]) -> InvalidQuery:
        names = list(dict.fromkeys([*own, *summarised(), *sorted(self.metrics), *sorted(self.parameters)]))
        near = get_close_matches(field, names, 3, 0.6)
        expected = f"did you mean {' or '.join(near)}?" if near else f"expected {', '.join(own)}, a log or a parameter"
        return InvalidQuery(f"{place}: at {field[:60]!r}: no such field; {expected}")


def summarised() -> dict[str, Summarise]:
    """The reserved names that stand in the Summary, with what is better."""
    return {
        reserved.name: effect for reserved in registry() for effect in reserved.effects if isinstance(effect, Summarise)
    }


def contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """In any letter case; the signs of LIKE mean themselves."""
    return func.lower(column).contains(text.lower(), autoescape=True)


def _own(wanted: Comparison) -> ColumnElement[bool]:
    match wanted.field:
        case "status":
            if wanted.operator == "=" and wanted.value not in get_args(Status):
                raise InvalidQuery(f"q: at {wanted.value[:60]!r}: expected one of {', '.join(get_args(Status))}")
            return _text_test(wanted, experiment.c.status)
        case "tag":
            mine = tag.c.experiment_id == experiment.c.id
            return select(literal(1)).where(mine, _text_test(wanted, tag.c.tag)).exists()
        case "dataset":
            return _text_test(wanted, func.coalesce(experiment.c.dataset, ""))
        case "started":
            return _compared(wanted, experiment.c.started, _moment(wanted.value))
        case "duration":
            return _compared(wanted, _duration(), _seconds(wanted.value))
        case _:
            return _text_test(wanted, experiment.c.name)


def _duration() -> ColumnElement[Any]:
    return func.coalesce(experiment.c.ended, time.time()) - experiment.c.started


def _text_test(wanted: Comparison, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if wanted.operator == "~":
        return contains(column, wanted.value)
    return _compared(wanted, func.lower(column), wanted.value.lower())


def _value_test(wanted: Comparison, number: ColumnElement[Any], text: ColumnElement[Any]) -> ColumnElement[bool]:
    """A value that reads as a number is compared with numbers, any other with texts."""
    if wanted.operator == "~":
        return or_(contains(text, wanted.value), contains(number.cast(String), wanted.value))
    try:
        value = float(wanted.value)
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return _compared(wanted, number, value)
    if wanted.operator == "=":
        return func.lower(text) == wanted.value.lower()
    if wanted.value.lower() in ("true", "false"):
        return _compared(wanted, number, float(wanted.value.lower() == "true"))
    raise InvalidQuery(f"q: at {wanted.value[:60]!r}: expected a number after {wanted.field} {wanted.operator}")


def _exactly(wanted: Comparison) -> ColumnElement[bool] | None:
    """A whole number that a float64 does not tell from its neighbours is looked for by its digits."""
    digits = wanted.value.removeprefix("-")
    if wanted.operator != "=" or not (digits.isascii() and digits.isdecimal()) or int(digits) <= 2**53:
        return None
    return parameter.c.text == wanted.value


def _compared(wanted: Comparison, column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    if wanted.operator == "~":
        raise InvalidQuery(f"q: at '~': {wanted.field} expects one of = != < <= > >=")
    compared: ColumnElement[bool] = _COMPARE[wanted.operator](column, value)
    return compared


def _moment(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError):
        raise InvalidQuery(f"q: at {text[:60]!r}: expected a date such as 2026-03-14 or 2026-03-14T09:30") from None


def _seconds(text: str) -> float:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise InvalidQuery(f"q: at {text[:60]!r}: expected a duration such as 90, 90s, 15m, 2h or 1d")
    return float(found[1]) * _UNITS[found[2] or "s"]
