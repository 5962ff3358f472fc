"""`sightline show`: one experiment, in the order of its page."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from sightline._one_line import one_line
from sightline._reading import ExperimentReader, FileEntry, LogEntry
from sightline.cli import _wording
from sightline.cli._client import add_reading_arguments, client_of
from sightline.cli._terminal import Column, Style, print_json, print_table, styled
from sightline.cli.ls import experiment_facts
from sightline.errors import WrongCall
from sightline.names import Finding

EXAMPLE = "sightline show blood-cells/fcn-1"

_LOGS = (Column("log"), Column("type"), Column("last", number=True), Column("step", number=True))
_FILES = (Column("file"), Column("version", number=True), Column("size", number=True), Column("sha256"), Column("from"))
_STATUS: dict[str, Style] = {"success": "ok", "failed": "bad", "crashed": "bad", "stopped": "warn"}
_SEVERITY: dict[str, Style] = {"error": "bad", "warning": "warn", "note": "faint"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "experiment", metavar="PROJECT/EXPERIMENT", help="its name (the newest of that name), or its id instead of both"
    )
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    project, slash, name = arguments.experiment.partition("/")
    with client_of(arguments) as client:
        if not slash:
            experiment = client.experiment(_known_id(project))
        else:
            experiment = client.project(project).experiment(name)
        (_show_json if arguments.json else _show)(experiment)
    return 0


def _show(experiment: ExperimentReader) -> None:
    status = styled(experiment.status, _STATUS.get(experiment.status, "strong"))
    print(f"{styled(one_line(f'{experiment.project}/{experiment.name}'), 'strong')}  {status}")
    age, length = _wording.ago(experiment.created), _wording.duration(experiment.duration)
    print(f"started {age}, {'running for' if experiment.status == 'running' else 'took'} {length}")
    print(experiment.url or "on this machine only; `sightline ui` shows it")
    _print_pairs("summary", ((name, _wording.metric(value)) for name, value in experiment.summary.items()))
    _print_pairs("parameters", ((name, _wording.parameter(value)) for name, value in experiment.parameters.items()))
    _print_rows("logs", _LOGS, [_log_row(log) for log in experiment.logs()])
    _print_rows("files", _FILES, [_file_row(file) for file in experiment.files()])
    _print_findings(experiment.findings())


def _show_json(experiment: ExperimentReader) -> None:
    print_json(
        {
            **experiment_facts(experiment),
            "logs": [{"name": log.name, "type": log.type, "version": log.version} for log in experiment.logs()],
            "files": [
                {"name": one.name, "version": one.version, "filename": one.filename, "sha256": one.sha256}
                | {"size": one.size, "created": one.created}
                for one in experiment.files()
            ],
            "findings": [
                {"code": one.code, "severity": one.severity, "title": one.title, "detail": one.detail, "fix": one.fix}
                for one in experiment.findings()
            ],
        }
    )


def _known_id(text: str) -> str:
    from uuid import UUID

    try:
        return str(UUID(text))
    except ValueError:
        raise WrongCall(f"{text}: expected PROJECT/EXPERIMENT, or an experiment's id") from None


def _log_row(log: LogEntry) -> list[str]:
    if log.last:
        step, value = log.last
        return [log.name, log.type, _wording.metric(value), _wording.step(step)]
    if log.type == "value":
        return [log.name, log.type, _shortened(_wording.metric(log.data)), _wording.MISSING]
    return [log.name, log.type, _wording.MISSING, _wording.MISSING]


def _shortened(value: str, most: int = 40) -> str:
    """One line of a value that may be a whole traceback: its end says what happened."""
    line = value.strip().rpartition("\n")[2]
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _file_row(file: FileEntry) -> list[str]:
    return [
        file.name,
        str(file.version),
        _wording.size(file.size),
        f"{file.sha256[:4]}…{file.sha256[-4:]}",
        file.filename,
    ]


def _print_pairs(title: str, pairs: Iterable[tuple[str, str]]) -> None:
    shown = [(one_line(name), one_line(value)) for name, value in pairs]
    if shown:
        print(f"\n{styled(title, 'strong')}")
        width = max(len(name) for name, _ in shown)
        for name, value in shown:
            print(f"{name.ljust(width)}  {value}")


def _print_rows(title: str, columns: tuple[Column, ...], rows: list[list[str]]) -> None:
    if rows:
        print(f"\n{styled(title, 'strong')}")
        print_table(columns, rows)


def _print_findings(findings: list[Finding]) -> None:
    if findings:
        print(f"\n{styled('findings', 'strong')}")
    for finding in findings:
        print(
            f"{styled(finding.severity, _SEVERITY[finding.severity])}  {one_line(f'{finding.title}: {finding.detail}')}"
        )
        if finding.fix:
            print(f"         {styled(one_line(finding.fix), 'faint')}")
