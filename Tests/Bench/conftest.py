"""The benchmarks' modules are scripts: this makes them importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "Tools/bench"))
