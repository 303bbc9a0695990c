"""What a bus's computer has, for browser tests: a built tour, guides' PINs and the headsets' token; servers, and simulated headsets."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# The server and the guide of the commands' tests.
sys.path.append(str(Path(__file__).parents[1] / "Commands"))
import bus  # noqa: E402

SIMULATE = Path(__file__).parents[2] / "Tools/simulate-headsets"
TOKEN = "5f0d" * 16
ACCESS = ("--guide-pin-file", "pins", "--headset-token-file", "token")
GUIDES = {"Anna": bus.PIN}


def furnish(program: str, folder: Path, document: Path, *options: str, guides: dict[str, str] = GUIDES) -> Path:
    """The folder, with a tour that is built with these options, and what `ACCESS` names."""
    command = [program, "build", str(document), "--output", "tour.ztour", *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    for name, pin in guides.items():
        subprocess.run([program, "pin", "pins", "--name", name], input=pin + "\n", cwd=folder, text=True, check=True)
    (folder / "token").write_text(TOKEN + "\n")
    return folder


@contextmanager
def starting(program: str, folder: Path, *always: str) -> Iterator[Callable[..., bus.Server]]:
    """Gives a function that starts servers, all of which end."""
    servers = []

    def serve(*arguments: str, port: int = 0) -> bus.Server:
        servers.append(bus.Server(program, "tour.ztour", *ACCESS, *always, *arguments, port=port, cwd=folder))
        return servers[-1]

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.end()


@contextmanager
def simulated_headsets(server: bus.Server, folder: Path, count: int) -> Iterator[subprocess.Popen]:
    """As many that report, five of them in trouble; gives the program that lets them."""
    command = [sys.executable, SIMULATE, f"http://127.0.0.1:{server.port}", "--token-file", "token"]
    command += ["--count", str(count), "--troubled", "5"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as simulation:
        try:
            assert simulation.stdout.readline() == f"{count} headsets are enrolled\n"
            yield simulation
        finally:
            simulation.terminate()
