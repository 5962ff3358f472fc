"""Many writers against one server for a long time, with kills of both sides. `python -m bench.soak` runs it."""
