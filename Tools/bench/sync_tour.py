"""Large tours for the sync bench, made at the speed of the disk: what a sync moves does not depend on what pictures show, so tiles are
random bytes, written straight into the tables of a bundle (Sources/TourBundle/FORMAT.md)."""

import contextlib
import hashlib
import json
import random
import sqlite3
from pathlib import Path

TILE_BYTES = 34_000
LEVELS = 5
NARRATION_BYTES = 400_000
LANGUAGES = ["de", "en", "de-x-leicht"]


def addresses() -> list[tuple[int, int, int, int]]:
    return [
        (level, face, row, column)
        for level in range(LEVELS)
        for face in range(6)
        for row in range(2**level)
        for column in range(2**level)
    ]


def write(path: Path, schema: Path, panoramas: int, seed: int, narration: int = 0) -> None:
    """A bundle of so many panoramas of 2046 tiles, each with three narrations; `narration` is the number of the first one's recording.

    - schema: any bundle, whose tables are taken.
    """
    chance = random.Random(seed)
    path.unlink(missing_ok=True)
    with sqlite3.connect(f"file:{schema}?mode=ro", uri=True) as other:
        tables = [sql for (sql,) in other.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")]
        numbers = [(name, other.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")]
    database = sqlite3.connect(path)
    for pragma in ["page_size = 8192", "journal_mode = OFF", "synchronous = OFF", *(f"{name} = {value}" for name, value in numbers)]:
        database.execute(f"PRAGMA {pragma}")
    for sql in tables:
        database.execute(sql)

    def blob(content: bytes) -> tuple[int, str]:
        digest = hashlib.sha256(content)
        insert = "INSERT INTO blob (sha256, bytes) VALUES (?, ?)"
        return database.execute(insert, (digest.digest(), content)).lastrowid, digest.hexdigest()

    def media(content: bytes, kind: str, name: str) -> str:
        number, digest = blob(content)
        database.execute("INSERT INTO media VALUES (?, ?, ?)", (number, kind, name))
        return digest

    places = []
    for number in range(panoramas):
        digest = panorama(database, blob, chance)
        narrations = {}
        for language in LANGUAGES:
            content = chance.randbytes(NARRATION_BYTES)
            if number == 0 and language == "de" and narration:
                content = random.Random(-narration).randbytes(NARRATION_BYTES)
            narrations[language] = media(content, "audio/mpeg", f"sound/place-{number}.{language}.mp3")
        captions = {
            language: media(f"WEBVTT\n\nNOTE {seed} {number} {language}\n".encode(), "text/vtt", f"sound/place-{number}.{language}.vtt")
            for language in LANGUAGES
        }
        places.append(place(number, digest, narrations, captions))
    tour = {"format": 1, "id": "bench", "title": {"de": "Probe", "en": "Trial"}, "languages": LANGUAGES, "places": places}
    database.execute("INSERT INTO tour VALUES (1, ?, ?)", (json.dumps(tour).encode(), "# made for the bench\n"))
    database.commit()
    database.close()


def add_media(path: Path, size: int, seed: int) -> None:
    """One more medium of so many random bytes, into a bundle that is there."""
    content = random.Random(seed).randbytes(size)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        row = database.execute("INSERT INTO blob (sha256, bytes) VALUES (?, ?)", (hashlib.sha256(content).digest(), content))
        database.execute("INSERT INTO media VALUES (?, 'audio/mpeg', 'large.mp3')", (row.lastrowid,))


def panorama(database: sqlite3.Connection, blob, chance: random.Random) -> str:
    tiles = [(address, *blob(chance.randbytes(TILE_BYTES + chance.randrange(-8000, 8000)))) for address in addresses()]
    text = f"zeitreise panorama 1\n512 {LEVELS} image/jpeg\n"
    text += "".join(f"{level}/{'frblud'[face]}/{row}/{column} {digest}\n" for (level, face, row, column), _, digest in tiles)
    digest = hashlib.sha256(text.encode()).digest()
    preview, _ = blob(chance.randbytes(60_000))
    values = (digest, 512, LEVELS, "image/jpeg", b"{}", preview)
    insert = "INSERT INTO panorama (digest, tile_size, level_count, media_type, presentation, preview) VALUES (?, ?, ?, ?, ?, ?)"
    number = database.execute(insert, values).lastrowid
    database.executemany("INSERT INTO tile VALUES (?, ?, ?, ?, ?, ?)", ((number, *address, tile) for address, tile, _ in tiles))
    database.execute("INSERT INTO source VALUES (?, ?)", (chance.randbytes(32), digest))
    return digest.hex()


def place(number: int, digest: str, narration: dict, captions: dict) -> dict:
    epoch = {
        "id": "past", "from_year": 1200, "to_year": 1200, "circa": True, "panorama": digest, "heading_deg": 0,
        "credit": "Nobody", "licence": "CC0-1.0", "source": "Made for this bench", "certainty": "imagined",
        "narration": narration, "captions": captions,
    }
    return {
        "id": f"place-{number}", "title": {"de": f"Platz {number}", "en": f"Square {number}"}, "comfort": "any",
        "location": {"latitude_deg": 49.44 + number / 1000, "longitude_deg": 7.77}, "epochs": [epoch],
    }
