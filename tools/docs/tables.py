"""The pages that are one table of the code: settings, errors, permissions."""

from __future__ import annotations

from sightline import _settings, errors
from sightline_server import settings as server
from sightline_server.access.policy import POLICY, ROLES
from sightline_server.problems import CODES

from tools.docs.markdown import code, table

_SETTINGS = """# Settings

An argument wins over the environment, and the environment over the file `config.json` in `SIGHTLINE_HOME`
(`{"url": "https://sightline.example.org"}`: the names without their prefix, in lower case). Without any of them a
script uses the server that runs on this machine, and records offline when there is none.

## Of a script, and of the command line

"""
_SERVER = """
## Of the server

The [command line](cli.md) has an argument for most of them, which wins.

"""
_ERRORS = """# Errors

Everything that Sightline raises on purpose is a `sightline.errors.SightlineError` whose text is one line. `code` and
`status` stay the same, the text may change; programs go by the code. Over HTTP a refusal is `application/problem+json`
with the same code, and `sightline.Client` raises the class again.

"""
_MORE_CODES = """
## Codes of HTTP alone

A request that does not reach a route is refused with one of these: {codes}.
"""
_PERMISSIONS = """# Permissions

Every route of the server names one line of this table, and the server does not start when one names none. A person who
signs in with a one-time link is an owner; a key has the role that it was made with.

"""


def settings() -> str:
    """Every variable of the environment, by who reads it."""
    head = ("variable", "default", "what it is for")
    of_scripts = [(code(one.variable), _default(one.default), one.help) for one in _settings.SETTINGS]
    known = {one.variable for one in _settings.SETTINGS}
    of_server = [
        (code(one.variable), code(one.default), one.help) for one in server.SETTINGS if one.variable not in known
    ]
    return _SETTINGS + table(head, of_scripts) + _SERVER + table(head, of_server)


def failures() -> str:
    """Every error with its code and HTTP status, and the codes that no class stands for."""
    rows = [
        (code(found.code), str(found.status), code(found.__name__), (found.__doc__ or "").partition("\n")[0])
        for found in errors.CATALOGUE.values()
    ]
    others = sorted({*CODES.values(), "cross-origin"} - errors.CATALOGUE.keys())
    catalogue = table(("code", "HTTP", "class", "what it means"), rows)
    return _ERRORS + catalogue + _MORE_CODES.format(codes=", ".join(map(code, others)))


def permissions() -> str:
    """Who may do what."""
    rows = [
        (
            name,
            rule.text,
            "everybody" if rule.public else ", ".join(role for role in ROLES if role in rule.roles),
            "" if rule.public else "yes" if rule.keys else "no",
        )
        for name, rule in POLICY.items()
    ]
    return _PERMISSIONS + table(("permission", "what it allows", "who", "with a key"), rows)


def variables() -> frozenset[str]:
    """Every variable of the environment that is read."""
    return frozenset(one.variable for one in (*_settings.SETTINGS, *server.SETTINGS))


def _default(value: object) -> str:
    return code(str(int(value) if isinstance(value, bool) else value))
