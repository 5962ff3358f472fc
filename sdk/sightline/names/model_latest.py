"""`model-latest`: the exported model."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.names._definition import Context, FileFacts, Finding, Reserved
from sightline.names._looks import looks_like

_DEPLOYABLE = frozenset({"ONNX model", "zip archive"})


def check(file: FileFacts, context: Context) -> Iterator[Finding]:
    """Something that does not look like an exported model."""
    kind = looks_like(file.head, file.filename, folder=file.folder)
    if file.folder or not file.head or kind in _DEPLOYABLE:
        return
    yield Finding(
        code="model-not-deployable",
        severity="note",
        title=f"model-latest looks like {kind}",
        detail=f"{file.filename or 'It'} is kept, but only an ONNX model or a TensorFlow SavedModel can be deployed.",
        names=("model-latest",),
        subject="model-latest",
        fix='experiment.store("model-latest", "exported_model/saved_model")',
    )


MODEL_LATEST = Reserved(
    name="model-latest",
    kind="file",
    check=check,
    shows=("files",),
    doc="The exported model: ONNX, or a TensorFlow SavedModel (a folder or its zip). Earlier versions stay.",
    example='experiment.store("model-latest", "exported_model/saved_model")',
)
