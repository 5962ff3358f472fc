"""How numbers and times are shown: the same rules as on the pages."""

from __future__ import annotations

import time
from datetime import datetime

from sightline._counted import plural

MISSING = "–"
_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")


def metric(value: float | str | None) -> str:
    """A figure of a series: 0.913, 42.91, 1.0e-2; NaN, ∞ and −∞ as such; a dash where there is none."""
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if value != value:
        return "NaN"
    size = abs(value)
    if size == float("inf"):
        return "∞" if value > 0 else "−∞"
    return _signed(value, _digits(size))


def parameter(value: object) -> str:
    """A hyper-parameter as its script wrote it; floats in at most 4 significant digits, 1.0e-3 below 0.001."""
    if value is None:
        return MISSING
    if isinstance(value, float):
        return metric(value) if value and not 0.001 <= abs(value) < 1e6 else f"{value:.4g}".replace("-", "−")
    return str(value)


def step(value: float) -> str:
    """1,000,000 where it is whole, else 0.5."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def count(number: int) -> str:
    """2,382; from a million on 49.6 M."""
    return f"{number:,}" if abs(number) < 1_000_000 else f"{number / 1_000_000:,.1f} M"


def counted(number: int, noun: str, many: str = "") -> str:
    """1 record, 2,382 records."""
    return f"{count(number)} {plural(number, noun, many)}"


def size(number: float) -> str:
    """Bytes in steps of 1,000: 512 B, 6.2 kB, 41 MB."""
    for unit in _UNITS:
        if number < 999.5 or unit == _UNITS[-1]:
            break
        number /= 1000
    return f"{number:.1f} {unit}" if number < 9.95 and unit != "B" else f"{number:.0f} {unit}"


def duration(seconds: float) -> str:
    """31 s, 22 min, 1 h 24 min, 2 d 4 h."""
    whole = int(max(seconds, 0))
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def ago(moment: float | None, now: float | None = None) -> str:
    """`moment` in seconds since the epoch: just now, 38 min ago, 2 h ago, yesterday, 6 days ago, then 12 Mar 2026."""
    if moment is None:
        return MISSING
    now = time.time() if now is None else now
    seconds = now - moment
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    days = (datetime.fromtimestamp(now).date() - datetime.fromtimestamp(moment).date()).days
    if days == 0 or seconds < 6 * 3600:
        return f"{int(seconds // 3600)} h ago"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    day = datetime.fromtimestamp(moment)
    return f"{day.day} {day:%b %Y}"


def _digits(size: float) -> str:
    if size == 0 or 0.001 <= size < 9.9995:
        return f"{size:.3f}"
    if size < 0.001 or size >= 1e6:
        mantissa, exponent = f"{size:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    decimals = 2 if size < 99.995 else 1 if size < 999.95 else 0
    return f"{size:,.{decimals}f}"


def _signed(value: float, digits: str) -> str:
    negative = value < 0 and digits.strip("0.") != ""
    return f"−{digits}" if negative else digits
