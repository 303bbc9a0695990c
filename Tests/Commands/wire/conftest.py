"""The served tour that strange clients talk to: one server without TLS that is open to all, and one as it is on the bus."""

import ssl
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import serving
from bus import PIN
from running import noise
from sample_tour import TOUR

TOKEN = "5f0c" * 16


class Stage(NamedTuple):
    folder: Path
    tile: str
    medium: str
    panorama: str

    def context(self, *protocols: str) -> ssl.SSLContext:
        """Trusts our authority alone."""
        made = ssl.create_default_context(cafile=self.folder / "authority.pem")
        if protocols:
            made.set_alpn_protocols(list(protocols))
        return made


@pytest.fixture(scope="session")
def stage(program, tmp_path_factory) -> Stage:
    folder = tmp_path_factory.mktemp("wire")
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "present.jpg", quality=90)
    for language in ["de", "en"]:
        (folder / f"{language}.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nA line\n")
    (folder / "tour.yaml").write_text(TOUR)
    for command in [("build", ".", "--output", "tour.ztour"), ("certificate", "create", "localhost", "127.0.0.1")]:
        subprocess.run([program, *command], cwd=folder, check=True, capture_output=True, timeout=120)
    for name, pin in [("Anna", PIN), ("Ben", "krokus-1277")]:
        subprocess.run([program, "pin", "pins", "--name", name], input=pin + "\n", cwd=folder, text=True, check=True)
    (folder / "token").write_text(TOKEN)
    with serving.serving(program, folder / "tour.ztour") as server, server.connect() as connection:
        digests = addresses(serving.get(connection, "/api/v1/tour")[2].decode())
    return Stage(folder, **digests)


def addresses(tour: str) -> dict[str, str]:
    """Of the first panorama and the first file of a tour."""
    panorama = after(tour, '"panorama"')
    medium = after(tour, '"captions"')
    return {
        "tile": f"/tiles/{panorama}/0/f/0/0.jpg", "panorama": f"/api/v1/panoramas/{panorama}", "medium": f"/media/{medium}",
    }


def after(text: str, key: str) -> str:
    return next(word for word in text.split(key, 1)[1].split('"') if len(word) == 64)


@pytest.fixture(scope="session")
def plain(program, stage):
    """Open to all, HTTP/1.1 without TLS; nobody counts how much the tests ask for."""
    options = ("--requests-per-device", "0", "--connections-per-device", "0", "--admin", "127.0.0.1:0")
    with serving.serving(program, stage.folder / "tour.ztour", *options) as server:
        yield server


@pytest.fixture(scope="session")
def secure(program, stage):
    """With TLS, guides and enrolled headsets."""
    with serving.serving(program, stage.folder / "tour.ztour", *tls(stage), *guided(stage)) as server:
        yield server


def tls(stage: Stage) -> tuple:
    return ("--certificate", stage.folder / "server.pem", "--key", stage.folder / "server.key", "--admin", "127.0.0.1:0")


def guided(stage: Stage) -> tuple:
    return ("--guide-pin-file", stage.folder / "pins", "--headset-token-file", stage.folder / "token")
