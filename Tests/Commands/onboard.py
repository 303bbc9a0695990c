"""What a bus has on board, for tests of what can go wrong with it: bundle, guide, tokens, certificate, and disks that fail."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bus import PIN, Events, Server, request, within
from running import noise
from sample_tour import TOUR

TOKEN = "5f0c" * 16
GUIDED = ["--guide-pin-file", "pins", "--headset-token-file", "token", "--open-tour"]


def equip(program: str, folder: Path) -> Path:
    """A bundle of two epochs, a guide, a token and a certificate."""
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "present.jpg", quality=90)
    for language in ["de", "en"]:
        (folder / f"{language}.vtt").write_text("WEBVTT\n")
    (folder / "tour.yaml").write_text(TOUR)
    (folder / "token").write_text(TOKEN + "\n")
    for command in (["build", ".", "--output", "tour.ztour"], ["certificate", "create", "127.0.0.1"], ["pin", "pins"]):
        subprocess.run([program, *command], input=PIN + "\n", cwd=folder, text=True, check=True, capture_output=True)
    return folder


@contextlib.contextmanager
def mounted(folder: Path, *words: object) -> Iterator[Path]:
    """A file system of its own on the folder; the test is skipped where none may be mounted."""
    folder.mkdir()
    made = subprocess.run(["mount", *map(str, words), folder], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"nothing can be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def small_disk(folder: Path) -> contextlib.AbstractContextManager[Path]:
    return mounted(folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs")


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return filler


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True, capture_output=True)


def break_disk(disk: Path) -> None:
    """What the kernel does when a card fails: from now on the file system takes nothing, whatever is open."""
    source = subprocess.run(["findmnt", "-no", "SOURCE", disk], capture_output=True, text=True, check=True).stdout
    trigger = Path("/sys/fs/ext4") / os.path.basename(source.strip()) / "trigger_fs_error"
    trigger.write_text("1")


def faults(server: Server) -> list[str]:
    stream = Events(server.port)
    state = next(stream.states())
    stream.close()
    return state["faults"]


def until_fault(server: Server, name: str, is_there: bool = True) -> None:
    stream = Events(server.port)
    stream.until(lambda state: (name in state["faults"]) == is_there)
    stream.close()


def enrol(server: Server) -> dict:
    status, _, headset = request(server.port, "POST", "/api/v1/headsets", {"token": TOKEN})
    assert status == 201, headset
    return headset


def is_enrolled(server: Server, headset: dict) -> bool:
    path = f"/api/v1/headsets/{headset['id']}/report"
    return request(server.port, "POST", path, {}, Authorization=f"Bearer {headset['token']}")[0] == 204


def log_line(server: Server, *words: str) -> str:
    """The first line of the log that has all words, as soon as it is there."""
    return within(20, lambda: next((line for line in list(server.log) if all(word in line for word in words)), None))
