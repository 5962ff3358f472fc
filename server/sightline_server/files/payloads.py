"""Files on the wire."""

from msgspec import Struct


class FileVersion(Struct):
    version: int  # 1, 2, ...: "model-latest@3"
    filename: str
    size: int  # bytes
    sha256: str
    looks_like: str  # "ONNX model", "zip archive", "text", ... from its first bytes and name
    folder: bool
    created: float
    step: float | None


class FileEntry(Struct):
    """A name and its versions, newest first. A reserved name is always listed, with no versions while it is empty."""

    name: str
    reserved: bool
    doc: str  # what the platform does with it; empty for a free name
    example: str  # the line that fills it
    versions: list[FileVersion]


class FileList(Struct):
    files: list[FileEntry]  # reserved ones first


class NewFile(Struct, forbid_unknown_fields=True):
    """A version from the browser: its bytes were uploaded before."""

    name: str
    filename: str
    sha256: str
    size: int


class FileText(Struct):
    """The start of a text file, for the page."""

    text: str
    truncated: bool
