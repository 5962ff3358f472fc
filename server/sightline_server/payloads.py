"""What several capabilities' payloads share."""

from typing import Literal

from msgspec import Struct

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
#: A float as JSON can carry it.
Number = float | NonFinite
#: One cell of a table, one parameter.
Scalar = bool | int | float | str | None


class Problem(Struct):
    """application/problem+json (RFC 9457) with the stable code of `sightline.errors`. Never a trace."""

    type: str  # "about:blank"
    title: str  # the status in words
    status: int
    code: str  # stable, e.g. "not-found"
    detail: str  # one line: what is wrong, where, what was expected, what to do
