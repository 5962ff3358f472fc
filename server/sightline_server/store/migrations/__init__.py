"""The schema's history. `NEWEST` is the revision that this program works with."""

NEWEST = "0001"
