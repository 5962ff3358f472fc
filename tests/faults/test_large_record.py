"""Attacks: one record that is almost as large as a record may be, and hardly shrinks when it is compressed."""

import json
import random
import zlib
from pathlib import Path

import sightline

from tests.running_server import RunningServer


def test_a_record_of_fifteen_megabytes(steady: RunningServer, machine: dict[str, str], tmp_path: Path) -> None:
    noise = random.Random(3)
    rows = [[noise.random() for _ in range(1000)] for _ in range(780)]
    size = len(json.dumps(rows, separators=(",", ":")))
    assert 14 << 20 < size < 16 << 20
    assert len(zlib.compress(json.dumps(rows).encode(), 1)) > 4 << 20
    with sightline.init(
        project="faults", name="large", url=steady.url, api_key=steady.key, home=tmp_path / "home",
        system=False, console=False, git=False, strict=True,
    ) as experiment:  # fmt: skip
        experiment.log("before", 1.0)
        experiment.log("noise", {"x": list(range(1000)), "y": list(range(780)), "z": rows}, "heatmap")
        experiment.log("after", 2.0)
        assert experiment._recorder.flush(60)
    stored = sightline.Client(steady.url, steady.key).experiment(experiment.id)
    assert stored.get_log("noise").data["z"] == rows
    assert [entry.name for entry in stored.logs()] == ["before", "noise", "after"]
    assert not stored.findings()
