"""varnishtest, which plays the cases of the .vtc files against the running server."""

import shutil
import subprocess
from pathlib import Path

import pytest
from relay import relay
from serving import get, serving
from stage import tls

CASES = Path(__file__).parent


def played(case: str, port: int, length: int, stage) -> None:
    tool = shutil.which("varnishtest")
    assert tool, "varnishtest is missing; Tools/setup test installs it"
    given = {"port": port, "tile": stage.tile, "length": length, "less": length - 1}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    result = subprocess.run([tool, *defined, CASES / case], cwd=stage.folder, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    assert f"{case} passed" in result.stdout


@pytest.fixture
def length(plain, stage) -> int:
    with plain.connect() as connection:
        return len(get(connection, stage.tile)[2])


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.glob("http1_*.vtc")))
def test_http1(plain, stage, length, case):
    played(case, plain.port, length, stage)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.glob("http2_*.vtc")))
def test_http2(program, stage, length, case):
    with serving(program, stage.folder / "tour.ztour", *tls(stage)) as server:
        with relay(lambda: server.connect(stage.context("h2"))) as port:
            played(case, port, length, stage)
