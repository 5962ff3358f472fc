"""Pictures for the pages: decoded with a limit, encoded anew, kept on disk. A page never gets the uploaded bytes."""

from __future__ import annotations

import os
import threading
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from sightline.errors import InvalidFile, NotFound, TooLarge

from sightline_server.blobs import references

if TYPE_CHECKING:
    from PIL.Image import Image
    from sqlalchemy import Connection

    from sightline_server.access.checked import ReadableExperiment
    from sightline_server.blobs.store import BlobStore

MOST_PIXELS = 50_000_000
#: WebP cannot be larger in either direction.
LONGEST_SIDE = 16_383
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM")
#: Below this many pixels a lossless copy is small, and masks and pixel art stay exact.
EXACT_PIXELS = 65_536
#: A large picture takes some hundred MB while it is decoded.
AT_ONCE = 2


def check_shown(connection: Connection, experiment: ReadableExperiment, sha256: str) -> None:
    """Raises NotFound unless an image log of the experiment names these bytes."""
    if not references.refers(connection, experiment, sha256):
        raise NotFound("no image log of this experiment shows that picture")


class Pictures:
    """A folder of encoded pictures by content and width; it can be deleted at any time."""

    def __init__(self, blobs: BlobStore, folder: Path) -> None:
        self._blobs, self._folder = blobs, folder
        self._places = threading.Semaphore(AT_ONCE)

    def encoded(self, sha256: str, width: int | None) -> bytes:
        """WebP. Blocks. Raises InvalidFile when the bytes are no picture, TooLarge, or NotFound."""
        place = self._folder / sha256[:2] / f"{sha256}-{width or 'full'}.webp"
        try:
            return place.read_bytes()
        except FileNotFoundError:
            pass
        with self._places:
            try:
                source = self._blobs.read_whole(sha256)
            except FileNotFoundError:
                raise NotFound("the picture's bytes are gone") from None
            made = encode(source, width)
        _write(place, made)
        return made

    def forget(self, sha256: str) -> None:
        """Drop what was made of these bytes."""
        for place in (self._folder / sha256[:2]).glob(f"{sha256}-*.webp"):
            place.unlink(missing_ok=True)


def encode(source: bytes, width: int | None) -> bytes:
    """WebP of at most `width` pixels' width, never enlarged; one frame, no metadata, not turned (boxes must fit)."""
    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with PIL.Image.open(BytesIO(source), formats=FORMATS) as picture:
            exact = picture.format == "PNG" and picture.width * picture.height <= EXACT_PIXELS
            shrunk = _shrink(picture, width)
            target = BytesIO()
            shrunk.save(target, "WEBP", quality=86, method=2, lossless=exact, exact=exact)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning):
        raise TooLarge(f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError) as problem:
        raise InvalidFile(f"not a picture that can be shown: {type(problem).__name__}") from None
    return target.getvalue()


def _shrink(picture: Image, width: int | None) -> Image:
    if picture.width * picture.height > MOST_PIXELS:
        raise TooLarge(f"the picture has {picture.width} x {picture.height} pixels; {MOST_PIXELS} are shown at most")
    if width and width < picture.width:
        size = (width, max(1, round(picture.height * width / picture.width)))
        picture.draft("RGB", size)  # a JPEG is decoded at a fraction of its size where that is enough
    else:
        size = (picture.width, picture.height)
    longest = max(size)
    if longest > LONGEST_SIDE:
        size = (max(1, size[0] * LONGEST_SIDE // longest), max(1, size[1] * LONGEST_SIDE // longest))
    shown = _eight_bits(picture)
    return shown if shown.size == size else shown.resize(size, resample=1 if picture.mode == "P" else 3)


def _eight_bits(picture: Image) -> Image:
    """RGB or RGBA. Grey values of more than 8 bits are stretched from their least to their largest."""
    if picture.mode in ("I", "F", "I;16", "I;16L", "I;16B"):
        import numpy as np

        values = np.nan_to_num(np.asarray(picture, dtype=np.float64))
        least, largest = float(values.min()), float(values.max())
        scaled = (values - least) * (255.0 / (largest - least or 1.0))
        import PIL.Image

        return PIL.Image.fromarray(scaled.astype(np.uint8)).convert("RGB")
    clear = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info
    return picture.convert("RGBA" if clear else "RGB")


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(data)
    os.replace(file.name, place)
