"""Every error of Sightline, each with a stable code.

    SightlineError                  anything that this package raises on purpose
    ├── WrongCall                   the call itself is wrong: always raised, whatever the mode
    │   ├── InvalidName             a log, file, project or experiment name that cannot be one
    │   ├── UnknownType             a log type that is none of the eight
    │   ├── InvalidSetting          a setting of the environment, the config file or `init`
    │   └── InvalidQuery            a filter or an order that cannot be read
    ├── InvalidLog                  data that its type cannot read: raised when strict, else one warning line
    │   └── TypeChanged             data of another type than the name was logged under before
    ├── InvalidFile                 a path or an upload that cannot be stored
    │   └── ChecksumMismatch        bytes that are not the ones that were announced
    ├── InvalidRequest              a request that the server cannot read
    ├── Unauthorized                no key or session, or one that is not valid
    ├── Forbidden                   a valid key or session that may not do this
    ├── NotFound                    no such thing, or none that you may see
    ├── Conflict                    the thing is not in the state that the request needs
    │   └── ResendFrom              a batch that does not follow the last one that was stored
    ├── TooLarge                    more bytes, items or levels than are accepted
    ├── TooMany                     too many requests in too short a time
    ├── Unreachable                 the server gave no answer
    ├── JournalDamaged              a journal that can be read only in part, or not by this version
    ├── DiskFull                    no room on the disk
    └── ServerFailed                the server met an error of its own

`code` and `status` (HTTP) belong to the class and stay the same; the text may change. All of them survive pickling.
"""

from __future__ import annotations


class SightlineError(Exception):
    """Anything that Sightline raises on purpose. Its text is one line."""

    code = "error"
    status = 500


class WrongCall(SightlineError):
    """The call itself is wrong: a name that is none, an unknown type or argument."""

    code = "wrong-call"
    status = 400


class InvalidName(WrongCall):
    """A name that cannot be one. `reason` says what was expected and what came."""

    code = "invalid-name"


class UnknownType(WrongCall):
    """A log type that is none of the eight."""

    code = "unknown-type"


class InvalidSetting(WrongCall):
    """A setting that cannot be used."""

    code = "invalid-setting"


class InvalidQuery(WrongCall):
    """A filter or an order that cannot be read."""

    code = "invalid-query"


class InvalidLog(SightlineError):
    """Data that its type cannot read. `at` is the path inside the data, such as "values[3]"."""

    code = "invalid-log"
    status = 422

    def __init__(self, name: str, at: str, expected: str, got: str) -> None:
        super().__init__(name, at, expected, got)
        self.name, self.at, self.expected, self.got = name, at, expected, got

    def __str__(self) -> str:
        place = f"{self.name}: {self.at}" if self.name else self.at
        return f"{place}: expected {self.expected}, got {self.got}"


class TypeChanged(InvalidLog):
    """A name keeps the type under which it was logged first."""

    code = "type-changed"
    status = 409

    def __init__(self, name: str, known: str, given: str) -> None:
        super().__init__(name, "type", f"{known}, as it was logged before", given)
        self.args = (name, known, given)
        self.known, self.given = known, given


class InvalidFile(SightlineError):
    """A path or an upload that cannot be stored."""

    code = "invalid-file"
    status = 422


class ChecksumMismatch(InvalidFile):
    """Bytes that are not the ones that were announced."""

    code = "checksum-mismatch"


class InvalidRequest(SightlineError):
    """A request that the server cannot read."""

    code = "invalid-request"
    status = 400


class Unauthorized(SightlineError):
    """No key or session, or one that is not valid."""

    code = "unauthorized"
    status = 401


class Forbidden(SightlineError):
    """A valid key or session that may not do this."""

    code = "forbidden"
    status = 403


class NotFound(SightlineError):
    """No such thing, or none that the asker may see."""

    code = "not-found"
    status = 404


class Conflict(SightlineError):
    """The thing is not in the state that the request needs."""

    code = "conflict"
    status = 409


class ResendFrom(Conflict):
    """A batch that does not follow the last one that was stored. `next` is the line to go on from."""

    code = "resend-from"

    def __init__(self, next: int) -> None:
        super().__init__(next)
        self.next = next

    def __str__(self) -> str:
        return f"first: expected line {self.next} of this journal; send again from there"


class TooLarge(SightlineError):
    """More bytes, items or levels than are accepted."""

    code = "too-large"
    status = 413


class TooMany(SightlineError):
    """Too many requests in too short a time."""

    code = "too-many"
    status = 429


class Unreachable(SightlineError):
    """The server gave no answer."""

    code = "unreachable"
    status = 503


class JournalDamaged(SightlineError):
    """A journal that can be read only in part, or not by this version."""

    code = "journal-damaged"
    status = 500


class DiskFull(SightlineError):
    """No room on the disk."""

    code = "disk-full"
    status = 507


class ServerFailed(SightlineError):
    """The server met an error of its own; its log has the details."""

    code = "internal"
    status = 500


#: All of them by their code.
CATALOGUE: dict[str, type[SightlineError]] = {
    error.code: error
    for error in (
        SightlineError, WrongCall, InvalidName, UnknownType, TypeChanged, InvalidSetting, InvalidQuery, InvalidLog,
        InvalidFile, ChecksumMismatch, InvalidRequest, Unauthorized, Forbidden, NotFound, Conflict, ResendFrom,
        TooLarge, TooMany, Unreachable, JournalDamaged, DiskFull, ServerFailed,
    )
}  # fmt: skip


def from_problem(code: str, detail: str, status: int = 500) -> SightlineError:
    """The error behind a problem that a server answered with.

    An error with arguments of its own, or a code that this version does not know, comes as the nearest class that
    only has a text; its `code` is still the server's.
    """
    error = CATALOGUE.get(code) or _by_status(status)
    while error.__init__ is not SightlineError.__init__:
        error = error.__base__  # type: ignore[assignment]  # it ends at SightlineError, the root of the catalogue
    raised = error(detail)
    raised.code, raised.status = code, status
    return raised


def _by_status(status: int) -> type[SightlineError]:
    exact = {error.status: error for error in reversed(CATALOGUE.values()) if error.status < 500}
    return exact.get(status, InvalidRequest if 400 <= status < 500 else ServerFailed)


__all__ = [
    "CATALOGUE", "ChecksumMismatch", "Conflict", "DiskFull", "Forbidden", "InvalidFile", "InvalidLog", "InvalidName",
    "InvalidQuery", "InvalidRequest", "InvalidSetting", "JournalDamaged", "NotFound", "ResendFrom", "ServerFailed",
    "SightlineError", "TooLarge", "TooMany", "TypeChanged", "Unauthorized", "UnknownType", "Unreachable", "WrongCall",
    "from_problem",
]  # fmt: skip
