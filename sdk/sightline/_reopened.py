"""An experiment of this process, or an earlier one, as a reader sees it: from the server, else from this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline._settings import Settings
from sightline.errors import NotFound, SightlineError, Unreachable

if TYPE_CHECKING:
    from sightline._reading import ExperimentReader

#: `init` waits so long for an answer about an experiment to go on with, not longer.
_ANSWER_SECONDS = 3.0


def reopen(id: str, settings: Settings, delivered: bool) -> ExperimentReader:
    """Read an experiment. `delivered`: the server has all of it. Raises NotFound, Unreachable."""
    if not delivered and (local := _local(id, settings)) is not None:
        return local
    if settings.url and settings.mode == "online":
        try:
            return _remote(id, settings)
        except (NotFound, Unreachable):
            if (local := _local(id, settings)) is not None:
                return local
            raise
    local = _local(id, settings)
    if local is None:
        raise NotFound(f"no experiment {id} on this machine, and no server is known")
    return local


def find_by_name(project: str, name: str, settings: Settings) -> str | None:
    """Id of the newest experiment of that name: as the server says, else by the journals of this machine."""
    if settings.url and settings.mode == "online":
        from sightline._api import segment
        from sightline._transport import Connection

        connection = Connection(settings.url, settings.api_key, answer_seconds=_ANSWER_SECONDS)
        try:
            import json
            from urllib.parse import quote

            path = f"/api/projects/{segment(project)}/experiments/by-name?name={quote(name, safe='')}"
            reply = connection.request("GET", path)
            if reply.status == 200:
                return str(json.loads(reply.body)["row"]["id"])
        except (Unreachable, ValueError, KeyError, TypeError):
            pass
        finally:
            connection.close()
    return _find_in_journals(project, name, settings)


def is_id(text: str) -> bool:
    """Whether a text is a uuid."""
    parts = text.split("-")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and set("".join(parts).lower()) <= set("0123456789abcdef")


def _find_in_journals(project: str, name: str, settings: Settings) -> str | None:
    from sightline._journal import Reader, journals

    newest: tuple[float, str] | None = None
    for path in journals(settings.journals):
        try:
            reader = Reader(path)
        except (OSError, SightlineError):
            continue
        header = reader.header
        reader.close()
        if header.get("project") == project and header.get("name") == name:
            newest = max(newest or (0.0, ""), (float(header.get("created") or 0), reader.experiment))
    return newest[1] if newest else None


def _remote(id: str, settings: Settings) -> ExperimentReader:
    from sightline._api import Api
    from sightline._reading import ExperimentReader
    from sightline._remote import RemoteSource

    return ExperimentReader(RemoteSource(Api(settings.url, settings.api_key), id))


def _local(id: str, settings: Settings) -> ExperimentReader | None:
    from sightline._offline import local_source
    from sightline._reading import ExperimentReader

    source = local_source(settings, id)
    return None if source is None else ExperimentReader(source)
