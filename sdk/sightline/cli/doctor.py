"""`sightline doctor`: what is wrong with this set-up, and what a server does not have yet."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from sightline._one_line import one_line
from sightline._settings import Settings, home_folder, read_settings
from sightline.cli import _checks, _wording
from sightline.cli._client import add_reading_arguments
from sightline.cli._ledger import Account, JournalState, accounts, read_journals, refused_records
from sightline.cli._terminal import Column, Style, print_json, print_table, styled
from sightline.errors import SightlineError

EXAMPLE = "sightline doctor"

_STYLES: dict[_checks.State, Style] = {"ok": "ok", "note": "warn", "wrong": "bad"}
_COUNTS = ("logged", "acknowledged", "waiting", "refused", "at risk")
_LEDGER = (Column("experiment"), *(Column(name, number=True) for name in _COUNTS), Column("state"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    settings = _settings_or_defaults(arguments.url, home_folder())
    journals, refused = read_journals(settings), refused_records(settings)
    checks, ledger = list(_all_checks(settings, journals, refused)), accounts(journals, refused)
    if arguments.json:
        print_json({"checks": [one._asdict() for one in checks], "ledger": [one._asdict() for one in ledger]})
    else:
        _print_checks(checks)
        _print_ledger(ledger)
        _print_next(checks)
    return int(any(one.state == "wrong" for one in checks))


def _all_checks(settings: Settings, journals: list[JournalState], refused: dict[str, int]) -> Iterator[_checks.Check]:
    yield from _checks.check_python()
    yield from _checks.check_home(settings.home)
    yield from _checks.check_settings(settings.home)
    yield from _checks.check_local_server(settings.home)
    yield from _checks.check_server(settings)
    yield from _checks.check_journals(journals, settings)
    yield from _checks.check_refused(refused)


def _settings_or_defaults(url: str | None, home: str) -> Settings:
    """Wrong settings are something to report here, and no reason to stop."""
    try:
        return read_settings(url=url)
    except SightlineError:
        return Settings(home=home)


def _print_checks(checks: list[_checks.Check]) -> None:
    width = max(len(one.subject) for one in checks)
    for one in checks:
        mark = styled(one.state.ljust(5), _STYLES[one.state])
        print(f"{mark}  {one.subject.ljust(width)}  {one_line(one.text)}")


def _print_ledger(ledger: list[Account]) -> None:
    if not ledger:
        return
    print()
    rows = [[one.place, *map(_wording.count, _counts(one)), one.state] for one in ledger]
    if len(ledger) > 1:
        totals = map(sum, zip(*map(_counts, ledger), strict=True))
        rows.append(["all", *map(_wording.count, totals), ""])
    print_table(_LEDGER, rows)


def _print_next(checks: list[_checks.Check]) -> None:
    todo = list(dict.fromkeys(one.todo for one in checks if one.todo and one.state == "wrong"))
    todo += [one.todo for one in checks if one.todo and one.state == "note" and one.todo not in todo]
    print()
    if not todo:
        print("nothing to do")
    for line in todo:
        print(f"next: {one_line(line)}")


def _counts(account: Account) -> list[int]:
    return [account.logged, account.acknowledged, account.waiting, account.refused, account.at_risk]
