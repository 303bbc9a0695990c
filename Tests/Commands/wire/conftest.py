"""The served tour that strange clients talk to: one server without TLS that is open to all, and one as it is on the bus."""

import subprocess

import pytest
import serving
from bus import PIN
from running import noise
from sample_tour import TOUR
from stage import TOKEN, Stage, addresses, guided, tls


@pytest.fixture(scope="session")
def stage(program, tmp_path_factory) -> Stage:
    folder = tmp_path_factory.mktemp("wire")
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "present.jpg", quality=90)
    for language in ["de", "en"]:
        lines = "".join(f"\n00:{second:02}.000 --> 00:{second:02}.900\nLine {second}\n" for second in range(60))
        (folder / f"{language}.vtt").write_text("WEBVTT\n" + lines)
    (folder / "tour.yaml").write_text(TOUR)
    for command in [("build", ".", "--output", "tour.ztour"), ("certificate", "create", "localhost", "127.0.0.1")]:
        subprocess.run([program, *command], cwd=folder, check=True, capture_output=True, timeout=120)
    for name, pin in [("Anna", PIN), ("Ben", "krokus-1277")]:
        subprocess.run([program, "pin", "pins", "--name", name], input=pin + "\n", cwd=folder, text=True, check=True)
    (folder / "token").write_text(TOKEN)
    with serving.serving(program, folder / "tour.ztour") as server, server.connect() as connection:
        digests = addresses(serving.get(connection, "/api/v1/tour")[2].decode())
    return Stage(folder, **digests)


@pytest.fixture(scope="session")
def plain(program, stage):
    """Open to all, HTTP/1.1 without TLS; nobody counts how much the tests ask for."""
    options = ("--requests-per-device", "0", "--connections-per-device", "0", "--admin", "127.0.0.1:0")
    with serving.serving(program, stage.folder / "tour.ztour", *options) as server:
        yield server


@pytest.fixture(scope="session")
def secure(program, stage):
    """With TLS, guides and enrolled headsets; all tests come from one device."""
    options = ("--requests-per-device", "0", *tls(stage), *guided(stage))
    with serving.serving(program, stage.folder / "tour.ztour", *options) as server:
        yield server


@pytest.fixture
def run_in(program):
    """Runs a command in a folder, to succeed."""

    def run_in(folder, *arguments: str) -> None:
        subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True, timeout=120)

    return run_in
