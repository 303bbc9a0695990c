"""What the tests of the commands make, read and expect."""

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

REPOSITORY = Path(__file__).parents[2]


def noise(width: int, seed: int) -> Image.Image:
    """A full panorama of smooth random colours."""
    random = np.random.default_rng(seed)
    small = Image.fromarray(random.integers(0, 256, (8, 16, 3), dtype=np.uint8))
    return small.resize((width, width // 2), Image.Resampling.BICUBIC)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(folder: Path) -> list[str]:
    """What lies in a folder, without hidden files: the memory of a build is one."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def assert_fault(result: subprocess.CompletedProcess, status: int, *words: str) -> None:
    """The command failed as it should: one line on standard error that holds the words, nothing on standard output."""
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("zeitreise: "), result.stderr
    for word in words:
        assert word in lines[0], lines[0]
