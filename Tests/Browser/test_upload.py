"""The commands of Tours/WEB.md, as they stand there, against object storage on this machine; and the page that visitors open from it."""

import json
import os
import re
import subprocess
import threading
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

import told_tour
import truth
from truth import Gaze

REPOSITORY = Path(__file__).parents[2]
S3 = REPOSITORY / ".venv-s3/bin"
BUCKET = "tours.example.org"
FOREVER = "public, max-age=31536000, immutable"
PAGE = (REPOSITORY / "Tours/WEB.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
[AWS, DELETE] = [text for _, text in BLOCKS if "aws s3" in text]
[RCLONE] = [text for _, text in BLOCKS if "rclone copy" in text]
[POLICY] = [text for kind, text in BLOCKS if kind == "json"]


@pytest.fixture(scope="module")
def storage():
    """Address of a server that speaks as S3 does."""
    command = [S3 / "moto_server", "--host", "127.0.0.1", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    address = next(found[1] for line in server.stderr if (found := re.search(r"Running on (http://\S+)", line)))
    # A line for each request: unread, they would stop the server.
    reading = threading.Thread(target=server.stderr.read)
    reading.start()
    yield address
    server.terminate()
    server.wait(timeout=20)
    reading.join()


@pytest.fixture(scope="module")
def shell(storage, tmp_path_factory):
    """Runs commands as one who has set up both programs for the storage."""
    folder = tmp_path_factory.mktemp("upload")
    remote = {"TYPE": "s3", "PROVIDER": "Other", "ENV_AUTH": "true", "ENDPOINT": storage}
    environment = {
        "PATH": f"{S3}:{os.environ['PATH']}",
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": storage,
        **{f"RCLONE_CONFIG_WEB_{key}": value for key, value in remote.items()},
    }

    def run(script: str) -> str:
        ended = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def export(program, shell):
    """Exports the tour of directions with sound into the folder `site`, with a title."""
    document = told_tour.write(shell.folder)

    def export(title: str) -> None:
        document.write_text(re.sub("en: [^}]*square", f"en: {title} square", document.read_text()))
        build = ("build", document, "--output", shell.folder / "a.ztour", "--quality", "95")
        for command in [build, ("export", shell.folder / "a.ztour", "--output", shell.folder / "site")]:
            subprocess.run([program, *map(str, command)], check=True, timeout=120, capture_output=True)

    return export


# The second program only if asked for: it takes as long again.
@pytest.fixture(scope="module", params=["aws", "rclone"] if "ZEITREISE_UPLOAD" in os.environ else ["aws"])
def bucket(request, storage, shell, export):
    """The bucket after an upload; gives its address as visitors have it, and the commands."""
    export("Collegiate")
    name = f"{request.param}-tours"
    shell(f"aws s3 mb s3://{name}")
    (shell.folder / "policy.json").write_text(POLICY.replace(BUCKET, name))
    shell(f"aws s3api put-bucket-policy --bucket {name} --policy file://policy.json")
    commands = {"aws": AWS, "rclone": RCLONE}[request.param].replace(BUCKET, name)
    shell(commands)
    return name, f"http://{name}.s3.amazonaws.com:{storage.rsplit(':', 1)[1]}", commands


def keys(shell, name):
    """What lies in the bucket, and when the storage got it."""
    listed = json.loads(shell(f"rclone lsjson --recursive --files-only --use-server-modtime web:{name}"))
    return {item["Path"]: item["ModTime"] for item in listed}


def files(shell):
    site = shell.folder / "site"
    return {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()} - {".zeitreise-export"}


def test_everything_is_there_and_kept_as_long_as_it_may_be(bucket, shell, storage):
    name, _, _ = bucket
    assert set(keys(shell, name)) == files(shell)
    tile, sound = (next(file for file in sorted(files(shell)) if file.startswith(folder)) for folder in ["tiles/", "media/"])
    panorama = next(file for file in sorted(files(shell)) if file.startswith("api/v1/panoramas/"))
    wanted = {
        tile: (FOREVER, "image/jpeg"),
        sound: (FOREVER, None),
        panorama: ("no-cache", "application/json"),
        "api/v1/tour": ("no-cache", "application/json"),
        "headset/index.html": ("no-cache", "text/html"),
        "en/places/square.html": ("no-cache", "text/html"),
        "pages/headset/main.js": ("no-cache", "text/javascript|application/javascript"),
        "pages/common/look.css": ("no-cache", "text/css"),
        "pages/common/icon.svg": ("no-cache", "image/svg\\+xml"),
    }
    for key, (caching, kind) in wanted.items():
        with urllib.request.urlopen(f"{storage}/{name}/{key}") as answer:
            assert answer.headers["Cache-Control"] == caching, key
            assert kind is None or re.fullmatch(f"({kind})(; *charset=utf-8)?", answer.headers["Content-Type"]), key


@pytest.mark.parametrize("epoch", ["past", "present"])
def test_visitors_see_what_is_there(epoch, bucket, open_page, output):
    _, address, _ = bucket
    page = open_page(at=address, locale="en-GB")
    gaze = Gaze(75, 10)
    page.page.goto(f"{address}/headset/index.html#place=square&epoch={epoch}&heading_deg=75&pitch_deg=10&fov_deg=90")
    page.await_sharp(f"square/{epoch}")
    page.page.screenshot(path=output / f"upload-{epoch}.png")
    truth.assert_true_to(page.picture(), page.world(gaze), epoch)


def test_captions_are_read_from_there(bucket, open_page):
    _, address, _ = bucket
    page = open_page(at=address)
    page.page.goto(f"{address}/headset/index.html#place=square&epoch=past")
    page.await_sharp("square/past")
    page.page.mouse.click(240, 150)
    expect(page.page.locator("#subtitle p")).to_contain_text("Second")


def test_at_every_step_of_another_upload_all_that_the_tour_names_is_there(bucket, shell, export, storage):
    name, _, commands = bucket
    before, seen = keys(shell, name), []
    export(f"Other {name}")
    [head, *steps] = commands.strip().splitlines()
    for step in steps:
        shell(f"{head}\n{step}")
        with urllib.request.urlopen(f"{storage}/{name}/api/v1/tour") as answer:
            tour = json.load(answer)
        there = keys(shell, name)
        for epoch in (epoch for place in tour["places"] for epoch in place["epochs"]):
            assert f"api/v1/panoramas/{epoch['panorama']}" in there
            assert any(key.startswith(f"tiles/{epoch['panorama']}/") for key in there)
            assert all(f"media/{digest}" in there for digest in epoch["narration"].values())
        seen.append(tour["places"][0]["title"]["en"].startswith("Other"))
    assert seen == [False, False, False, True, True]
    # Only what changed was sent.
    after = keys(shell, name)
    changed = {"api/v1/tour", "en/index.html", "en/places/square.html", "en/places/gate.html"}
    assert {key for key in after if after[key] != before.get(key)} == changed


def test_what_is_needed_no_longer_is_removed(bucket, shell):
    name, _, _ = bucket
    shell(f"echo old | rclone rcat web:{name}/tiles/old.jpg")
    assert "tiles/old.jpg" in keys(shell, name)
    shell(DELETE.replace(BUCKET, name) if name.startswith("aws") else f"rclone sync site web:{name} --exclude '/.zeitreise-export*'")
    assert set(keys(shell, name)) == files(shell)
