"""Where our program is and what it can do."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Missing(Exception):
    """A program, package or flag that is not here; the message says which and what to do."""


def program() -> Path:
    """The `zeitreise` to measure: $ZEITREISE, or the release build."""
    path = Path(os.environ.get("ZEITREISE") or ROOT / ".build/release/zeitreise")
    if not os.access(path, os.X_OK):
        raise Missing(f"no program at {path}; run `swift build -c release` or set ZEITREISE")
    return path


def kernel_bench() -> Path:
    """The program beside ours that times the resampling alone."""
    path = program().with_name("kernel-bench")
    if not os.access(path, os.X_OK):
        raise Missing("no kernel-bench beside zeitreise; run `swift build -c release --product kernel-bench`")
    return path
