"""What a file is, from its first bytes and its name."""

import pytest
from sightline.names import is_text, looks_like


@pytest.mark.parametrize(
    ("head", "filename", "words"),
    [
        (b"\x08\x08\x12\x04onnx\x00", "model.onnx", "ONNX model"),
        (b"PK\x03\x04", "saved_model.zip", "zip archive"),
        (b"PK\x03\x04", "yolo.pt", "PyTorch file"),
        (b"\x89HDF\r\n\x1a\n", "weights.h5", "HDF5 (Keras weights)"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "PNG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "WebP image"),
        (b"model { ssd { } }", "pipeline.config", "pipeline config (text)"),
        (b"\x00\x01\x02", "pipeline.config", "binary"),
        (b"lr: 0.1\n", "hyp.yaml", "YAML text"),
        (b"\x00\x00\x00\x00", "ckpt-7.data-00000-of-00001", "TensorFlow checkpoint data"),
        (b"hello", "notes", "text"),
        (b"\xff\xfe\x00", "notes", "binary"),
        (b"", "notes", "empty"),
    ],
)
def test_it_says_what_it_is(head: bytes, filename: str, words: str) -> None:
    assert looks_like(head, filename) == words


def test_a_folder_is_a_folder() -> None:
    assert looks_like(b"PK\x03\x04", "saved_model.zip", folder=True) == "zipped folder"


def test_a_character_cut_at_the_end_is_still_text() -> None:
    whole = "naïve 模型".encode()
    assert all(is_text(whole[:length]) for length in range(len(whole) + 1))
    assert not is_text(b"\xc3(")
    assert not is_text(b"\xe6\xa8 and more text")
