"""Commands in a folder of their own, and a small tour to run them on."""

import subprocess
from pathlib import Path

import pytest
from running import noise
from sample_tour import TOUR


@pytest.fixture
def run(program, tmp_path):
    """Runs a command in a folder of its own."""

    def run(*arguments: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess:
        return subprocess.run([program, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=120)

    return run


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
