"""What a file is, from its first bytes and its name: for people's eyes, nothing depends on it."""

from __future__ import annotations

#: First bytes -> words.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89HDF\r\n\x1a\n", "HDF5 (Keras weights)"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"BM", "BMP image"),
    (b"\x93NUMPY", "NumPy array"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"%PDF-", "PDF document"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"PAR1", "Parquet table"),
    (b"\x80\x02", "Python pickle"),
    (b"\x80\x04", "Python pickle"),
    (b"\x80\x05", "Python pickle"),
    (b"\x7fELF", "ELF program"),
)
#: Endings that say more than the first bytes do.
_ENDINGS: tuple[tuple[str, str], ...] = (
    (".onnx", "ONNX model"),
    (".pt", "PyTorch file"),
    (".pth", "PyTorch file"),
    (".keras", "Keras model"),
    (".tflite", "TensorFlow Lite model"),
    (".safetensors", "safetensors weights"),
    (".pb", "protobuf graph"),
    (".index", "TensorFlow checkpoint index"),
    (".npz", "NumPy arrays"),
    (".config", "pipeline config (text)"),
    (".yaml", "YAML text"),
    (".yml", "YAML text"),
    (".json", "JSON text"),
    (".csv", "CSV text"),
    (".py", "Python text"),
    (".md", "Markdown text"),
)


def looks_like(head: bytes, filename: str, *, folder: bool = False) -> str:
    """ "ONNX model", "zipped folder", "text", "empty", ... head: the first 64 bytes, or all of a shorter file."""
    if folder:
        return "zipped folder"
    if not head:
        return "empty"
    name = filename.lower()
    if ".data-" in name:
        return "TensorFlow checkpoint data"
    binary = next((words for magic, words in _MAGIC if head.startswith(magic)), None)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        binary = "WebP image"
    if binary:
        return binary
    text = is_text(head)
    for ending, words in _ENDINGS:
        if name.endswith(ending) and (text or not words.endswith(("text", "(text)"))):
            return words
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip archive"
    return "text" if text else "binary"


def is_text(data: bytes) -> bool:
    """Whether it reads as UTF-8 without control characters; a character cut at the end does not count."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.reason != "unexpected end of data" or problem.start < len(data) - 3:
            return False
        text = data[: problem.start].decode("utf-8")
    return not any(ord(character) < 32 and character not in "\t\n\r\f\x1b" for character in text)
