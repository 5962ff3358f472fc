"""What `init` does: settings, a name, the experiment to go on with, and the line that says where to look."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any

from sightline._experiment import Experiment
from sightline._journal import make_id
from sightline._recorder import Identity
from sightline._settings import Settings, read_settings, with_local_server
from sightline._spare import with_room
from sightline._voice import Voice
from sightline.errors import InvalidName, WrongCall


def start(
    project: str,
    name: str | None,
    parameters: Mapping[str, Any] | None,
    dataset: str | None,
    tags: Iterable[str] | None,
    resume: bool | str,
    arguments: dict[str, Any],
) -> Experiment:
    """`sightline.init`, with the arguments that are settings apart. Raises WrongCall."""
    settings = read_settings(**arguments)
    _check_text("project", project, "/")
    if project in (".", ".."):
        raise InvalidName(f"project: expected a name that is no step of a path, got {project!r}")
    if name is not None:
        _check_text("name", name)
    if dataset is not None:
        _check_text("dataset", dataset)
    if parameters is not None and not isinstance(parameters, Mapping):
        raise WrongCall(f"parameters: expected a dict of names and values, got {type(parameters).__name__}")
    tags = _texts("tags", tags)
    joins = bool(settings.experiment) and not resume
    if joins:
        found: Identity | None = Identity(settings.experiment.lower(), project, name or _default_name(), [], None)
    else:
        found = _wanted(project, name, resume, settings) if resume else None
    wanted = resume if isinstance(resume, str) else name
    identity = found._replace(tags=tags, dataset=dataset) if found else _new(project, name or wanted, tags, dataset)
    voice = Voice()
    if settings.mode != "disabled":
        settings = with_room(settings, voice)
    resumes = found is not None and not joins
    experiment = Experiment(identity, settings, resume=resumes, primary=not joins, voice=voice)
    if parameters:
        experiment._log_parameters(parameters)
    if settings.mode != "disabled":
        if not joins:
            experiment._start_watch()
        _announce(experiment, settings, wanted if resume and found is None else None)
    return experiment


def reread(settings: Settings) -> Settings:
    """Settings that came from another process, with this process's key."""
    if settings.mode == "disabled":
        return settings
    own = read_settings(home=settings.home)
    return with_local_server(settings._replace(api_key=own.api_key, local=False))


def _wanted(project: str, name: str | None, resume: bool | str, settings: Settings) -> Identity | None:
    from sightline._reopened import find_by_id, find_by_name, is_id

    if isinstance(resume, str):
        if is_id(resume):
            return _of_id(resume.lower(), project, name, find_by_id(resume.lower(), settings))
        _check_text("resume", resume)
        name = resume
    elif resume is not True:
        raise WrongCall(f"resume: expected True, False, or the id or the name of an experiment, got {resume!r:.40}")
    if name is None:
        raise WrongCall('resume: expected an id, or a name as in init(name="fcn-1", resume=True), got none')
    found = find_by_name(project, name, settings)
    return None if found is None else Identity(found, project, name, [], None)


def _of_id(id: str, project: str, name: str | None, known: tuple[str, str] | None) -> Identity:
    """`known`: project and name of the experiment, None where nobody can be asked: then the script's words stand."""
    if known is None:
        return Identity(id, project, name or _default_name(), [], None)
    if known[0] != project:
        raise WrongCall(f"resume: experiment {id} belongs to project {known[0]!r}, expected one of {project!r}")
    return Identity(id, *known, [], None)


def _new(project: str, name: str | None, tags: list[str], dataset: str | None) -> Identity:
    made = make_id()
    return Identity(made, project, name or f"{_default_name()}-{made[-4:]}", tags, dataset)


def _announce(experiment: Experiment, settings: Settings, missed: str | None) -> None:
    """`missed`: the experiment that it should have gone on with."""
    if settings.quiet:
        return
    what = f"{experiment.project}/{experiment.name}"
    if missed is not None:
        experiment._voice.say(f"{experiment.project} has no experiment {missed!r} to go on with; this is a new one")
    if experiment._recorder.main().held:  # it was said that nothing can be written
        return
    if experiment.url:
        experiment._voice.say(f"{what}: {experiment.url}")
    else:
        look = f"`SIGHTLINE_HOME={settings.spare} sightline ui`" if settings.spare else "`sightline ui`"
        experiment._voice.say(f"{what}: recording offline in {settings.place}; look at it with {look}")


def _texts(argument: str, given: Iterable[str] | None) -> list[str]:
    """One text is a list of one. Raises WrongCall."""
    if given is None or isinstance(given, str):
        texts = [given] if given is not None else []
    elif isinstance(given, Iterable):
        texts = list(given)
    else:
        raise WrongCall(f"{argument}: expected a list of texts, got {type(given).__name__}")
    for text in texts:
        _check_text(argument, text)
    return texts


def _check_text(argument: str, given: Any, forbidden: str = "") -> None:
    from sightline.names import check_name

    try:
        check_name(given)
    except InvalidName as error:
        raise InvalidName(str(error).replace("name:", f"{argument}:", 1)) from None
    for character in forbidden:
        if character in given:
            raise InvalidName(f"{argument}: expected a text without {character!r}, got {given!r}")


def _default_name() -> str:
    """The script's name and the time: train-1124-231502. A new experiment adds four digits of its id."""
    script = os.path.splitext(os.path.basename(sys.argv[0] if sys.argv else ""))[0].lstrip("-") or "run"
    return f"{script[:60]}-{time.strftime('%m%d-%H%M%S')}"
