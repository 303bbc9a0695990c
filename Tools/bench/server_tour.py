"""A bundle of real panoramas, cut by `zeitreise build`, and its tiles as files for the peers."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import NamedTuple

FACES = "frblud"
# What is asked for; the smallest tiles are plain sky, and a tile of 60 KB is as fine as they come.
SMALLEST, LARGEST = 8_000, 60_000
REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = [REPOSITORY / "../shared/data/panoramas/examplepano.jpg", *sorted(REPOSITORY.glob("Assets/panoramas/*.jpg"))]


class Tour(NamedTuple):
    bundle: Path
    # Tiles of 8 to 60 KB of all panoramas, as `/tiles/…`.
    targets: list[str]
    # All tiles of the first panorama, the smallest level first.
    scene: list[str]
    # Of the targets, in bytes.
    mean_size: float


def make(program: str, folder: Path, www: Path) -> Tour:
    """Each picture is an epoch of one place; `www` gets the tiles as files."""
    bundle = folder / "tour.ztour"
    if not bundle.exists():
        start = folder / "tour"
        shutil.rmtree(start, ignore_errors=True)
        write_tour(start, [picture for picture in PICTURES if picture.exists()])
        partial = folder / "partial.ztour"
        subprocess.run([program, "build", start, "--output", partial, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        partial.rename(bundle)
    tiles = read(bundle)
    for target, content in tiles:
        path = www / target[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(content)
    asked = {target: len(content) for target, content in tiles if SMALLEST <= len(content) <= LARGEST}
    first = tiles[0][0].split("/")[2]
    scene = [target for target, _ in tiles if target.split("/")[2] == first]
    return Tour(bundle, list(asked), scene, sum(asked.values()) / len(asked))


def write_tour(folder: Path, pictures: list[Path]) -> None:
    (folder / "pictures").mkdir(parents=True)
    for picture in pictures:
        shutil.copy(picture, folder / "pictures")
    known = {"heading_deg": 0, "credit": "-", "licence": "CC0-1.0", "source": "-", "certainty": "imagined"}
    epochs = [
        {"id": f"e{number}", "year": 1900 + number, "panorama": f"pictures/{picture.name}", **known}
        for number, picture in enumerate(pictures)
    ]
    here = {"latitude_deg": 49.44, "longitude_deg": 7.77}
    place = {"id": "place", "title": {"en": "Place"}, "location": here, "epochs": epochs}
    tour = {"zeitreise": 1, "id": "bench", "title": {"en": "Bench"}, "languages": ["en"], "places": [place]}
    # JSON is YAML, too.
    (folder / "tour.yaml").write_text(json.dumps(tour))


def read(bundle: Path) -> list[tuple[str, bytes]]:
    """Target and bytes of every tile, panorama by panorama, the smallest level first."""
    database = sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)
    rows = database.execute(
        'SELECT panorama.digest, level, face, row, "column", bytes FROM tile JOIN panorama ON panorama.id = panorama'
        ' JOIN blob ON blob.id = blob ORDER BY panorama.id, level, face, row, "column"'
    ).fetchall()
    database.close()
    return [
        (f"/tiles/{panorama.hex()}/{level}/{FACES[face]}/{row}/{column}.jpg", content)
        for panorama, level, face, row, column, content in rows
    ]
