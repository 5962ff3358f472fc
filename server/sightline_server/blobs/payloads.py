"""The upload protocol: declare -> parts -> complete. The same for local files and for S3."""

from msgspec import Struct


class Declaration(Struct, forbid_unknown_fields=True):
    size: int  # bytes
    sha256: str  # 64 hex digits, lower case


class Part(Struct):
    number: int  # 1, 2, ...
    offset: int
    size: int
    url: str  # PUT the bytes here: the server's own path, or a presigned address
    present: bool  # came in an earlier try


class Upload(Struct):
    id: str
    complete: bool  # the bytes are here already: nothing to send
    part_size: int
    parts: list[Part]


class Completed(Struct):
    sha256: str
    size: int
