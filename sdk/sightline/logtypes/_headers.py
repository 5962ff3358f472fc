"""Format and size of an image, out of the first bytes of its file."""

from __future__ import annotations

import struct
from struct import unpack_from
from typing import Literal, NamedTuple

Format = Literal["png", "jpeg", "gif", "webp", "bmp", "tiff"]

_MOST_PIXELS = 2**28


class Header(NamedTuple):
    """What an image file says of itself; width and height in pixels."""

    format: Format
    width: int
    height: int


def header_of(content: bytes) -> Header | None:
    """The header of a PNG, JPEG, GIF, WebP, BMP or TIFF; None for anything else, a cut or an oversized one."""
    try:
        found = _read(content)
    except (struct.error, IndexError):
        return None
    if found is None or not 0 < found.width * found.height <= _MOST_PIXELS:
        return None
    return found


def _read(content: bytes) -> Header | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return Header("png", *unpack_from(">II", content, 16))
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith((b"GIF87a", b"GIF89a")):
        return Header("gif", *unpack_from("<HH", content, 6))
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    if content.startswith(b"BM"):
        return _bmp(content)
    if content.startswith((b"II*\0", b"MM\0*")):
        return _tiff(content)
    return None


def _jpeg(content: bytes) -> Header | None:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # a frame
            height, width = unpack_from(">HH", content, at + 5)
            return Header("jpeg", width, height)
        if marker == 0xDA:
            return None
        at += 2 + unpack_from(">H", content, at + 2)[0]
    return None


def _webp(content: bytes) -> Header | None:
    kind = content[12:16]
    if kind == b"VP8X":
        wide, high = content[24:27], content[27:30]
        if len(high) < 3:
            return None
        return Header("webp", int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1)
    if kind == b"VP8L" and content[20] == 0x2F:
        bits = unpack_from("<I", content, 21)[0]
        return Header("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", content, 26)
        return Header("webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _bmp(content: bytes) -> Header | None:
    size = unpack_from("<I", content, 14)[0]
    if size == 12:
        return Header("bmp", *unpack_from("<HH", content, 18))
    if size < 40:
        return None
    width, height = unpack_from("<ii", content, 18)  # a negative height: rows from the top
    return Header("bmp", width, abs(height))


def _tiff(content: bytes) -> Header | None:
    order = "<" if content.startswith(b"II") else ">"
    start = unpack_from(f"{order}I", content, 4)[0]
    sizes: dict[int, int] = {}
    for entry in range(unpack_from(f"{order}H", content, start)[0]):
        at = start + 2 + 12 * entry
        tag, kind = unpack_from(f"{order}HH", content, at)
        if tag in (256, 257) and kind in (3, 4):  # ImageWidth, ImageLength, as short or long
            sizes[tag] = unpack_from(f"{order}{'H' if kind == 3 else 'I'}", content, at + 8)[0]
    return Header("tiff", sizes[256], sizes[257]) if len(sizes) == 2 else None
