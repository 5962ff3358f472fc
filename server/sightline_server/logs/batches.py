"""A batch on its way in: unpacked, decoded, checked and turned into arrays, before the writer's turn."""

from __future__ import annotations

import time
import zlib
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Struct
from sightline.errors import InvalidLog, InvalidName, InvalidRequest, SightlineError, TooLarge
from sightline.names import check_name

from sightline_server.logs import arrived, canonical
from sightline_server.logs.payloads import LARGEST_BATCH, Batch, Log, Points, Record, Refused, StoredFile

LARGEST_PLAIN = LARGEST_BATCH  # bytes after unpacking
LARGEST_BODY = LARGEST_PLAIN  # bytes as they came: one record may be as large, and not shrink
MOST_RECORDS = 200_000
_decoder = msgspec.json.Decoder(Batch)


class Checked(NamedTuple):
    """One record. `content`: arrays of points, canonical data of a log, else None. `fault`: why it can't be stored."""

    record: Record
    content: Any = None
    fault: SightlineError | None = None


class Incoming(Struct):
    """A batch whose records were looked at one by one."""

    writer: str
    experiment: str
    first: int
    lines: int
    late: bool
    records: list[Checked]


def decode(body: bytes, encoding: str) -> Incoming:
    """Raises InvalidRequest or TooLarge for the batch as a whole; a fault of one record stays with the record."""
    plain = _unpack(body, encoding)
    try:
        batch = _decoder.decode(plain)
    except msgspec.DecodeError as fault:
        raise InvalidRequest(f"batch: {fault}") from None
    except (RecursionError, UnicodeError) as fault:
        raise InvalidRequest(f"batch: JSON that cannot be read ({type(fault).__name__})") from None
    if len(batch.records) > MOST_RECORDS:
        raise TooLarge(f"records: expected at most {MOST_RECORDS}, got {len(batch.records)}")
    if batch.first < 0 or batch.lines < 0 or batch.first + batch.lines >= 1 << 31:
        raise InvalidRequest(f"first, lines: expected line numbers below 2**31, got {batch.first}, {batch.lines}")
    ids = (_uuid("writer", batch.writer), _uuid("experiment", batch.experiment))
    return Incoming(*ids, batch.first, batch.lines, batch.late, [_check(record) for record in batch.records])


def _unpack(body: bytes, encoding: str) -> bytes:
    if len(body) > LARGEST_BODY:
        raise TooLarge(f"batch: expected at most {LARGEST_BODY} bytes, got {len(body)}")
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise InvalidRequest(f"Content-Encoding: expected gzip or identity, got {encoding[:40]!r}")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, LARGEST_PLAIN + 1)
    except zlib.error as fault:
        raise InvalidRequest(f"batch: not gzip ({fault})") from None
    if len(plain) > LARGEST_PLAIN:
        raise TooLarge(f"batch: expected at most {LARGEST_PLAIN} bytes after unpacking")
    if not unpacker.eof:
        raise InvalidRequest("batch: the gzip data end too early")
    return plain


def _uuid(field: str, given: str) -> str:
    try:
        return str(UUID(given))
    except ValueError:
        raise InvalidRequest(f"{field}: expected a uuid, got {given[:60]!r}") from None


def _check(record: Record) -> Checked:
    if not isinstance(record, Points) and not abs(record.time) < arrived.LATEST_TIME:
        record.time = time.time()  # a clock that is far off, as with points: no page can show such a date
    try:
        match record:
            case Points(name=name):
                check_name(name)
                return Checked(record, arrived.read(record))
            case Log(name=name, type="line"):
                return _check(_as_points(record))
            case Log(name=name):
                check_name(name)
                if record.step is not None and not abs(record.step) <= arrived.LARGEST_STEP:
                    raise InvalidLog(name, "step", "a number between -2**62 and 2**62", f"{record.step:.6g}")
                return Checked(record, canonical.check(name, record.type, record.data))
            case StoredFile(name=name) | Refused(name=name):
                check_name(name)
                return Checked(record)
            case _:
                return Checked(record)
    except (InvalidLog, InvalidName) as fault:
        return Checked(record, fault=fault)
    except (OverflowError, RecursionError, UnicodeError, ValueError) as fault:
        got = str(fault)[:200] or type(fault).__name__
        return Checked(record, fault=InvalidLog(record_name(record), "data", "data that can be stored", got))


def record_name(record: Record) -> str:
    """The log or file that a record is about; empty for the others."""
    return getattr(record, "name", "") if isinstance(record, Points | Log | StoredFile | Refused) else ""


def _as_points(record: Log) -> Points:
    line = canonical.check(record.name, "line", record.data)
    return Points(record.name, line["steps"], line["values"], [record.time] * len(line["values"]))
