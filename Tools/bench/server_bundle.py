"""A bundle larger than any memory for it, with made-up tiles."""

import hashlib
import random
import sqlite3
import subprocess
from pathlib import Path
from typing import NamedTuple

FACES = "frblud"
SMALLEST, LARGEST = 8_000, 60_000


class Tiles(NamedTuple):
    bundle: Path
    # Each as `/tiles/…`, the smallest level first.
    targets: list[str]


def addresses(levels: int) -> list[tuple[int, int, int, int]]:
    return [
        (level, face, row, column)
        for level in range(levels)
        for face in range(6)
        for row in range(1 << level)
        for column in range(1 << level)
    ]


def make(program: str, folder: Path, name: str, panoramas: int, levels: int) -> Tiles:
    """Tiles of 8 to 60 KB of random bytes, which no more than a JPEG's can be compressed.

    `program` makes a small tour's bundle, whose tables are then filled.
    """
    bundle = folder / f"{name}.ztour"
    targets = [
        f"/tiles/{digest(number).hex()}/{level}/{FACES[face]}/{row}/{column}.jpg"
        for number in range(panoramas)
        for level, face, row, column in addresses(levels)
    ]
    if not bundle.exists():
        start = folder / f"{name}-start"
        subprocess.run(["rm", "-rf", start], check=True)
        subprocess.run([program, "new", start], check=True, stdout=subprocess.DEVNULL)
        partial = folder / f"{name}-partial.ztour"
        subprocess.run([program, "build", start, "--output", partial, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        fill(partial, panoramas, levels)
        partial.rename(bundle)
    return Tiles(bundle, targets)


def digest(number: int) -> bytes:
    return hashlib.sha256(f"panorama {number}".encode()).digest()


def fill(bundle: Path, panoramas: int, levels: int) -> None:
    random_sizes, noise = random.Random(1), random.Random(2).randbytes(1 << 22)
    with sqlite3.connect(bundle) as database:
        database.execute("PRAGMA synchronous = OFF")
        first = database.execute("SELECT max(id) FROM blob").fetchone()[0] + 1
        for number in range(panoramas):
            row = (digest(number), 512, levels, "image/jpeg", b"{}")
            columns = "digest, tile_size, level_count, media_type, presentation"
            panorama = database.execute(f"INSERT INTO panorama ({columns}) VALUES (?, ?, ?, ?, ?)", row).lastrowid
            for place, address in enumerate(addresses(levels)):
                size, start = random_sizes.randrange(SMALLEST, LARGEST), random_sizes.randrange(1 << 21)
                blob = first + place
                content = blob.to_bytes(8, "big") + number.to_bytes(8, "big") + noise[start : start + size - 16]
                values = (blob, hashlib.sha256(content).digest(), content)
                database.execute("INSERT INTO blob (id, sha256, bytes) VALUES (?, ?, ?)", values)
                database.execute("INSERT INTO tile VALUES (?, ?, ?, ?, ?, ?)", (panorama, *address, blob))
            first += len(addresses(levels))
    database.close()
