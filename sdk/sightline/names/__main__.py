"""`python -m sightline.names` prints the reference page of the reserved names."""

from __future__ import annotations

import sys

from sightline.names import render

sys.stdout.write(render())
