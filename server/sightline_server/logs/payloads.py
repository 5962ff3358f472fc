"""Logs on the wire: what a writer sends, what a page reads."""

from typing import Any, Literal

from msgspec import Struct

from sightline_server.payloads import Number, Scalar

LogType = Literal["value", "line", "bar", "heatmap", "table", "image", "labelmap", "evaluation"]

# --- what a writer sends: records, in the order of its journal ---------------------------------------------------
# Times are seconds since the epoch (float). A journal is a file of numbered lines from 0 on; one record covers
# one line, or a run of lines (the points of one series).


class Open(Struct, tag_field="kind", tag="open", forbid_unknown_fields=True):
    """The first record of every writer. Creates the experiment, or joins it when the id is known."""

    time: float
    project: str
    name: str
    process: int = 0  # pid, for the reader's eyes
    parameters: dict[str, Any] | None = None
    tags: list[str] = []
    dataset: str | None = None
    resume: bool = False  # joins: keeps name and created, sets the status to running again


class Points(Struct, tag_field="kind", tag="points", forbid_unknown_fields=True):
    """Points of one line. `steps` null: the order of arrival counts (each one after the last step of the series).

    A column may also come packed, which is faster: a text, the base64 of its numbers as little-endian float64. Steps
    beyond 2**53 don't fit that, and steps that are left out can't be in it.
    """

    name: str
    steps: list[int | float | None] | bytes | None
    values: list[Number] | bytes
    times: list[float] | bytes  # as long as values
    replace: bool = False  # overwrite the whole series with these


class Log(Struct, tag_field="kind", tag="log", forbid_unknown_fields=True):
    """One log of any type but line, in its canonical form (sightline.logtypes)."""

    name: str
    type: LogType
    data: Any
    time: float
    step: int | float | None = None


class StoredFile(Struct, tag_field="kind", tag="file", forbid_unknown_fields=True):
    """A new version of a file whose bytes were uploaded before (the upload protocol of blobs/)."""

    name: str
    filename: str  # the last part of the path it was stored from
    sha256: str
    size: int
    time: float
    folder: bool = False  # a zipped folder
    step: int | float | None = None
    head: str = ""  # first 64 bytes, hex: what it looks like


class Facts(Struct, tag_field="kind", tag="facts", forbid_unknown_fields=True):
    """Captured facts; later ones are merged over earlier ones, key by key."""

    time: float
    facts: dict[str, Any]


class Console(Struct, tag_field="kind", tag="console", forbid_unknown_fields=True):
    """Lines that the script printed, without their line ends. Of a carriage return only the last state is kept."""

    stream: Literal["stdout", "stderr"]
    lines: list[str]
    time: float


class Refused(Struct, tag_field="kind", tag="refused", forbid_unknown_fields=True):
    """Data that the SDK could not read: kept as a finding, with the caller's place."""

    name: str
    message: str  # one line: field, what was expected, what came
    caller: str  # "train.py:88"
    time: float
    step: int | float | None = None
    code: str = "invalid-log"


class Ended(Struct, tag_field="kind", tag="ended", forbid_unknown_fields=True):
    """The experiment (last = true) or just this process of it is over."""

    status: Literal["success", "failed", "stopped"]
    time: float
    last: bool = True
    reason: str = ""  # one line, such as "ValueError: ..."


Record = Open | Points | Log | StoredFile | Facts | Console | Refused | Ended


class Batch(Struct, forbid_unknown_fields=True):
    """Consecutive lines of one journal. The key is (writer, first): stored once and as a whole, however often it comes.

    `first` must be the next line that the server expects of this writer. Lines that are all known already get the same
    answer again; anything else is a conflict that names the next line (code "resend-from").
    """

    writer: str  # uuid of one process's journal
    experiment: str  # uuid, made by the SDK
    first: int  # number of the first journal line in here
    lines: int  # how many journal lines the records cover
    records: list[Record]
    late: bool = False  # its process has ended: what comes now is no sign of its life


class SetAside(Struct):
    """A record that could not be stored as it is. It is kept (as a finding with its text), never sent again."""

    number: int  # the batch's first line, plus the record's index
    code: str
    detail: str


class Said(Struct):
    """A finding that came up with this batch, for the script's own output."""

    code: str
    severity: str
    title: str
    detail: str


class Answer(Struct):
    """Given after the commit, and the same again for a batch that was seen before."""

    next: int  # the number of the first line that the server does not have
    set_aside: list[SetAside]
    findings: list[Said]
    names: dict[str, str] = {}  # log name -> type as committed, for names that this batch touched


class Heartbeat(Struct, forbid_unknown_fields=True):
    writer: str


Axis = Literal["step", "time", "relative"]
#: Bytes of a batch.
LARGEST_BATCH = 16 << 20

# --- what a page reads ---------------------------------------------------------------------------------------------


class LineHead(Struct):
    """What is known of a series without reading its points."""

    count: int
    first_step: float
    last_step: float
    last: Number
    last_time: float
    min: Number  # finite ones only; "NaN" when there is none
    min_step: float | None
    max: Number
    max_step: float | None
    non_finite: int


class LogEntry(Struct):
    name: str
    type: LogType
    order: int  # order of first arrival
    treated_as: str | None  # the reserved name it acts as
    drawn: bool  # false for labelmap
    versions: int  # states so far; points do not count
    steps: list[float]  # of the last 1,000 versions, where steps came (an image's slider)
    updated: float
    line: LineHead | None
    value: Scalar  # of a value log: its newest; null where it is a longer text, which is a state of its own


class LogList(Struct):
    logs: list[LogEntry]  # by order
    total: int


class LogVersion(Struct):
    version: int  # 1, 2, ...
    step: float | None
    time: float


class LogState(Struct):
    """One state of a log that is not a line."""

    name: str
    type: LogType
    treated_as: str | None
    version: int
    step: float | None
    time: float
    data: Any  # canonical form
    versions: list[LogVersion]  # the newest 1,000


class Series(Struct):
    """Points by step. `reduced`: each pixel column kept its first, min, max and last, so that no spike is lost.

    `times` are empty on the axis of steps: a third of the answer, and nobody draws them there.
    """

    experiment: str
    name: str
    steps: list[float]
    values: list[Number]
    times: list[float]
    smoothed: list[Number] | None  # the debiased exponential mean at the same steps, over the stored points
    count: int  # stored points in the range
    reduced: bool


class SeriesList(Struct):
    series: list[Series]


class PackedSeries(Struct):
    """The same for programs: base64 of little-endian arrays, so that NaN and speed survive JSON.

    Values and times are float64; steps are int64 where `step_type` is int, else float64.
    """

    name: str
    count: int
    steps: str
    values: str
    times: str
    step_type: Literal["int", "float"]


class ConsoleLine(Struct):
    number: int  # 0, 1, ... over both streams in the order of arrival
    stream: str
    text: str
    time: float


class ConsolePage(Struct):
    lines: list[ConsoleLine]
    total: int
