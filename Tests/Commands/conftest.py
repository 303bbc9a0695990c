"""The built program, run as its users run it."""

import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

REPOSITORY = Path(__file__).parents[2]

TOUR = """\
zeitreise: 1
id: sample
title: {de: Probe, en: Sample}
languages: [de, en]
places:
  - id: square
    title: {de: Platz, en: Square}
    location: {latitude_deg: 49.44, longitude_deg: 7.77}
    epochs:
      - id: past
        year: 1200
        panorama: past.png
        credit: Nobody
        licence: CC0-1.0
        captions: {de: de.vtt, en: en.vtt}
      - id: present
        year: 2026
        panorama: present.jpg
        credit: Nobody
        licence: CC0-1.0
"""


@pytest.fixture(scope="session")
def program() -> str:
    """Path of `zeitreise`."""
    path = os.environ.get("ZEITREISE", str(REPOSITORY / ".build/release/zeitreise"))
    assert os.access(path, os.X_OK), f"{path} is not there; build it, or name it in ZEITREISE"
    return path


@pytest.fixture
def run(program, tmp_path):
    """Runs a command in a folder of its own."""

    def run(*arguments: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess:
        return subprocess.run([program, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=120)

    return run


def noise(width: int, seed: int) -> Image.Image:
    """A full panorama of smooth random colours."""
    random = np.random.default_rng(seed)
    small = Image.fromarray(random.integers(0, 256, (8, 16, 3), dtype=np.uint8))
    return small.resize((width, width // 2), Image.Resampling.BICUBIC)


@pytest.fixture
def tour(tmp_path) -> Path:
    """A small tour that builds."""
    folder = tmp_path / "tour"
    folder.mkdir()
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "present.jpg", quality=90)
    for language in ["de", "en"]:
        (folder / f"{language}.vtt").write_text("WEBVTT\n")
    (folder / "tour.yaml").write_text(TOUR)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_fault(result: subprocess.CompletedProcess, status: int, *words: str) -> None:
    """The command failed as it should: one line on standard error that holds the words, nothing on standard output."""
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("zeitreise: "), result.stderr
    for word in words:
        assert word in lines[0], lines[0]
