"""One measurement of one tool, in a process of its own and with the tool's own Python.

    python -m bench.peers.probe MEASUREMENT ADAPTER FOLDER '{"argument": ...}'

The last line of standard output that is a JSON object is the result.
"""

from __future__ import annotations

import importlib
import json
import os
import sys

from bench.peers import probes


def main() -> None:
    name, adapter, folder, arguments = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    peer = importlib.import_module(f"bench.peers.adapters.{adapter}").Peer(folder)
    probes.say(getattr(probes, name)(peer, **json.loads(arguments)))


if __name__ == "__main__":
    main()
