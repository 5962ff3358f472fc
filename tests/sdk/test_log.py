"""The calls of a script: what is recorded, what warns, what raises."""

import io
import json
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sightline
from sightline import errors, names
from sightline._records import replay

Records = list[dict[str, Any]]
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"


@pytest.fixture
def experiment(home: Path) -> Iterator[sightline.Experiment]:
    made = sightline.init("p", "n", mode="offline", quiet=True, system=False, git=False, console=False)
    yield made
    made.finish()


def records(experiment: sightline.Experiment, home: Path) -> Records:
    """What its journals hold now, facts and the opening left out."""
    paths = sorted((home / "journal" / experiment.id).glob("*.journal"))
    found = [record for path in paths for record in replay(str(path))]
    return [record for record in found if record["kind"] not in ("open", "facts")]


def points(experiment: sightline.Experiment, home: Path, name: str) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for record in records(experiment, home):
        if record["kind"] == "points" and record["name"] == name:
            found += zip(record["steps"] or [None] * len(record["values"]), record["values"], strict=True)
    return found


def test_both_forms_of_the_call_record_the_same(experiment: sightline.Experiment, home: Path) -> None:
    experiment.log(name="loss", type="line", data=0.5)
    experiment.log("loss", 0.25, step=3)
    experiment.log("loss", 0.125, "LINE", step=4)
    experiment.log({"loss": 0.0, "accuracy": 1}, step=5)
    experiment.log({"loss": 2.5, "accuracy": 2}, step=6)
    assert points(experiment, home, "loss") == [(None, 0.5), (3, 0.25), (4, 0.125), (5, 0.0), (6, 2.5)]
    assert points(experiment, home, "accuracy") == [(5, 1), (6, 2)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [(math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity"), (1e308, 1e308), (2**63, 2.0**63), (True, 1)],
)
def test_numbers_at_the_edge_are_kept(
    experiment: sightline.Experiment, home: Path, given: float, kept: float | str
) -> None:
    for _ in range(2):  # the second call takes the short way
        experiment.log("x", given, "line", step=0)
        experiment.log({"y": given, "z": 0.5}, step=0)
    assert points(experiment, home, "x") == points(experiment, home, "y") == [(0, kept)] * 2


def test_an_int_beyond_floats_is_kept_as_it_is(experiment: sightline.Experiment, home: Path) -> None:
    experiment.log("images-seen", 2**53 + 1)
    experiment.log("images-seen", 2**53 + 3)
    assert [value for _, value in points(experiment, home, "images-seen")] == [2**53 + 1, 2**53 + 3]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda e: e.log("loss", 0.5, step=2**62 + 1), "loss: step: expected a step between -2**62 and 2**62, got "),
        (lambda e: e.log("note", "text", step=2**53 + 1), "note: step: expected a step between -2**53 and 2**53, got "),
        (lambda e: e.store("notes", __file__, step=2**53 + 1), "notes: step: expected a step between -2**53 and 2**53"),
    ],
)
def test_a_step_that_no_server_would_keep_exactly_is_refused_at_the_call(
    experiment: sightline.Experiment, home: Path, capsys: pytest.CaptureFixture[str], call: Any, said: str
) -> None:
    call(experiment)
    (warning,) = capsys.readouterr().err.splitlines()
    assert said in warning
    assert [record["kind"] for record in records(experiment, home)] == ["refused"]


def test_unreadable_data_warn_with_the_callers_line(
    experiment: sightline.Experiment, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment.log("confusion-matrix", {"categories": ["a"], "values": [[1, 2, 3]]})
    (warning,) = capsys.readouterr().err.splitlines()
    assert f"{Path(__file__).name}:" in warning
    assert "confusion-matrix: values[0]" in warning
    (record,) = records(experiment, home)
    assert record["kind"] == "refused"
    assert record["name"] == "confusion-matrix"
    assert record["code"] == "invalid-log"


def test_unreadable_data_raise_when_strict(home: Path) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True, strict=True) as experiment:
        with pytest.raises(errors.InvalidLog):
            experiment.log({"loss": 0.5, "accuracy": object()}, step=1)
        with pytest.raises(errors.InvalidFile):
            experiment.store("config", "nowhere.config")
        assert records(experiment, home) == []


def test_one_bad_value_of_several_costs_only_itself(experiment: sightline.Experiment, home: Path) -> None:
    experiment.log("accuracy", 0.5)
    experiment.log({"loss": 0.5, "accuracy": object()}, step=1)
    assert points(experiment, home, "loss") == [(1, 0.5)]
    assert points(experiment, home, "accuracy") == [(None, 0.5)]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda e: e.log(), errors.WrongCall),
        (lambda e: e.log("loss"), errors.WrongCall),
        (lambda e: e.log("", 0.5), errors.InvalidName),
        (lambda e: e.log("  ", 0.5), errors.InvalidName),
        (lambda e: e.store(" ", __file__), errors.InvalidName),
        (lambda e: e.log("x" * 1_000_000, 0.5), errors.InvalidName),
        (lambda e: e.log("a\nb", 0.5), errors.InvalidName),
        (lambda e: e.log(["loss"], 0.5), errors.InvalidName),
        (lambda e: e.log("loss", 0.5, "chart"), errors.UnknownType),
        (lambda e: e.log("loss", 0.5, caption="a loss"), errors.WrongCall),
        (lambda e: e.log({"loss": 0.5, 3: 0.5}), errors.InvalidName),
        (lambda e: e.store("config"), errors.WrongCall),
        (lambda e: e.store("config", 5), errors.WrongCall),
        (lambda e: e.finish("crashed"), errors.WrongCall),
    ],
)
def test_a_wrong_call_raises_one_line(
    experiment: sightline.Experiment, home: Path, call: Any, error: type[errors.SightlineError]
) -> None:
    with pytest.raises(error) as raised:
        call(experiment)
    assert len(str(raised.value)) < 300
    assert "\n" not in str(raised.value)
    assert records(experiment, home) == []


@pytest.mark.parametrize("name", ["loss", "accuracy", "curve"])
def test_an_empty_list_appends_nothing(experiment: sightline.Experiment, name: str) -> None:
    experiment.log(name, [])
    assert experiment.summary == {}
    assert [(log.name, log.type, log.last) for log in experiment.logs()] == [(name, "line", None)]
    experiment.log(name, [0.5, 0.25])
    experiment.log(name, [])
    assert experiment.get_log(name).data == {"steps": [0, 1], "values": [0.5, 0.25]}


def test_an_unknown_argument_raises(experiment: sightline.Experiment) -> None:
    with pytest.raises(TypeError):
        experiment.log("loss", 0.5, epoch=3)  # type: ignore[call-arg]  # the wrong call under test


def test_a_name_keeps_its_type_and_a_training_that_forgot_it_goes_on(
    experiment: sightline.Experiment, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment.log("backbone", "resnet50", "value")
    experiment.log("backbone", 0.5, "line")
    experiment.log({"backbone": 0.5, "loss": 0.25}, type="line")
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    for warning in said:
        assert f"{Path(__file__).name}:" in warning
        assert "backbone: type: expected value, as it was logged before, got line" in warning
    assert experiment.get_log("backbone").data == "resnet50"
    assert points(experiment, home, "loss") == [(None, 0.25)]
    assert {finding.code for finding in experiment.findings()} == {"type-changed"}


def test_a_changed_type_raises_when_strict(home: Path) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True, strict=True) as experiment:
        experiment.log("backbone", "resnet50", "value")
        with pytest.raises(errors.InvalidLog, match=r"value.*line") as raised:
            experiment.log("backbone", 0.5, "line")
    assert isinstance(raised.value, errors.TypeChanged)


@pytest.mark.parametrize("reserved", [reserved for reserved in names.REGISTRY if reserved.kind == "data"])
def test_the_fix_for_a_type_that_a_name_does_not_act_as_is_right_when_followed(
    home: Path, reserved: names.Reserved
) -> None:
    other, data = ("bar", {"x": ["a"], "y": [1]}) if "value" in reserved.types else ("value", 0.5)
    with sightline.init("p", "n", mode="offline", quiet=True, strict=True, system=False, git=False) as experiment:
        experiment.log(reserved.name, data, type=other)
        (finding,) = [one for one in experiment.findings() if one.code == "reserved-type"]
        exec(finding.fix, {"experiment": experiment, "data": data})
        assert [log.type for log in experiment.logs()] == [other, other]


def test_near_misses_are_told_once(experiment: sightline.Experiment, capsys: pytest.CaptureFixture[str]) -> None:
    for step in range(3):
        experiment.log("Accuracy", 0.5, step=step)
    experiment.store("model_latest", __file__)
    experiment.store("model_latest", __file__)
    said = capsys.readouterr().err.splitlines()
    assert [line.split("did you mean ")[1] for line in said] == ['"accuracy"?', '"model-latest"?']


def test_findings_across_names_are_told_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True) as experiment:
        for _ in range(2):
            experiment.log("train-split", {"x": ["car"], "y": [2], "image_list": ["1", "2"]})
            experiment.log("test-split", {"x": ["car"], "y": [1], "image_list": ["2"]})
    said = [line for line in capsys.readouterr().err.splitlines() if "split" in line]
    assert len(said) == 1


def test_parameters_are_a_table(home: Path) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True, parameters={"lr": 1e-3, "net": "fcn"}) as experiment:
        assert experiment.get_log("parameters").data == {"lr": 1e-3, "net": "fcn"}


@pytest.mark.parametrize(
    ("given", "kept", "said"),
    [
        ({"lr": 1e-3, "net": object(), "k": 3}, {"lr": 1e-3, "k": 3}, ["data['net']: expected a number, a text"]),
        (
            {"lr": 1e-3, "model": {"depth": 4, "head": {"act": print, "size": 8}}},
            {"lr": 1e-3, "model.depth": 4, "model.head.size": 8},
            ["data['model.head.act']: expected a number, a text"],
        ),
        ({"a.b": 1, "a": {"b": 2}, "c": math.nan}, {"a.b": 1, "c": math.nan}, ["data['a.b']: expected each key once"]),
        ({"net": object(), "act": {1, 2}}, {}, ["data['net']: expected", "data['act']: expected"]),
    ],
)
def test_an_unreadable_parameter_costs_only_itself(
    home: Path, capsys: pytest.CaptureFixture[str], given: dict[str, Any], kept: dict[str, Any], said: list[str]
) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True, system=False, git=False, parameters=given) as experiment:
        warnings = capsys.readouterr().err.splitlines()
        assert len(warnings) == len(said)
        for warning, words in zip(warnings, said, strict=True):
            assert f"{Path(__file__).name}:" in warning
            assert f"parameters: {words}" in warning
        assert [one.code for one in experiment.findings()] == ["invalid-log"] * len(said)
        logs = {log.name: log.data for log in experiment.logs()}
        assert logs.get("parameters", {}) == pytest.approx(kept, nan_ok=True)


def test_parameters_that_contain_themselves_end(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given: dict[str, Any] = {"lr": 1e-3}
    given["self"] = given["me"] = given
    with sightline.init("p", "n", mode="offline", quiet=True, system=False, git=False, parameters=given) as experiment:
        assert experiment.get_log("parameters").data == {"lr": 1e-3}
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_an_unreadable_parameter_raises_when_strict(home: Path) -> None:
    with pytest.raises(errors.InvalidLog, match="parameters: data\\['net'\\]"):
        sightline.init("p", "n", mode="offline", quiet=True, strict=True, parameters={"lr": 1e-3, "net": object()})


def test_a_recording_reads_itself_back(experiment: sightline.Experiment, tmp_path: Path) -> None:
    for step in range(10):
        experiment.log({"loss": 1.0 - step / 10, "accuracy": step / 10}, step=step)
    experiment.store("config", __file__)
    assert experiment.summary == {"loss": pytest.approx(0.1), "accuracy": 0.9}
    assert experiment.get_log("loss").data["steps"] == list(range(10))
    assert {log.name for log in experiment.logs()} == {"loss", "accuracy"}
    copy = experiment.get_file("config").download(tmp_path / "back")
    assert copy.read_bytes() == Path(__file__).read_bytes()


def test_an_ended_experiment_says_so(experiment: sightline.Experiment) -> None:
    experiment.log("loss", 0.5)
    experiment.finish()
    experiment.finish()
    with pytest.raises(errors.WrongCall, match="has ended"):
        experiment.log("loss", 0.5)
    with pytest.raises(errors.WrongCall, match="has ended"):
        experiment.store("config", __file__)


def test_disabled_checks_calls_and_writes_nothing(home: Path) -> None:
    with sightline.init("p", "n", mode="disabled") as experiment:
        experiment.log("loss", 0.5)
        experiment.store("config", __file__)
        with pytest.raises(errors.UnknownType):
            experiment.log("loss", 0.5, "chart")
    assert list(home.iterdir()) == []


def test_a_record_that_is_too_large_is_refused(
    experiment: sightline.Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment.log("labelmap", {str(number): "x" * 1000 for number in range(20_000)})
    assert "at most" in capsys.readouterr().err


@pytest.mark.parametrize("bad", ["missing.txt", ""])
def test_a_file_that_is_not_there_warns(
    experiment: sightline.Experiment, home: Path, capsys: pytest.CaptureFixture[str], bad: str
) -> None:
    experiment.store("config", bad)
    assert "expected a file or a folder" in capsys.readouterr().err
    assert [record["kind"] for record in records(experiment, home)] == ["refused"]
    assert not list(home.rglob("files/*"))


def test_a_folder_becomes_the_same_zip_each_time(experiment: sightline.Experiment, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "saved_model"
    (folder / "variables" / "deep").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "variables" / "deep" / "data").write_bytes(b"weights")
    (folder / "loop").symlink_to(folder)
    experiment.store("model-latest", folder)
    experiment.store("model-latest", folder)
    first, second = records(experiment, home)
    assert first["sha256"] == second["sha256"]
    import zipfile

    with zipfile.ZipFile(first["path"]) as archive:
        assert archive.namelist() == ["empty/", "variables/", "variables/deep/", "variables/deep/data"]
        assert archive.read("variables/deep/data") == b"weights"


def names_in_zip(experiment: sightline.Experiment, home: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(records(experiment, home)[-1]["path"]) as archive:
        return archive.namelist()


def test_links_that_stay_in_a_folder_are_kept_as_what_they_lead_to(
    experiment: sightline.Experiment, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "run-2" / "deep").mkdir(parents=True)
    (tmp_path / "run-2" / "weights").write_bytes(b"weights")
    (tmp_path / "run-2" / "deep" / "same").symlink_to("../weights")
    (tmp_path / "run-2" / "newest").symlink_to("deep")
    (tmp_path / "run-2" / "deep" / "up").symlink_to("..")
    (tmp_path / "latest").symlink_to("run-2")
    experiment.store("model-latest", tmp_path / "latest")
    assert names_in_zip(experiment, home) == ["deep/", "deep/same", "newest/", "newest/same", "weights"]


@pytest.mark.parametrize(
    ("link", "target", "said"),
    [
        ("secret", "{outside}/key", "its link secret leads out of it, to {outside}/key"),
        ("deep/secrets", "../../outside", "its link deep/secrets leads out of it, to {outside}"),
        ("gone", "nowhere", "its link gone leads to {folder}/nowhere, which is not there"),
        ("loop", "loop", "its link loop leads to {folder}/loop, which is not there"),
    ],
)
def test_a_link_that_leads_out_of_a_folder_is_refused_by_name(
    experiment: sightline.Experiment, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    link: str, target: str, said: str,
) -> None:  # fmt: skip
    places = {"outside": tmp_path / "outside", "folder": tmp_path / "export"}
    (places["folder"] / "deep").mkdir(parents=True)
    places["outside"].mkdir()
    (places["outside"] / "key").write_text("secret")
    (places["folder"] / link).symlink_to(target.format(**places))
    experiment.store("model-latest", places["folder"])
    (warning,) = capsys.readouterr().err.splitlines()
    assert said.format(**places) in warning
    assert [record["kind"] for record in records(experiment, home)] == ["refused"]
    assert not list(home.rglob("files/*"))


def test_folders_whose_links_lead_to_each_other_are_refused_and_not_walked_for_ever(
    experiment: sightline.Experiment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in range(20):
        (tmp_path / "web" / str(one)).mkdir(parents=True)
        for other in range(20):
            (tmp_path / "web" / str(one) / f"to-{other}").symlink_to(f"../{other}")
    experiment.store("model-latest", tmp_path / "web")
    assert "more than 100 times" in capsys.readouterr().err


def test_a_folder_around_what_sightline_keeps_is_stored_without_that(
    experiment: sightline.Experiment, home: Path
) -> None:
    (home.parent / "train.py").write_text("import sightline")
    (home / "config.json").write_text('{"api_key": "sl_secret"}')
    experiment.store("code", home.parent)
    assert names_in_zip(experiment, home) == ["train.py"]


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/nothing"])
def test_a_home_that_cannot_be_written_is_named_and_the_training_goes_on(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    unwritable = tmp_path / place
    picture = tmp_path / "picture.png"
    picture.write_bytes(PICTURE)
    with sightline.init("p", "n", mode="offline", home=unwritable, git=False, system=False, console=False) as made:
        made.log("loss", 0.5, step=0)
        made.log("sample", picture)
        made.store("config", __file__)
        assert made.summary == {"loss": 0.5}
    first, second = capsys.readouterr().err.splitlines()
    (spare,) = (tmp_path / "tmp").iterdir()
    assert first.startswith(f"sightline: {unwritable} cannot be written (")
    assert f"journals are kept in {spare} instead" in first
    assert first.endswith("make it writable, or set SIGHTLINE_HOME to another folder")
    assert second.endswith(f"recording offline in {spare}; look at it with `SIGHTLINE_HOME={spare} sightline ui`")
    assert {record["kind"] for record in records(made, spare)} == {"points", "log", "file", "ended"}


@pytest.fixture
def nowhere(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SIGHTLINE_HOME that cannot be written; nor can a temporary folder."""
    (tmp_path / "later").write_text("no folder yet")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "later"))
    return tmp_path / "later"


def test_where_nothing_can_be_written_all_of_it_is_said(
    nowhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(PICTURE)
    with sightline.init("p", "n", mode="offline", home=nowhere, git=False, system=False, console=False) as made:
        made.log("loss", 0.5, step=0)
        made.log("sample", picture)
        made.store("config", __file__)
        assert made.summary == {}
    first, image, file, summary, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"sightline: nothing is recorded: {nowhere} cannot be written (")
    assert first.endswith("make it writable, or set SIGHTLINE_HOME to another folder")
    for line in (image, file):
        assert f"{Path(__file__).name}:" in line
        assert f"its copy cannot be written in {nowhere} (" in line
    assert "its summary cannot be read" in summary
    assert "records could not be written" in last


def test_a_home_that_can_be_written_later_keeps_what_was_held(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = sightline.init("p", "n", mode="offline", home=nowhere, git=False, system=False, console=False)
    made.log("loss", 0.5, step=0)
    nowhere.unlink()
    made.finish()
    assert points(made, nowhere, "loss") == [(0, 0.5)]
    assert "lost" not in capsys.readouterr().err


def test_what_no_server_has_is_counted_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIGHTLINE_FLUSH_SECONDS", "0.2")
    made = sightline.init("p", "n", url="http://127.0.0.1:1", git=False, system=False, console=False)
    made.log("loss", 0.5, step=0)
    made.finish()
    (journal,) = home.rglob("*.journal")
    lines = len(journal.read_bytes().splitlines()) - 1  # the first one is its header
    assert f"sightline: {lines} records wait in {journal.parent}: `sightline sync`" in capsys.readouterr().err


def test_a_line_is_written_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of ours and of the script print at the same time."""

    class Terminal(io.StringIO):
        def write(self, text: str) -> int:
            assert text.startswith("sightline: ")
            assert text.endswith("\n")
            return super().write(text)

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    sightline.init("p", "n", mode="offline", git=False, system=False, console=False).finish()
    assert "recording offline" in terminal.getvalue()


@pytest.mark.parametrize("mode", ["offline", "online"])
def test_a_name_that_would_turn_a_terminal_round_is_printed_escaped(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_FLUSH_SECONDS", "0.1")
    url = None if mode == "offline" else "http://127.0.0.1:1"
    made = sightline.init("a\u202eb", "\u2067n\u200f", mode=mode, url=url, git=False, system=False, console=False)
    made.log("los\u2066s", object())
    made.finish()
    said = capsys.readouterr().err
    assert "a\\u202eb/\\u2067n\\u200f: " in said
    assert "los\\u2066s: " in said
    assert all(character.isprintable() for character in said.replace("\n", ""))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"tags": 5}, "tags: expected a list of texts, got int"),
        ({"tags": [5]}, "tags: expected a text of 1 to 255 characters, got 5"),
        ({"resume": 5}, "resume: expected True, False, or the id or the name of an experiment, got 5"),
        ({"resume": True, "name": None}, "resume: expected an id, or a name"),
        ({"home": 5}, "home: expected a path of a folder, got int"),
        ({"mode": "on"}, "mode: expected online, offline or disabled, got 'on'"),
        ({"console": "x"}, "console: expected 1 or 0, got 'x'"),
        ({"api_key": "sl_secret\nx"}, "api_key: expected the text that starts with sl_, got other text"),
    ],
)
def test_an_argument_that_init_cannot_use_is_one_line(home: Path, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(errors.WrongCall) as raised:
        sightline.init(**{"project": "p", "name": "n", "mode": "offline", "quiet": True, **arguments})
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)
    assert list(home.iterdir()) == []


def test_no_tags_and_one_tag_are_tags(home: Path) -> None:
    for given, kept in ((None, []), ("baseline", ["baseline"]), (("a", "b"), ["a", "b"])):
        made = sightline.init("p", "n", tags=given, mode="offline", quiet=True, git=False, system=False, console=False)
        made.finish()
        assert sightline.Client().experiment(made.id).tags == kept


def test_it_shows_itself_in_a_notebook(home: Path) -> None:
    experiment = sightline.init("p", "<b>n</b>", mode="offline", quiet=True)
    card = experiment._repr_html_()
    experiment.finish()
    assert "&lt;b&gt;n&lt;/b&gt;" in card
    assert "running" in card
    assert "src=" not in card


def test_records_are_strict_json(experiment: sightline.Experiment, home: Path) -> None:
    experiment.log("x", math.nan)
    experiment.log({"x": math.inf, "y": 1.0})
    for path in home.rglob("*.journal"):
        for line in path.read_text().splitlines()[1:]:
            json.loads(line[9:], parse_constant=lambda word: pytest.fail(word))


def test_going_on_with_what_is_not_there_names_it_and_makes_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, name in (({"resume": "nope"}, "nope"), ({"name": "fcn-1", "resume": True}, "fcn-1")):
        made = sightline.init("p", mode="offline", system=False, git=False, console=False, **arguments)
        made.finish()
        assert made.name == name
        first, *_ = capsys.readouterr().err.splitlines()
        assert first == f"sightline: p has no experiment '{name}' to go on with; this is a new one"
    again = sightline.init("p", resume="nope", mode="offline", quiet=True, system=False, git=False, console=False)
    again.finish()
    assert again.name == "nope"


def test_a_new_name_beside_the_one_to_go_on_with_stays(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = sightline.init("p", "fcn-2", resume="nope", mode="offline", system=False, git=False, console=False)
    made.finish()
    assert made.name == "fcn-2"
    assert "no experiment 'nope' to go on with" in capsys.readouterr().err


@pytest.mark.parametrize("project", ["..", ".", "a/b", ""])
def test_a_project_that_no_address_can_hold_is_refused_at_once(home: Path, project: str) -> None:
    with pytest.raises(errors.InvalidName, match="project: expected"):
        sightline.init(project, mode="offline", quiet=True)


def test_two_unnamed_experiments_of_one_second_have_two_names(home: Path) -> None:
    made = [sightline.init("p", mode="offline", quiet=True, system=False, git=False, console=False) for _ in range(4)]
    assert len({experiment.name for experiment in made}) == 4
    for experiment in made:
        experiment.finish()


@pytest.mark.parametrize("name", ["model_latest", "confusion matrix", "Accuracy"])
def test_a_near_miss_is_told_whichever_call_it_comes_by(
    experiment: sightline.Experiment, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment.log(name, 1.0, "line")
    assert "did you mean" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "name", "meant"),
    [
        (lambda e: e.log("model-latest", 0.5), "model-latest", 'experiment.store("model-latest", path)'),
        (lambda e: e.log("config", {"lr": 0.5}, "table"), "config", 'experiment.store("config", path)'),
        (
            lambda e: e.store("confusion-matrix", __file__),
            "confusion-matrix",
            'experiment.log("confusion-matrix", data)',
        ),
        (lambda e: e.store("loss", __file__), "loss", 'experiment.log("loss", data)'),
    ],
)
def test_a_reserved_name_by_the_wrong_call_is_told_once_at_the_call_and_is_a_finding(
    home: Path, capsys: pytest.CaptureFixture[str], call: Any, name: str, meant: str
) -> None:
    with sightline.init("p", "n", mode="offline", quiet=True, system=False, git=False, console=False) as experiment:
        for _ in range(2):
            call(experiment)
        (finding,) = [one for one in experiment.findings() if one.code == "reserved-kind"]
    told = [line for line in capsys.readouterr().err.splitlines() if f'"{name}"' in line or name in line]
    assert len(told) == 1
    assert f"{Path(__file__).name}:" in told[0]
    assert f"did you mean {meant}?" in told[0]
    assert (finding.names, finding.fix) == ((name,), meant)


def test_a_name_that_was_logged_and_stored_is_no_finding(experiment: sightline.Experiment) -> None:
    experiment.store("config", __file__)
    experiment.log("config", {"lr": 0.5}, "table")
    assert "reserved-kind" not in [one.code for one in experiment.findings()]


def test_a_file_under_a_name_of_data_is_only_a_file(experiment: sightline.Experiment, tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text("RBC")
    experiment.store("labelmap", tmp_path / "map.txt")
    assert "check-failed" not in [finding.code for finding in experiment.findings()]


def test_a_disabled_script_runs_to_its_end(home: Path) -> None:
    with sightline.init("p", "n", mode="disabled", parameters={"lr": 1e-3}) as experiment:
        experiment.log("loss", 0.5)
    assert experiment.summary == {}
    assert list(home.iterdir()) == []


def test_parameters_and_paths_of_the_wrong_kind_are_one_line(experiment: sightline.Experiment) -> None:
    with pytest.raises(errors.WrongCall, match="parameters: expected a dict of names and values, got list"):
        sightline.init("p", "n", mode="offline", quiet=True, parameters=[1])  # type: ignore[arg-type]
    with pytest.raises(errors.WrongCall, match="store: expected a path of a file or a folder, got bytes"):
        experiment.store("notes", b"x")  # type: ignore[arg-type]
