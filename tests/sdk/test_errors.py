"""The catalogue of errors: stable codes, and the same error on both sides of a process or a connection."""

from __future__ import annotations

import pickle

import pytest
from sightline import errors

ARGUMENTS = {
    errors.InvalidLog: ("loss", "values[3]", "a number", "'low'"),
    errors.TypeChanged: ("loss", "line", "bar"),
    errors.ResendFrom: (7,),
}
EACH = pytest.mark.parametrize("error", errors.CATALOGUE.values(), ids=lambda error: error.__name__)


@EACH
def test_an_error_survives_pickling(error: type[errors.SightlineError]) -> None:
    raised = error(*ARGUMENTS.get(error, ("what is wrong",)))
    again = pickle.loads(pickle.dumps(raised))
    assert (type(again), str(again), vars(again)) == (error, str(raised), vars(raised))
    assert "\n" not in str(raised)


@EACH
def test_a_problem_becomes_its_error_again(error: type[errors.SightlineError]) -> None:
    raised = errors.from_problem(error.code, "what is wrong", error.status)
    assert issubclass(error, type(raised))
    assert (raised.code, raised.status, str(raised)) == (error.code, error.status, "what is wrong")
    assert pickle.loads(pickle.dumps(raised)).code == error.code


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, errors.Unauthorized), (403, errors.Forbidden), (404, errors.NotFound), (418, errors.InvalidRequest),
     (413, errors.TooLarge), (500, errors.ServerFailed), (503, errors.ServerFailed)],
)  # fmt: skip
def test_a_problem_of_a_later_version_is_read_by_its_status(status: int, kind: type[errors.SightlineError]) -> None:
    raised = errors.from_problem("of-a-later-version", "what is wrong", status)
    assert type(raised) is kind
    assert (raised.code, raised.status) == ("of-a-later-version", status)


def test_every_class_is_in_the_catalogue_with_a_code_of_its_own() -> None:
    classes, waiting = set(), [errors.SightlineError]
    while waiting:
        classes.add(waiting[-1])
        waiting.extend(waiting.pop().__subclasses__())
    ours = {one for one in classes if one.__module__ == "sightline.errors"}
    assert set(errors.CATALOGUE.values()) == ours
    assert {one.__name__ for one in ours} | {"CATALOGUE", "from_problem"} == set(errors.__all__)
    assert all(one.__name__ in (errors.__doc__ or "") for one in ours)
