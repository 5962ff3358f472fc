"""Pictures: encoded anew, with limits, and only those that an image log shows."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from sightline_server.blobs import images

from tests.server.serving import Served

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20), form: str = "PNG") -> bytes:
    target = BytesIO()
    Image.new(mode, size, 1 if mode in ("1", "P") else None).save(target, form)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some hundred bytes that says it is gigantic."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_logged_picture_is_shown_as_webp(served: Served) -> None:
    experiment = served.experiment()
    sha256 = served.show_image(experiment, picture())
    shown = served.client.get(f"/api/experiments/{experiment}/images/{sha256}")
    assert shown.status_code == 200
    assert shown.headers["content-type"] == "image/webp"
    assert "immutable" in shown.headers["cache-control"]
    assert (opened(shown.content).format, opened(shown.content).size) == ("WEBP", (40, 20))
    small = served.client.get(f"/api/experiments/{experiment}/images/{sha256}?width=16")
    assert opened(small.content).size == (16, 8)
    assert small.headers["etag"] != shown.headers["etag"]


def test_a_known_picture_is_not_sent_again(served: Served) -> None:
    experiment = served.experiment()
    path = f"/api/experiments/{experiment}/images/{served.show_image(experiment, picture())}"
    tag = served.client.get(path).headers["etag"]
    again = served.client.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_only_pictures_of_this_experiment_are_shown(served: Served) -> None:
    experiment, other = served.experiment(), served.experiment(name="other")
    sha256 = served.show_image(experiment, picture(size=(41, 20)))
    stored_only = served.upload(picture(size=(42, 20)))
    for path in (f"{other}/images/{sha256}", f"{experiment}/images/{stored_only}", f"{experiment}/images/..%2f..%2fx"):
        refused = served.client.get(f"/api/experiments/{path}")
        assert (refused.status_code, refused.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b"\0",
        b"GIF89a",
        picture()[:60],
        picture(form="JPEG")[:100],
        b"\x89PNG\r\n\x1a\n" + b"x" * 500,
        b"%!PS\n%%EOF",
    ],
    ids=["svg", "nothing", "gif head", "cut png", "cut jpeg", "not png", "postscript"],
)
def test_what_is_no_picture_is_never_shown(served: Served, data: bytes) -> None:
    experiment = served.experiment()
    sha256 = served.show_image(experiment, data, name="sample.png")
    refused = served.client.get(f"/api/experiments/{experiment}/images/{sha256}")
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-file")
    assert refused.headers["content-type"] == "application/problem+json"
    assert b"script" not in refused.content


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (7_100, 7_100)])
def test_a_decompression_bomb_is_not_decoded(served: Served, size: tuple[int, int]) -> None:
    experiment = served.experiment()
    sha256 = served.show_image(experiment, bomb(*size))
    refused = served.client.get(f"/api/experiments/{experiment}/images/{sha256}?width=64")
    assert (refused.status_code, refused.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("width", ["0", "15", "4097", "-1", "x", "9" * 40])
def test_an_impossible_width_is_refused(served: Served, width: str) -> None:
    path = f"/api/experiments/{served.experiment()}/images/{'0' * 64}?width={width}"
    assert served.client.get(path).status_code == 400


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I", "I;16", "F"])
def test_every_mode_of_picture_can_be_shown(mode: str) -> None:
    form = "TIFF" if mode in ("F", "CMYK", "YCbCr", "I") else "PNG"
    made = opened(images.encode(picture(mode, form=form), None))
    assert (made.mode, made.size) == ("RGBA" if mode in ("LA",) else made.mode, (40, 20))


def test_a_small_png_keeps_every_pixel() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (28, 28, 3), dtype=np.uint8)
    source = BytesIO()
    Image.fromarray(pixels).save(source, "PNG")
    made = opened(images.encode(source.getvalue(), None)).convert("RGB")
    assert np.array_equal(np.asarray(made), pixels)


def test_grey_values_of_16_bits_are_stretched() -> None:
    pixels = np.linspace(1000, 1255, 256).astype(np.uint16).reshape(16, 16)
    source = BytesIO()
    Image.fromarray(pixels).save(source, "PNG")
    made = np.asarray(opened(images.encode(source.getvalue(), None)).convert("L"))
    assert (made.min(), made.max()) == (0, 255)


def test_a_picture_is_never_enlarged_and_never_too_long_for_webp() -> None:
    assert opened(images.encode(picture(), 4096)).size == (40, 20)
    assert max(opened(images.encode(picture(size=(20_000, 3)), None)).size) == images.LONGEST_SIDE


def test_no_metadata_leaves_with_the_picture() -> None:
    source, exif = BytesIO(), Image.Exif()
    exif[0x010E], exif[0x0112] = "where it was taken", 6
    Image.new("RGB", (30, 20)).save(source, "JPEG", exif=exif)
    made = images.encode(source.getvalue(), None)
    assert b"taken" not in made
    assert opened(made).size == (30, 20)
