"""Reading what was recorded: projects, experiments, series, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sightline import errors
from sightline._readback import number
from sightline._reading import ExperimentReader

if TYPE_CHECKING:
    from sightline._api import Api

_PAGE = 200
_PROJECT_FACTS = ("name", "description", "experiments", "running", "best", "findings", "last_activity")


class LastValues(NamedTuple):
    """The newest value of some logs of one experiment."""

    name: str
    values: dict[str, float]


class Client:
    """Reads from the server at `url`; by default from the one that the settings name, or that runs on this machine.

    With no server at all it reads what this machine recorded and did not send yet: everything works except `where`.
    """

    def __init__(self, url: str | None = None, api_key: str | None = None) -> None:
        from sightline._settings import read_settings

        settings = read_settings(url=url, api_key=api_key)
        self.url: str | None = settings.url or None
        self._settings = settings
        self._api = _api(settings.url, settings.api_key) if settings.url else None

    def projects(self) -> list[Project]:
        """Every project, the latest activity first."""
        return [Project(self, facts["name"]) for facts in self._project_facts()]

    def project(self, name: str) -> Project:
        """The project of that name. Nothing is asked yet: a name that does not exist says so when it is read."""
        _check_text("name", name)
        return Project(self, name)

    def experiment(self, id: str) -> ExperimentReader:
        """The experiment with this id (its uuid). Raises errors.NotFound."""
        _check_text("id", id)
        if not _is_id(id):
            raise errors.WrongCall(f"id: expected a uuid, got {id[:40]!r}; a name is for project(...).experiment(name)")
        if self._api is None:
            return _newest(self._local(name_or_id=id), f"no experiment {id} was recorded on this machine")
        from sightline._remote import RemoteSource

        return ExperimentReader(RemoteSource(self._api, id))

    def close(self) -> None:
        """Close the connection. A later question opens a new one."""
        if self._api is not None:
            self._api.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<client of {self.url or self._settings.home}>"

    def _project_facts(self) -> list[dict[str, Any]]:
        """One dict a project: name, description, experiments, running, best, findings, last_activity."""
        if self._api is None:
            from sightline._offline_project import project_facts

            return project_facts(self._local())
        rows = self._api.get("/api/projects")["projects"]
        return [{name: row[name] for name in _PROJECT_FACTS} for row in rows]

    def _local(self, project: str | None = None, name_or_id: str | None = None) -> list[ExperimentReader]:
        from sightline._offline import local_experiments

        return local_experiments(self._settings, project, name_or_id)


class Project:
    """The experiments of one project."""

    def __init__(self, client: Client, name: str) -> None:
        self.name = name
        self._client = client

    def experiments(
        self, where: str | None = None, order_by: str | None = None, *, limit: int | None = None, archived: bool = False
    ) -> list[ExperimentReader]:
        """The project's experiments, newest first, or in the order of a log, a parameter or a field.

        `where` is the filter of the experiment table: "accuracy > 0.9 and lr <= 0.01", "status = running",
        "tag = baseline". `order_by`: "loss" rising, "-accuracy" falling; what has no such value comes last.
        `limit`: at most that many. `archived`: those in the archive instead.
        Raises errors.NotFound for no such project, errors.InvalidQuery, which points into `where` or `order_by`.
        """
        for argument, given in (("where", where), ("order_by", order_by)):
            if given is not None:
                _check_text(argument, given)
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise errors.WrongCall(f"limit: expected a whole number, 1 or more, got {limit!r}")
        try:
            return list(islice(self._read(where, order_by, archived, limit or _PAGE), limit))
        except errors.InvalidQuery as fault:
            raise renamed(fault, {"q": "where", "order": "order_by"}) from None

    def experiment(self, name_or_id: str) -> ExperimentReader:
        """The experiment with this id, or the newest one of this name. Raises errors.NotFound."""
        _check_text("name_or_id", name_or_id)
        api = self._client._api
        if api is None:
            found = self._client._local(self.name, name_or_id)
            return _newest(found, f"no experiment {name_or_id!r} of {self.name} was recorded on this machine")
        from sightline._address import segment
        from sightline._remote import RemoteSource, remote_head

        if _is_id(name_or_id):
            return ExperimentReader(RemoteSource(api, name_or_id))
        row = api.get(f"/api/projects/{segment(self.name)}/experiments/by-name", {"name": name_or_id})
        head = remote_head(row, self.name, api.url)
        return ExperimentReader(RemoteSource(api, head.id), head)

    def last_values(self, names: Sequence[str] = ()) -> dict[str, LastValues]:
        """The newest values of `names` (every line and value if none is given), by experiment id, in one request.

        An experiment that lacks a name lacks it in its `values` too.
        """
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, Sequence):
            raise errors.WrongCall(f"names: expected a list of names, got {type(names).__name__}")
        api = self._client._api
        if api is None:
            from sightline._offline_project import last_values

            return {one.id: LastValues(one.name, last_values(one, names)) for one in self._local()}
        from sightline._address import segment

        said = api.get(f"/api/projects/{segment(self.name)}/last-values", {"name": list(names)})["experiments"]
        return {experiment: LastValues(one["name"], _with_numbers(one["values"])) for experiment, one in said.items()}

    def __repr__(self) -> str:
        return f"<project {self.name!r}>"

    def _read(
        self, where: str | None, order_by: str | None, archived: bool, page_size: int
    ) -> Iterator[ExperimentReader]:
        api = self._client._api
        if api is None:
            from sightline._offline_project import ordered

            yield from () if archived else ordered(self._local(), where, order_by)
            return
        from sightline._address import segment
        from sightline._remote import RemoteSource, remote_head

        path, offset, limit = f"/api/projects/{segment(self.name)}/experiments", 0, min(page_size, _PAGE)
        query: dict[str, Any] = {"q": where, "order": order_by, "archived": archived or None, "limit": limit}
        while True:
            table = api.get(path, {**query, "offset": offset})
            for row in table["rows"]:
                head = remote_head(row, self.name, api.url)
                yield ExperimentReader(RemoteSource(api, head.id), head)
            offset += len(table["rows"])
            if not table["rows"] or offset >= table["total"]:
                return

    def _local(self) -> list[ExperimentReader]:
        found = self._client._local(self.name)
        if not found:
            raise errors.NotFound(f"no project {self.name!r} was recorded on this machine")
        return found


def _check_text(argument: str, given: object) -> None:
    if not isinstance(given, str):
        raise errors.WrongCall(f"{argument}: expected a text, got {type(given).__name__}")


def renamed(fault: errors.InvalidQuery, names: dict[str, str]) -> errors.InvalidQuery:
    """The same refusal, with the argument called as its caller calls it: other doors have other names for it."""
    argument, colon, rest = str(fault).partition(":")
    return errors.InvalidQuery(f"{names.get(argument, argument)}{colon}{rest}")


def _with_numbers(values: dict[str, Any]) -> dict[str, Any]:
    """The same dict; the few numbers that came as words are numbers again."""
    for name, value in values.items():
        if value.__class__ is str:
            values[name] = number(value)
    return values


def _api(url: str, api_key: str) -> Api:
    from sightline._api import Api

    return Api(url, api_key)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _newest(experiments: list[ExperimentReader], otherwise: str) -> ExperimentReader:
    if not experiments:
        raise errors.NotFound(otherwise)
    return experiments[0]
