"""A bus's computer: this machine's files, in which nothing changes, under a systemd of its own, with a network of its own."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE_S = 60
# Files: written ones go to memory. Then what a system has before its first process. $1 is the folder.
START = r"""
set -e
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/written,workdir=$1/work" "$1/root"
cd "$1/root"
mount -t proc proc proc
# The kernel is this machine's.
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mount --rbind /dev dev
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . /lib/systemd/systemd --system --unit=multi-user.target
"""


class BusComputer:
    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("written/etc/systemd", "work", "root"):
            (folder / name).mkdir(parents=True)

    def boot(self) -> None:
        spaces = ["unshare", "--pid", "--mount", "--ipc", "--uts", "--net", "--cgroup", "--fork", "--kill-child"]
        with open(self.folder / "console", "ab") as console:
            self.outside = subprocess.Popen([*spaces, "bash", "-c", START, "bash", self.folder], stdout=console, stderr=console)
        children = Path(f"/proc/{self.outside.pid}/task/{self.outside.pid}/children")
        until(children.read_text)
        self.init = int(children.read_text())
        # "degraded" where something else of this machine does not work in a small room.
        until(lambda: self.run("systemctl", "is-system-running", check=False).strip() in ("running", "degraded"))

    def run(self, *words: object, check: bool = True, content: str | bytes = b"") -> str:
        """What a command says there, given this content."""
        enter = ["nsenter", "--target", self.init, "--all", "--root", "--wd", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        content = content.encode() if isinstance(content, str) else content
        result = subprocess.run(list(map(str, [*enter, *words])), capture_output=True, input=content, timeout=PATIENCE_S)
        assert not check or result.returncode == 0, (words, result.returncode, result.stdout, result.stderr)
        return result.stdout.decode()

    def shown(self, key: str) -> str:
        """What systemd says of the service."""
        return self.run("systemctl", "show", "--value", f"--property={key}", "zeitreise.service").strip()

    def pull_the_plug(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.init, signal.SIGKILL)
        self.outside.wait(PATIENCE_S)


@contextlib.contextmanager
def bus_computer(folder: Path) -> Iterator[BusComputer]:
    """Switched on, with none of this machine's services."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True, timeout=PATIENCE_S)
    try:
        computer = BusComputer(folder)
        bare(folder / "written/etc/systemd/system")
        computer.boot()
        try:
            yield computer
        finally:
            computer.pull_the_plug()
    finally:
        subprocess.run(["umount", folder], check=True, timeout=PATIENCE_S)


def bare(units: Path) -> None:
    """An empty folder instead of the one with what this machine has switched on."""
    units.mkdir()
    os.setxattr(units, "trusted.overlay.opaque", b"y")


def until(condition) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it has not come to pass"
        time.sleep(0.05)
