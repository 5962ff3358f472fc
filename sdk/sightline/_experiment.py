"""Recording: an experiment, and what a script says to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from time import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sightline import _ending, logtypes, names
from sightline._copies import NoCopy
from sightline._prepared import Intake, Prepared
from sightline._recorder import CHILD_FLUSH_SECONDS, Identity, Recorder
from sightline._settings import Settings
from sightline._voice import Voice, caller
from sightline.errors import InvalidFile, InvalidLog, SightlineError, WrongCall

if TYPE_CHECKING:
    from sightline._capture import Watch
    from sightline._reading import ExperimentReader, FileEntry, LogEntry
    from sightline.names import Finding

#: Whole numbers up to here are the same in every JSON reader.
_SAFE = 1 << 53
_STATUSES = ("success", "failed", "stopped")
_LONGEST_TRACEBACK = 64 << 10


class _Absent:
    """Stands for an argument that was not given; None can be data."""

    def __repr__(self) -> str:
        return "..."


_ABSENT = _Absent()


class Experiment:
    """One run of a training script. `sightline.init` makes it; it is also a context manager.

    Safe to use from several threads, in forked children and, pickled, in spawned ones.
    """

    def __init__(
        self,
        identity: Identity,
        settings: Settings,
        *,
        resume: bool = False,
        primary: bool = True,
        voice: Voice | None = None,
    ) -> None:
        self._identity, self._settings, self._primary = identity, settings, primary
        self._voice = voice or Voice()
        self._guard = threading.RLock()  # SIGTERM may come while it is held, and finishes as well
        self._ended = False
        self._outcome: tuple[str, str] | None = None
        self._intake = Intake(self._voice)
        self._prefixes = self._intake.prefixes
        self._groups = self._intake.groups
        self._watch: Watch | None = None
        self._recorder = Recorder(identity, settings, self._voice, resume)
        self._write = _nowhere if settings.mode == "disabled" else self._recorder.main().append
        if settings.mode != "disabled":
            _ending.watch(self)

    @property
    def id(self) -> str:
        """Its uuid: with `sightline.init(resume=id)` another run goes on with it."""
        return self._identity.id

    @property
    def name(self) -> str:
        return self._identity.name

    @property
    def project(self) -> str:
        """Name of its project."""
        return self._identity.project

    @property
    def url(self) -> str | None:
        """Address of its page; None while no server is known."""
        if not self._settings.url or self._settings.mode != "online":
            return None
        from sightline._address import page_url

        return page_url(self._settings.url, self.project, self.id)

    def log(
        self,
        name: Any = _ABSENT,
        data: Any = _ABSENT,
        type: Any = None,
        *,
        step: int | float | None = None,
        replace: bool = False,
        caption: str | None = None,
        boxes: Any = None,
        masks: Any = None,
    ) -> None:
        """Record data under a name: `log("loss", 0.42, step=3)`, or several at once: `log({"loss": 0.42}, step=3)`.

        type: value, line, bar, heatmap, table, image, labelmap or evaluation; may be left out when the name was
        logged before, is reserved, or the data say it. step: any number; a line's point replaces the one of the same
        step. replace: the points given are the whole line. caption, boxes, masks: of an image.

        When it returns, a killed process cannot lose the data. A wrong call raises errors.WrongCall; data that cannot
        be read warn with the caller's line, or raise errors.InvalidLog when strict.
        """
        kind = data.__class__
        if (
            (kind is float or kind is int)
            and (type is None or type == "line")
            and (step is None or step.__class__ is int)
            and not (replace or caption is not None or boxes is not None or masks is not None)
            and name.__class__ is str
        ):
            prefix = self._prefixes.get(name)
            if prefix is not None and -_SAFE < data < _SAFE and (step is None or -_SAFE < step < _SAFE):
                at = "null" if step is None else step
                self._write(f'{prefix}{at},"v":{data!r},"t":{time():.3f}}}'.encode())
                return
        elif (
            data is _ABSENT
            and (type is None or type == "line")
            and (step is None or step.__class__ is int)
            and not (replace or caption is not None or boxes is not None or masks is not None)
            and name.__class__ is dict
        ):
            prefix = self._groups.get(tuple(name))
            if prefix is not None and _PLAIN.issuperset(map(_class, name.values())):
                total = sum(name.values())
                if -_SAFE < total < _SAFE and (step is None or -_SAFE < step < _SAFE):
                    at = "null" if step is None else step
                    self._write(f'{prefix}{at},"v":{list(name.values())!r},"t":{time():.3f}}}'.encode())
                    return
        self._log(name, data, type, step, replace, {"caption": caption, "boxes": boxes, "masks": masks})

    def store(self, name: str, path: str | os.PathLike[str] | None = None, *, step: float | None = None) -> None:
        """Keep a file or a folder (zipped whole) as the next version of `name`: `store("model-latest", "export/")`.

        When it returns, Sightline holds a private copy: the original may change or go. A link in a folder is kept as
        what it leads to; one that leads out of the folder, or nowhere, is refused, so that nothing is uploaded that
        does not lie in there. What cannot be read warns with the caller's line, or raises errors.InvalidFile when
        strict.
        """
        self._check_running()
        names.check_name(name)
        self._hint(name, "file")
        if path is None:
            raise WrongCall(f'store: expected a path, as in experiment.store("{name}", "folder/file"), got none')
        source = os.fspath(path) if hasattr(type(path), "__fspath__") else path
        if not isinstance(source, str):
            raise WrongCall(f"store: expected a path of a file or a folder, got {type(path).__name__}")
        if self._settings.mode == "disabled":
            return
        try:
            moment = self._intake.step(name, step)
            kept = self._recorder.keep_file(source)
        except NoCopy as error:
            self._refuse(name, self._no_copy(name, error), step)
            return
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            text = f"{name}: path: expected a file or a folder, got {source!r} ({reason})"
            self._refuse(name, InvalidFile(text), step)
            return
        except SightlineError as error:
            self._refuse(name, error, None)
            return
        record = {
            "kind": "file", "name": name, "filename": kept.filename, "sha256": kept.sha256, "size": kept.size,
            "time": time(), "folder": kept.folder, "step": moment, "head": kept.head.hex(),
        }  # fmt: skip
        self._intake.stored(
            names.FileFacts(name, kept.filename, kept.size, kept.sha256, kept.head, kept.folder, moment)
        )
        self._recorder.record_copy(kept.file, record)

    def finish(self, status: str = "success") -> None:
        """End it: "success", "failed" or "stopped". Sends what is left for a bounded time, and says what stays behind.

        Called by itself when the process ends, with "failed" after an exception. A second call does nothing.
        """
        if status not in _STATUSES:
            raise WrongCall(f"status: expected one of {', '.join(_STATUSES)}, got {status!r}")
        with self._guard:
            if self._ended:
                return
            self._ended = True
        self._write = self._refuse_write
        self._prefixes.clear()
        self._groups.clear()
        _ending.forget(self)
        if self._settings.mode == "disabled" or not self._recorder.started:
            return
        if self._watch is not None:
            self._watch.stop(min(2.0, self._settings.flush_seconds))
            self._look_around(final=True)
        status, reason = self._outcome if self._outcome and status == "success" else (status, "")
        most = self._settings.flush_seconds if self._primary else CHILD_FLUSH_SECONDS
        self._recorder.end(status, reason, self._primary, min(self._settings.flush_seconds, most))

    @property
    def summary(self) -> dict[str, float]:
        """Last values of the names that stand in the Summary: {"accuracy": 0.91, "loss": 0.42}.

        A script ends with it, so it never raises: where nobody can be asked it warns, and is empty.
        """
        if self._settings.mode == "disabled":
            return {}
        try:
            return self._read().summary
        except SightlineError as error:
            self._voice.once("summary", f"{self.name}: its summary cannot be read: {error}")
            return {}

    def logs(self) -> list[LogEntry]:
        """What was logged, by order of first arrival: entries with .name, .type, .data, .version."""
        return self._read().logs()

    def get_log(self, name: str, version: int | None = None) -> LogEntry:
        """The newest state of a log, or an earlier one. Raises errors.NotFound."""
        return self._read().get_log(name, version)

    def files(self) -> list[FileEntry]:
        """What was stored, newest version of each name first: entries with .name, .version, .sha256, .size."""
        return self._read().files()

    def get_file(self, name: str) -> FileEntry:
        """The newest version of a file, or an earlier one ("model-latest@3"), with .download(folder)."""
        return self._read().get_file(name)

    def findings(self) -> list[Finding]:
        """What the platform noticed, worst first."""
        return self._read().findings()

    def __enter__(self) -> Experiment:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not (isinstance(error, SystemExit) and not error.code):
            self._failed(error)
        self.finish()

    def __repr__(self) -> str:
        return f"<experiment {self.project}/{self.name}, {self.id}>"

    def _repr_html_(self) -> str:
        from sightline._notebook import card

        status = (self._outcome or ("success", ""))[0] if self._ended else "running"
        return card(self.name, self.project, status, self.url)

    def __reduce__(self) -> tuple[Any, ...]:
        # The key stays out of pickles: the other process reads it from its own settings.
        url = "" if self._settings.local else self._settings.url
        return _join, (self._identity, self._settings._replace(api_key="", url=url))

    def _log(self, name: Any, data: Any, type: Any, step: Any, replace: bool, extras: dict[str, Any]) -> None:
        """The whole way of a call: names, types, data; then it is recorded."""
        self._check_running()
        pairs = _pairs(name, data)
        if any(value is not None for value in extras.values()) and isinstance(name, Mapping):
            raise WrongCall("caption=, boxes= and masks= belong to one image: log it by its name")
        wanted = None if type is None else logtypes.parse_type(type)
        for key, _ in pairs:
            names.check_name(key)
            self._hint(key, "data")
        ready: list[Prepared] = []
        for key, value in pairs:
            try:
                ready.append(self._intake.prepare(key, value, wanted, step, replace, extras))
            except SightlineError as error:
                if isinstance(error, WrongCall):
                    raise
                self._refuse(key, error, step)
        for prepared in ready:
            self._keep(prepared, step)
        self._intake.remember_group([key for key, _ in pairs], ready)

    def _log_parameters(self, given: Mapping[str, Any]) -> None:
        """Those of `init`: one that cannot be read costs only itself."""
        from sightline._parameters import NAME, readable

        try:
            logtypes.read("table", NAME, dict(given))
        except InvalidLog:
            given = readable(given, lambda fault: self._refuse(NAME, fault, None))
        if given:
            self.log(NAME, dict(given), "table")

    def _keep(self, prepared: Prepared, step: Any) -> None:
        if self._settings.mode == "disabled":
            return
        if prepared.content is None:
            for body in prepared.bodies:
                self._write(body)
            return
        try:
            file = self._recorder.keep_bytes(prepared.content)
        except NoCopy as error:
            self._refuse(prepared.name, self._no_copy(prepared.name, error), step)
            return
        self._recorder.record_copy(file, prepared.record)

    def _no_copy(self, name: str, error: NoCopy) -> InvalidFile:
        return InvalidFile(f"{name}: its copy cannot be written in {self._settings.place} ({error.strerror})")

    def _hint(self, name: str, kind: names.Kind) -> None:
        hint = self._intake.hint(name, kind)
        if hint:
            self._voice.say(f"{caller()}: {hint}")

    def _refuse(self, name: str, error: SightlineError, step: Any) -> None:
        """Data that cannot be read: raise when strict; else say it, and keep that it happened."""
        if self._settings.strict:
            raise error
        place, text = caller(), " ".join(str(error).split())
        self._voice.once(f"refused {place} {text}", f"{place}: {text}; not logged")
        if self._settings.mode != "disabled":
            known = step if step.__class__ in (int, float) and -_SAFE < step < _SAFE else None
            self._recorder.record({
                "kind": "refused", "name": name, "message": text[:1000], "caller": place[-255:], "time": time(),
                "step": known, "code": error.code,
            })  # fmt: skip

    def _failed(self, error: BaseException) -> None:
        """An exception went through: it becomes the outcome, and its traceback a log."""
        if self._outcome is not None or self._ended:
            return
        if isinstance(error, KeyboardInterrupt):
            self._outcome = "stopped", "stopped with Ctrl-C"
            return
        import traceback

        text = "".join(traceback.format_exception(error)).encode("utf-8", "replace").decode()
        last = "".join(traceback.format_exception_only(error)).strip().splitlines()[0][:500]
        self._outcome = "failed", last.encode("utf-8", "replace").decode()
        with suppress(SightlineError):  # the script logs something else under this name
            self._log("traceback", text[-_LONGEST_TRACEBACK:], "value", None, False, {})

    def _exited(self, code: object) -> None:
        """The process ends with `sys.exit(code)`."""
        if self._outcome is None and not self._ended:
            self._outcome = "failed", f"SystemExit: {code}"[:500].encode("utf-8", "replace").decode()

    def _read(self) -> ExperimentReader:
        """Through the server when it has everything; else from this machine's journals."""
        if self._settings.mode == "disabled":
            raise WrongCall("nothing is recorded: SIGHTLINE_MODE is disabled")
        from sightline._reopened import reopen

        delivered = self._ended or self._recorder.flush(self._settings.flush_seconds)
        return reopen(self.id, self._settings, delivered)

    def _look_around(self, final: bool = False) -> None:
        """Twice a second, and at the end: what a full disk held back, and findings across names."""
        self._recorder.settle()
        self._recorder.send_leftovers()
        try:
            findings = self._intake.new_findings(final)
        except Exception as error:  # noqa: BLE001  # other packages' checks run here
            self._voice.once("checks", f"a check across names ended: {type(error).__name__}: {error}")
            return
        for finding in findings:
            self._voice.finding(finding.code, finding.severity, finding.title, finding.detail)

    def _start_watch(self) -> None:
        from sightline._capture import Watch

        self._watch = Watch(self._settings, self._recorder.record, self._log_points, self._look_around)

    def _log_points(self, values: dict[str, float], moment: float) -> None:
        for name, value in values.items():
            self._recorder.append(self._intake.point(name, value, moment))

    def _check_running(self) -> None:
        if self._ended:
            raise WrongCall(f"{self.name} has ended: sightline.init(resume={self.id!r}) goes on with it")

    def _refuse_write(self, body: bytes) -> None:
        self._check_running()

    def _after_fork(self) -> None:
        """In the child: nothing of the parent's is touched; the first record starts a writer of its own."""
        self._guard = threading.RLock()
        self._primary = False
        self._outcome = None
        self._voice.renew()
        self._intake.renew()
        self._recorder.renew()
        if self._watch is not None:
            self._watch.abandon()
            self._watch = None
        if not self._ended and self._settings.mode != "disabled":
            self._write = self._first_write_of_child

    def _first_write_of_child(self, body: bytes) -> None:
        self._write = self._recorder.append
        _ending.end_with_child(self)
        self._recorder.append(body)


_PLAIN = frozenset((float, int))
_class = type


def _nowhere(body: bytes) -> None:
    """Where the records of a disabled experiment go."""


def _pairs(name: Any, data: Any) -> list[tuple[Any, Any]]:
    if name is _ABSENT:
        raise WrongCall('name: expected a name, as in experiment.log("loss", 0.42), got none')
    if data is not _ABSENT:
        return [(name, data)]
    if isinstance(name, Mapping):
        return list(name.items())
    raise WrongCall(f'data: expected data, as in experiment.log("{str(name)[:40]}", 0.42), got none')


def _join(identity: Identity, settings: Settings) -> Experiment:
    """The same experiment in another process, or the one object of it in this process."""
    from sightline._start import reread

    return _ending.living(identity.id) or Experiment(identity, reread(settings), primary=False)


def init(
    project: str = "default",
    name: str | None = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    dataset: str | None = None,
    tags: Iterable[str] | None = None,
    resume: bool | str = False,
    strict: bool | None = None,
    mode: str | None = None,
    url: str | None = None,
    api_key: str | None = None,
    home: str | os.PathLike[str] | None = None,
    quiet: bool | None = None,
    git: bool | None = None,
    command: bool | None = None,
    packages: bool | None = None,
    host: bool | None = None,
    system: bool | None = None,
    console: bool | None = None,
) -> Experiment:
    """Start an experiment and print where to look at it.

    resume: True goes on with the newest experiment of this name, an id or a name with that one; steps that are logged
    again replace their points. strict: data that cannot be read raise. git, command, packages, host, system, console:
    False switches off what is recorded by itself. What is left out comes from the environment (SIGHTLINE_URL, ...),
    the config file, or a server on this machine.

    After this call nothing of a network or a server stops or slows the script. Raises errors.WrongCall.
    """
    from sightline._start import start

    return start(
        project, name, parameters, dataset, tags, resume,
        {
            "strict": strict, "mode": mode, "url": url, "api_key": api_key, "home": home, "quiet": quiet,
            "capture_git": git, "capture_command": command, "capture_packages": packages, "capture_host": host,
            "capture_system": system, "capture_console": console,
        },
    )  # fmt: skip
