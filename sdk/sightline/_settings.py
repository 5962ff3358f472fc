"""Settings: read once, by `init` or `Client`, into a frozen object that is passed on. Nothing else looks outside.

An argument wins over the environment, the environment over `SIGHTLINE_HOME/config.json` ({"url": "...", ...}: the
names of SETTINGS without their prefix, in lower case), and that over a server which runs on this machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sightline.errors import InvalidSetting

MODES = ("online", "offline", "disabled")
_PREFIX = "SIGHTLINE_"
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Setting(NamedTuple):
    """One line of the table: variable, how its text is read, what holds without it, what it is for."""

    variable: str
    read: Callable[[str], Any]
    default: Any
    help: str

    @property
    def field(self) -> str:
        """The same name in `Settings`, as an argument and in the config file: SIGHTLINE_API_KEY -> api_key."""
        return self.variable.removeprefix(_PREFIX).lower()


def _text(text: str) -> str:
    return text.strip()


def _key(text: str) -> str:
    key = text.strip()
    if not key.isascii() or not key.isprintable():
        raise ValueError("the text that starts with sl_")
    return key


def _address(text: str) -> str:
    text = text.strip().rstrip("/")
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("an address that starts with http:// or https://")
    return text


def _mode(text: str) -> str:
    mode = text.strip().lower()
    if mode not in MODES:
        raise ValueError("online, offline or disabled")
    return mode


def _switch(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError("1 or 0")
    return word in _TRUE


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86400:
        raise ValueError("seconds, 0 to 86400")
    return seconds


def _folder(text: str) -> str:
    return os.path.abspath(os.path.expanduser(text))


SETTINGS = (
    Setting("SIGHTLINE_URL", _address, "", "Address of the server. Empty: the one on this machine, or record offline."),
    Setting("SIGHTLINE_API_KEY", _key, "", "Key that the server gave out for scripts."),
    Setting("SIGHTLINE_MODE", _mode, "online", "online, offline (`sightline sync` sends later) or disabled."),
    Setting("SIGHTLINE_HOME", _folder, "~/.sightline", "Folder of journals and the config file."),
    Setting("SIGHTLINE_STRICT", _switch, False, "1: data that cannot be read raise InvalidLog; else they warn."),
    Setting("SIGHTLINE_FLUSH_SECONDS", _seconds, 5.0, "Longest wait for the sender when the program ends."),
    Setting("SIGHTLINE_QUIET", _switch, False, "1: do not print the address at the start."),
    Setting("SIGHTLINE_EXPERIMENT", _text, "", "Id of a running experiment: `init` in this process logs to that one."),
    Setting("SIGHTLINE_CAPTURE_GIT", _switch, True, "Commit, branch and uncommitted changes."),
    Setting("SIGHTLINE_CAPTURE_COMMAND", _switch, True, "Command line and working directory."),
    Setting("SIGHTLINE_CAPTURE_PACKAGES", _switch, True, "Versions of Python and of the installed packages."),
    Setting("SIGHTLINE_CAPTURE_HOST", _switch, True, "Name and hardware of the machine."),
    Setting("SIGHTLINE_CAPTURE_SYSTEM", _switch, True, "CPU, memory and GPU curves under system/."),
    Setting("SIGHTLINE_CAPTURE_CONSOLE", _switch, True, "What the script prints."),
    Setting("SIGHTLINE_SYSTEM_SECONDS", _seconds, 10.0, "Time between two points of the curves under system/."),
)  # fmt: skip


class Settings(NamedTuple):
    """What holds for one `init` or `Client`.

    `local`: url and api_key are those that a server on this machine left. `spare`: the folder that stands in for a home
    that cannot be written; empty where it can.
    """

    url: str = ""
    api_key: str = ""
    mode: str = "online"
    home: str = ""
    strict: bool = False
    flush_seconds: float = 5.0
    quiet: bool = False
    experiment: str = ""
    capture_git: bool = True
    capture_command: bool = True
    capture_packages: bool = True
    capture_host: bool = True
    capture_system: bool = True
    capture_console: bool = True
    system_seconds: float = 10.0
    local: bool = False
    spare: str = ""

    @property
    def place(self) -> str:
        """Folder that is written."""
        return self.spare or self.home

    @property
    def journals(self) -> str:
        """Folder of the journals: one folder an experiment."""
        return os.path.join(self.place, "journal")

    @property
    def sync(self) -> str:
        """The command that sends what waits there."""
        return f"`SIGHTLINE_HOME={self.spare} sightline sync`" if self.spare else "`sightline sync`"


def read_settings(environment: Mapping[str, str] | None = None, **arguments: Any) -> Settings:
    """The settings in force. An argument that is None counts as not given.

    Raises InvalidSetting, which names the variable, where it was set and what was expected.
    """
    environment = os.environ if environment is None else environment
    given = arguments.pop("home", None)
    if given and not isinstance(given, (str, os.PathLike)):
        raise InvalidSetting(f"home: expected a path of a folder, got {type(given).__name__}")
    home = _folder(os.fspath(given)) if given else home_folder(environment)
    config = _config_file(home)
    found: dict[str, Any] = {"home": home}
    for setting in SETTINGS:
        if setting.field != "home":
            found[setting.field] = _value(setting, arguments.pop(setting.field, None), environment, config)
    if arguments:
        known = ", ".join(setting.field for setting in SETTINGS)
        raise InvalidSetting(f"{next(iter(arguments))}: no such setting; there are {known}")
    return with_local_server(Settings(**found))


def home_folder(environment: Mapping[str, str] | None = None) -> str:
    """SIGHTLINE_HOME, whatever the other settings are like."""
    environment = os.environ if environment is None else environment
    return _folder(environment.get("SIGHTLINE_HOME") or "~/.sightline")


def wants_colours() -> bool:
    """False where the user or the terminal says so: NO_COLOR is set (no-color.org), or TERM is dumb."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def with_local_server(settings: Settings) -> Settings:
    """The same, with the address of the server that runs on this machine where no other was named."""
    if settings.url and not settings.local:
        return settings
    address = local_server(settings.home)
    if address is None:
        return settings
    return settings._replace(url=address[0], api_key=address[1], local=True)


def server_mark(settings: Settings) -> str:
    """Which server a journal is meant for: "local" for the one on this machine, whatever its port."""
    return "local" if settings.local else settings.url


def local_server(home: str) -> tuple[str, str] | None:
    """Address and key of a server that runs on this machine now, or None."""
    import json

    try:
        with open(os.path.join(home, "server.json"), encoding="utf-8") as file:
            left = json.load(file)
        url, key, pid = str(left["url"]), str(left["key"]), int(left["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (url.rstrip("/"), key) if _alive(pid) else None


def _alive(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _config_file(home: str) -> dict[str, Any]:
    import json

    path = os.path.join(home, "config.json")
    try:
        with open(path, encoding="utf-8") as file:
            config = json.load(file)
    except (OSError, ValueError) as error:
        if not os.path.lexists(path):  # or its folder may not be looked into: the journal will say so
            return {}
        got = getattr(error, "strerror", None) or str(error)
        raise InvalidSetting(f'{path}: expected a JSON object such as {{"url": "https://..."}}, got {got}') from None
    if not isinstance(config, dict):
        raise InvalidSetting(f"{path}: expected a JSON object, got {type(config).__name__}")
    return config


def _value(setting: Setting, argument: Any, environment: Mapping[str, str], config: Mapping[str, Any]) -> Any:
    for place, given in (
        (setting.field.removeprefix("capture_"), argument),
        (setting.variable, environment.get(setting.variable)),
        (f"config.json: {setting.field}", config.get(setting.field)),
    ):
        if given is not None:
            try:
                return setting.read(str(given))
            except ValueError as expected:
                got = "other text" if setting.read is _key else repr(given)  # a key is never printed
                raise InvalidSetting(f"{place}: expected {expected}, got {got}") from None
    return setting.default


__all__ = [
    "MODES",
    "SETTINGS",
    "Setting",
    "Settings",
    "home_folder",
    "local_server",
    "read_settings",
    "wants_colours",
    "with_local_server",
]
