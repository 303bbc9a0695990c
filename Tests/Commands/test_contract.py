"""The OpenAPI document that the server serves, held against the server by schemathesis."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from bus import PIN, Events, Guide, connect, request, serving
from depots import Bus, signed
from running import noise

# An order may be refused although its form is right, and one valid kind of credentials beside an invalid one is enough:
# test_live.py holds both to what they must be. Event streams do not end.
UNFIT = "positive_data_acceptance,missing_required_header,ignored_auth"


@pytest.fixture
def server(program, tour, tmp_path):
    subprocess.run([program, "build", tour, "--output", "tour.ztour"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([program, "pin", "pins"], input=PIN + "\n", cwd=tmp_path, text=True, check=True)
    (tmp_path / "token").write_text("5f0c" * 16)
    arguments = ["--guide-pin-file", "pins", "--headset-token-file", "token", "--state", "state.sqlite"]
    with serving(program, "tour.ztour", *arguments, cwd=tmp_path) as server:
        yield server


def held(server, *arguments: str, folder: Path, page: str = "/headset", examples: int = 10) -> None:
    """schemathesis finds nothing, and the server is well afterwards."""
    tool = shutil.which("schemathesis", path=Path(sys.executable).parent)
    assert tool, "schemathesis is missing; Tools/setup test installs it"
    command = [
        tool, "run", f"http://127.0.0.1:{server.port}/api/v1/openapi.json", "--checks", "all", "--exclude-checks", UNFIT,
        "--exclude-operation-id", "events", "--phases", "coverage,fuzzing", "--max-examples", str(examples), "--seed", "1",
        "--request-timeout", "20", "--continue-on-failure", "--no-color", *arguments,
    ]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=400)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    assert server.process.poll() is None
    assert request(server.port, "GET", page)[0] == 200


def test_the_contract_holds_for_guides(server, tmp_path):
    token = Guide(server.port).cookie.split("=")[1]
    endings = [word for name in ["signOut", "signOutAll", "signIn"] for word in ("--exclude-operation-id", name)]
    held(server, "--header", f"Authorization: Bearer {token}", *endings, folder=tmp_path)


def test_the_contract_holds_for_strangers(server, tmp_path):
    held(server, folder=tmp_path)


def test_every_address_of_the_contract_is_there(server):
    status, fields, contract = request(server.port, "GET", "/api/v1/openapi.json")
    assert status == 200 and fields["Content-Type"] == "application/json" and contract["openapi"].startswith("3.1")
    for path, operations in contract["paths"].items():
        if "{" in path:
            continue
        for method in operations:
            if path != "/api/v1/events":
                assert request(server.port, method.upper(), path)[0] not in (404, 405, 500), (method, path)


def test_a_state_is_as_the_contract_says(server):
    _, _, contract = request(server.port, "GET", "/api/v1/openapi.json")
    guide = Guide(server.port)
    events = Events(server.port, Cookie=guide.cookie)
    guide.command("next")
    guide.command("message", text={"en": "Hello"})
    guide.command("point_at", heading_deg=10, pitch_deg=0)
    # Every key of a state is described: nothing else may be in it.
    schemas = json.loads(json.dumps(contract["components"]["schemas"]))
    schemas["State"]["additionalProperties"] = False
    schema = {"$ref": "#/components/schemas/State", "components": {"schemas": schemas}}
    for state in events.states():
        jsonschema.validate(state, schema)
        if state["messages"] and "point_at" in state and "scene" in state:
            break
    events = Events(server.port, Cookie=guide.cookie)
    kind, headsets = next((kind, data) for kind, data in events if kind == "headsets")
    jsonschema.validate(headsets, {"$ref": "#/components/schemas/HeadsetList", "components": {"schemas": schemas}})


@pytest.fixture
def reported(tampered, tmp_path):
    """A depot that knows a bus, served."""
    with tampered.served("--requests-per-device", "0") as server:
        Bus(tampered, tmp_path / "bus").sync(f"http://127.0.0.1:{server.port}")
        yield server


def test_the_depots_contract_holds(reported, tmp_path):
    held(reported, folder=tmp_path, page="/", examples=5)


def test_every_address_of_the_depots_contract_answers_as_it_says(reported, tampered):
    port = reported.port
    _, _, contract = request(port, "GET", "/api/v1/openapi.json")
    manifest = json.loads((tampered.path / "sample-2.release").read_bytes().split(b"\n", 1)[1])
    content = manifest["content"]
    bodies = {
        "blobs": bytes.fromhex(content["media"][0]["digest"]),
        "report": signed("report", {"name": "B", "number": 1, "releases": [], "free_bytes": 0, "program": "1"}, tampered.key),
    }
    for path, operations in contract["paths"].items():
        digest = content["panoramas" if "panoramas" in path else "media"][0]["digest"]
        address = path.replace("{release}", "sample-2").replace("{digest}", digest)
        for method, operation in operations.items():
            connection = connect(port)
            connection.request(method.upper(), address, bodies.get(operation["operationId"]))
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            assert str(answer.status) in operation["responses"] and answer.status in (200, 204), (method, path, answer.status)
            kinds = operation["responses"][str(answer.status)].get("content", {})
            assert not kinds or answer.headers["Content-Type"] in kinds, (path, answer.headers["Content-Type"])
            for kind, described in kinds.items():
                if kind == "application/json":
                    jsonschema.validate(json.loads(body), strictly(described["schema"], contract))
    overview = request(port, "GET", "/api/v1/depot")[2]
    # Of other tests' buses there may be more.
    assert {bool(bus["releases"]) for bus in overview["buses"]} == {True, False}, "both kinds were seen"
    assert len(overview["releases"]) == 2


def strictly(schema: dict, contract: dict) -> dict:
    """Every key is described: nothing else may be there."""
    schemas = json.loads(json.dumps(contract["components"]["schemas"]))
    for described in schemas.values():
        described["additionalProperties"] = False
    return schema | {"components": {"schemas": schemas}}
