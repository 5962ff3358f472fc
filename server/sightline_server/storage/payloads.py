"""What a collection frees, or would free."""

from msgspec import Struct


class Collection(Struct):
    """Counts; `bytes` are those of the blobs and parts."""

    done: bool  # false: a dry run
    projects: int
    experiments: int
    file_versions: int
    blobs: int
    uploads: int
    bytes: int
    names: list[str]  # what goes, for people's eyes: at most 100 projects, experiments and files
