"""Commands in a folder of their own, and a small tour to run them on."""

import subprocess
from pathlib import Path

import pytest
from running import noise

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
        source: Made for this test
        certainty: imagined
        captions: {de: de.vtt, en: en.vtt}
      - id: present
        year: 2026
        panorama: present.jpg
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
"""


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
