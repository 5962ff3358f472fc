"""The server's settings: read once, frozen, passed on. The only module that looks at the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from sightline.errors import InvalidSetting

#: The built single-page app and the built docs lie beside this module.
PAGE = Path(__file__).parent / "page"
DOCS = Path(__file__).parent / "docs_site"
MEBIBYTE = 1 << 20
LOG_LEVELS = ("debug", "info", "warning", "error")
_DATABASES = ("postgresql+psycopg://", "sqlite:///")


@dataclass(frozen=True, slots=True)
class Settings:
    """`data`: folder of the database, the files and caches. `home`: SIGHTLINE_HOME, where `server.json` goes.

    `database`: SQLAlchemy address; empty: SQLite in `data`. `blobs`: `s3://bucket/prefix` (or gs://, az://);
    empty: a folder in `data`; its credentials come from the store's usual variables, such as AWS_ACCESS_KEY_ID, unless
    `store_options` has them. `port` 0: any free one. `hosts`: further names this server may be called by.
    """

    data: Path
    home: Path
    host: str = "127.0.0.1"
    port: int = 7410
    database: str = ""
    blobs: str = ""
    hosts: tuple[str, ...] = ()
    log_level: str = "info"
    page: Path = PAGE
    docs: Path = DOCS
    presign: bool = True
    store_options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.database:
            object.__setattr__(self, "database", f"sqlite:///{self.data / 'sightline.db'}")

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host == "localhost" or (_is_address(self.host) and ip_address(self.host).is_loopback)


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment; a command-line argument of the same name wins over it."""

    variable: str
    default: str
    help: str


SETTINGS = (
    Setting(
        "SIGHTLINE_HOME", "~/.sightline", "Folder of this user's journals, and of a local server's address and key."
    ),
    Setting("SIGHTLINE_DATA", "", "Data folder of the server. Empty: the folder data in SIGHTLINE_HOME."),
    Setting("SIGHTLINE_DATABASE", "", "postgresql+psycopg://... Empty: SQLite in the data folder."),
    Setting("SIGHTLINE_BLOBS", "", "s3://bucket/prefix for files. Empty: the data folder."),
    Setting("SIGHTLINE_HOSTS", "", "Names that the server may be called by, besides loopback; separated by commas."),
    Setting("SIGHTLINE_LOG_LEVEL", "info", "debug (a line a request), info, warning or error."),
    Setting(
        "SIGHTLINE_PRESIGN", "1", "0: bytes go through the server, though the object store could take them itself."
    ),
)


def read_settings(
    *,
    data: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 7410,
    database: str | None = None,
    blobs: str | None = None,
    hosts: tuple[str, ...] = (),
    log_level: str | None = None,
) -> Settings:
    """Settings from arguments, and from the environment where an argument is None. Raises InvalidSetting."""
    given = {setting.variable: os.environ.get(setting.variable, setting.default) for setting in SETTINGS}
    home = Path(given["SIGHTLINE_HOME"]).expanduser().absolute()
    named = tuple(name.strip() for name in given["SIGHTLINE_HOSTS"].split(",") if name.strip())
    folder = data or (Path(given["SIGHTLINE_DATA"]).expanduser() if given["SIGHTLINE_DATA"] else home / "data")
    level = log_level or given["SIGHTLINE_LOG_LEVEL"]
    if level not in LOG_LEVELS:
        raise InvalidSetting(f"SIGHTLINE_LOG_LEVEL: expected one of {', '.join(LOG_LEVELS)}, got {level!r}")
    return Settings(
        data=folder.absolute(),
        home=home,
        host=host,
        port=port,
        database=_database(given["SIGHTLINE_DATABASE"] if database is None else database),
        blobs=given["SIGHTLINE_BLOBS"] if blobs is None else blobs,
        hosts=(*named, *hosts),
        log_level=level,
        presign=given["SIGHTLINE_PRESIGN"] != "0",
    )


def _database(address: str) -> str:
    if address and not address.startswith(_DATABASES):
        kind = address.partition("://")[0][:40]  # not more: it may hold a password
        raise InvalidSetting(f"SIGHTLINE_DATABASE: expected postgresql+psycopg://USER@HOST/NAME, got {kind}://...")
    return address


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
