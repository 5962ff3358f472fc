"""An experiment of this process, or an earlier one, as a reader sees it: from the server, else from this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sightline._settings import Settings
from sightline.errors import Forbidden, NotFound, SightlineError, Unauthorized, Unreachable

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
        except (Forbidden, NotFound, Unauthorized, Unreachable):
            if (local := _local(id, settings)) is not None:
                return local
            raise
    local = _local(id, settings)
    if local is None:
        raise NotFound(f"no experiment {id} on this machine, and no server is known")
    return local


def find_by_name(project: str, name: str, settings: Settings) -> str | None:
    """Id of the newest experiment of that name: as the server says, else by the journals of this machine."""
    from urllib.parse import quote

    from sightline._address import segment

    found = _ask(f"/api/projects/{segment(project)}/experiments/by-name?name={quote(name, safe='')}", settings)
    if found:
        return str(found["id"])
    newest = max(_in_journals(settings, lambda header: (header.get("project"), header.get("name")) == (project, name)),
                 default=None)  # fmt: skip
    return newest[1] if newest else None


def find_by_id(id: str, settings: Settings) -> tuple[str, str] | None:
    """Project and name of an experiment: as the server says, else by the journals of this machine.

    None where nobody here knows it. Raises NotFound when the server answered that there is none.
    """
    local = max(_in_journals(settings, lambda header: header.get("experiment") == id), default=None)
    if local is not None:
        return local[2], local[3]
    page = _ask(f"/api/experiments/{id}", settings)
    if page is None:
        return None
    if not page:
        raise NotFound(f"no experiment {id}")
    return str(page["project"]), str(page["row"]["name"])


def _ask(path: str, settings: Settings) -> dict[str, Any] | None:
    """The server's answer, {} for "no such", None when there is none that can be read."""
    if not settings.url or settings.mode != "online":
        return None
    import json

    from sightline._transport import Connection

    connection = Connection(settings.url, settings.api_key, answer_seconds=_ANSWER_SECONDS)
    try:
        reply = connection.request("GET", path)
        answer = json.loads(reply.body) if reply.status == 200 else {} if reply.status == 404 else None
    except (Unreachable, ValueError):
        return None
    finally:
        connection.close()
    return answer if isinstance(answer, dict) and (not answer or "id" in answer or "row" in answer) else None


def is_id(text: str) -> bool:
    """Whether a text is a uuid."""
    parts = text.split("-")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and set("".join(parts).lower()) <= set("0123456789abcdef")


def _in_journals(settings: Settings, wanted: Callable[[dict[str, Any]], bool]) -> Iterator[tuple[float, str, str, str]]:
    """(created, id, project, name) of each journal of this machine whose header is wanted."""
    from sightline._journal import Reader, journals

    for path in journals(settings.journals):
        try:
            reader = Reader(path)
        except (OSError, SightlineError):
            continue
        header = reader.header
        reader.close()
        if wanted(header):
            created = float(header.get("created") or 0)
            yield created, reader.experiment, str(header.get("project")), str(header.get("name"))


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
