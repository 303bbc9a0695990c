"""Commands in a folder of their own, tours to run them on, and depots with buses for syncs."""

import shutil
import subprocess
from pathlib import Path

import pytest
from clusters import Archive
from depots import Bus, Depot, copy_depot
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


@pytest.fixture
def archive(program, tmp_path) -> Archive:
    return Archive(program, tmp_path)


@pytest.fixture(scope="session")
def depot(program, tmp_path_factory) -> Depot:
    """Two releases of one tour, of which the second has other captions."""
    depot = Depot(program, tmp_path_factory.mktemp("depot"))
    depot.release("first")
    shutil.copy(depot.bundle, depot.folder / "first.ztour")
    depot.release("second")
    return depot


@pytest.fixture(scope="session")
def old(depot, tmp_path_factory) -> Depot:
    """The same depot before the second release."""
    old = copy_depot(depot, tmp_path_factory.mktemp("old"))
    for file in old.path.glob("sample-2.*"):
        file.unlink()
    return old


@pytest.fixture
def bus(depot, tmp_path) -> Bus:
    return Bus(depot, tmp_path / "bus")


@pytest.fixture
def tampered(depot, tmp_path) -> Depot:
    return copy_depot(depot, tmp_path)
