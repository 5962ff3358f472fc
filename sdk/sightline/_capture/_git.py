"""The state of the code: commit, branch, and what was not committed yet."""

from __future__ import annotations

import re
from typing import Any

from sightline._forking import whole_imports

#: Characters of a diff that are kept. A generated file in the working tree must not fill the journal.
LARGEST_DIFF = 512 << 10
_SECONDS = 10.0
_PASSWORD = re.compile(r"(?<=//)[^/@]+@")


def git_facts(folder: str) -> dict[str, Any] | None:
    """Of the repository that `folder` lies in, None where there is none, or no git.

    {"commit", "branch", "remote", "dirty", "diff", "shortened"}: `diff` against the commit, with staged changes;
    `shortened` when only the first LARGEST_DIFF characters of it are there. Untracked files are not in it.
    """
    commit = _git(folder, "rev-parse", "HEAD")
    if not commit:
        return None
    options = ("--no-color", "--no-ext-diff")
    diff = _git(folder, "-c", "core.quotepath=off", "diff", *options, "HEAD", most=LARGEST_DIFF + 1)
    branch = _git(folder, "rev-parse", "--abbrev-ref", "HEAD")
    return {
        "commit": commit,
        "branch": branch if branch != "HEAD" else "",
        "remote": _PASSWORD.sub("", _git(folder, "config", "--get", "remote.origin.url")),
        "dirty": bool(_git(folder, "status", "--porcelain", "--untracked-files=no")),
        "diff": diff[:LARGEST_DIFF],
        **({"shortened": True} if len(diff) > LARGEST_DIFF else {}),
    }


def _git(folder: str, *command: str, most: int = 1 << 16) -> str:
    """What git answers, at most `most` bytes of it; "" when it cannot, or not in time."""
    with whole_imports():
        import subprocess
        import tempfile
    # Optional locks would make a `git status` of ours disturb the user's own git.
    call = ["git", "--no-optional-locks", "-C", folder, *command]
    nothing = subprocess.DEVNULL
    # A file and not a pipe: a pipe with a time limit needs a thread, which a script that is ending can't start.
    try:
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(call, stdin=nothing, stdout=output, stderr=nothing, timeout=_SECONDS, check=False)
            output.seek(0)
            text = output.read(most).decode("utf-8", "replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return text.strip() if done.returncode == 0 else ""
