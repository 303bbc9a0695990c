"""A tour to be built in units, and what is done with it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from test_rebuild import write_tour

SECONDS = 60


class Archive:
    """A tour of six small panoramas, two of them the same picture: five units."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.tour = write_tour(folder / "archive", 6, 256)
        self.plan_file = folder / "plan.json"
        self.collected = folder / "collected.ztour"
        # Of all commands.
        self.environment = dict(os.environ)
        shutil.copy(self.picture(0), self.picture(5))

    def picture(self, number: int) -> Path:
        """Of the unit after this number."""
        return self.tour / f"{number}.png"

    def build(self, *arguments: object, **process: object) -> subprocess.CompletedProcess:
        command = [self.program, "build", self.tour, "--quiet", *map(str, arguments)]
        options = {"cwd": self.folder, "env": self.environment, "capture_output": True, "text": True, "timeout": SECONDS}
        return subprocess.run(command, check=False, **options | process)

    def whole(self) -> bytes:
        """The bundle as one machine makes it."""
        done = self.build("--output", "whole.ztour")
        assert done.returncode == 0, done.stderr
        return (self.folder / "whole.ztour").read_bytes()

    def plan(self, *arguments: object) -> dict:
        """Makes it."""
        done = self.build("--plan", "plan.json", *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(self.plan_file.read_text())

    def unit_command(self, name: object, store: str = "store") -> list:
        return [self.program, "build", self.tour, "--plan", "plan.json", "--unit", str(name), "--store", store, "--quiet"]

    def unit(self, name: object, store: str = "store", **process: object) -> subprocess.CompletedProcess:
        """Runs one of the plan."""
        return self.build("--plan", "plan.json", "--unit", name, "--store", store, **process)

    def run_units(self, *numbers: int) -> None:
        for number in numbers or range(1, 6):
            done = self.unit(number)
            assert done.returncode == 0, done.stderr

    def collect(self, *arguments: str, store: str = "store") -> subprocess.CompletedProcess:
        """Puts together what is there."""
        return self.build("--plan", "plan.json", "--collect", store, "--output", self.collected.name, *arguments)

    def result(self, id: str) -> Path:
        return self.folder / f"store/results/{id[:2]}/{id}.tiles"

    def fault(self, id: str) -> Path:
        return self.folder / f"store/faults/{id[:2]}/{id}.json"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
