"""The doctor names what is wrong, what waits, and the command that mends it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.running_script import Ended, sightline
from tests.running_server import RunningServer


def doctor(home: Path, *arguments: str, **environment: str) -> tuple[Ended, dict[str, dict[str, Any]], list[Any]]:
    """How it ended, its checks by subject (the last of each), and its ledger."""
    done = sightline("doctor", "--json", *arguments, home=home, **environment)
    told = json.loads(done.out)
    return done, {one["subject"]: one for one in told["checks"]}, told["ledger"]


def journals(home: Path) -> list[Path]:
    return sorted(home.rglob("*.journal"))


def test_a_fresh_machine_is_fine(home: Path) -> None:
    done, checks, ledger = doctor(home)
    assert done.code == 0
    assert {checks[subject]["state"] for subject in ("python", "home", "settings", "journals")} == {"ok"}
    assert checks["server"]["state"] == "note"
    assert ledger == []


def test_the_ledger_counts_what_waits(recorded: Path) -> None:
    done, checks, ledger = doctor(recorded)
    assert done.code == 0
    assert checks["journals"]["todo"] == "sightline ui, then sightline sync"
    (account,) = ledger
    assert account["place"] == "cells/fcn-1"
    assert account["logged"] == account["waiting"] > 5
    assert (account["acknowledged"], account["at_risk"], account["state"]) == (0, 0, "recorded offline")


def test_it_ends_with_what_to_do_next(recorded: Path) -> None:
    out = sightline("doctor", home=recorded).out
    assert "recorded offline" in out
    assert out.rstrip().splitlines()[-1].startswith("next: sightline ui")


def test_a_server_that_gives_no_answer_is_wrong(recorded: Path) -> None:
    done, checks, _ = doctor(recorded, "--url", "http://127.0.0.1:1")
    assert done.code == 1
    assert checks["server"]["state"] == "wrong"
    assert checks["journals"]["todo"] == "sightline sync"


def test_a_setting_that_cannot_be_read_is_wrong_and_named(home: Path) -> None:
    done, checks, _ = doctor(home, SIGHTLINE_MODE="sometimes")
    assert done.code == 1
    assert "SIGHTLINE_MODE: expected online, offline or disabled" in checks["settings"]["text"]


def test_a_config_file_that_others_can_read_is_wrong(home: Path) -> None:
    (home / "config.json").write_text('{"mode": "online"}')
    (home / "config.json").chmod(0o644)
    done = sightline("doctor", home=home)
    assert done.code == 1
    assert "can be read by others" in done.out


def test_the_address_of_a_server_that_is_gone_is_noticed(home: Path) -> None:
    gone = {"url": "http://127.0.0.1:9", "key": "sl_x", "pid": 2**22 + 1, "data": "/nowhere"}
    (home / "server.json").write_text(json.dumps(gone))
    done = sightline("doctor", home=home)
    assert done.code == 0
    assert "no longer runs" in done.out


def test_a_home_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    done, checks, _ = doctor(tmp_path / "home")
    assert done.code == 1
    assert checks["home"]["state"] == "wrong"


def test_a_journal_that_is_none_is_wrong_and_kept(recorded: Path) -> None:
    for path in journals(recorded):
        path.write_bytes(b"not a journal\n")
    done = sightline("doctor", home=recorded)
    assert done.code == 1
    assert str(journals(recorded)[0]) in done.out


def test_a_journal_of_a_newer_version_is_at_risk(recorded: Path) -> None:
    for path in journals(recorded):
        path.write_bytes(path.read_bytes().replace(b'"sightline-journal":1', b'"sightline-journal":9', 1))
    done, _, (account,) = doctor(recorded)
    assert done.code == 1
    assert account["at_risk"] == account["waiting"] > 0
    assert account["state"] == "cannot be sent"


def test_records_that_were_refused_are_counted(recorded: Path) -> None:
    path = journals(recorded)[0]
    Path(f"{path}.set-aside").write_text('{"kind":"log"}\n{"kind":"log"}\n')
    _, checks, (account,) = doctor(recorded)
    assert account["refused"] == 2
    assert "set-aside" in checks["refused"]["text"]


def damage(path: Path, line: int) -> None:
    """Change one byte of a journal's record, counted from 0 after the header."""
    lines = path.read_bytes().split(b"\n")
    body = bytearray(lines[line + 1])
    body[len(body) // 2] ^= 1
    path.write_bytes(b"\n".join([*lines[: line + 1], bytes(body), *lines[line + 2 :]]))


def test_a_damaged_record_is_at_risk_before_it_is_sent_and_never_counts_as_delivered(
    recorded: Path, server: RunningServer
) -> None:
    path = max(journals(recorded), key=lambda journal: journal.stat().st_size)
    records = path.read_bytes().count(b"\n") - 1
    damage(path, 3)
    done, checks, (account,) = doctor(recorded)
    assert done.code == 1
    assert checks["journal"]["state"] == "wrong"
    assert str(path) in checks["journal"]["text"]
    assert (account["at_risk"], account["waiting"]) == (1, account["logged"])

    online = {"SIGHTLINE_URL": server.url, "SIGHTLINE_API_KEY": server.key}
    assert sightline("sync", home=recorded, **online).code == 1
    done, checks, (sent,) = doctor(recorded, **online)
    assert done.code == 1
    assert str(path) in checks["journal"]["text"]
    assert (sent["logged"], sent["acknowledged"], sent["waiting"]) == (records, records - 1, 0)
    assert (sent["at_risk"], sent["state"]) == (1, "incomplete")
