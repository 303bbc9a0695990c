"""That the instrument of composites reads what it should."""

import io
import json
import sqlite3

import composites
import numpy as np
import pytest
import sphere
from PIL import Image

SIZE = 64


@pytest.fixture
def photo():
    return composites.Photo(np.random.default_rng(3), 0)


def test_a_photo_knows_where_its_pixels_lie(photo):
    distances = photo.distances(photo.directions)
    assert distances.min() == pytest.approx(0.5, abs=1e-6)
    width, height = composites.PHOTO
    assert distances[height // 2, 0] == pytest.approx(0.5, abs=1e-6)
    assert distances[height // 2, width // 2] == pytest.approx(min(width, height) / 2, abs=1)
    assert photo.distances(-photo.directions).max() < -1e6


def bundle(levels_of) -> sqlite3.Connection:
    """Level 1 of a panorama as a bundle has it, with the levels of directions."""
    database = sqlite3.connect(":memory:")
    database.executescript("""
        CREATE TABLE blob (id INTEGER PRIMARY KEY, bytes);
        CREATE TABLE panorama (id INTEGER PRIMARY KEY, digest, tile_size);
        CREATE TABLE tile (panorama, level, face, row, "column", blob);
        CREATE TABLE tour (manifest);
    """)
    epoch = {"id": "e0", "panorama": "00"}
    database.execute("INSERT INTO tour VALUES (?)", [json.dumps({"places": [{"epochs": [epoch]}]})])
    database.execute("INSERT INTO panorama VALUES (1, ?, ?)", (b"\0", SIZE))
    for face, letter in enumerate(sphere.FACES):
        for row in range(2):
            for column in range(2):
                directions = composites.tile_directions(SIZE, 1, letter, row, column)
                file = io.BytesIO()
                Image.fromarray(np.clip(np.rint(levels_of(directions)), 0, 255).astype(np.uint8)).save(file, "PNG")
                blob = database.execute("INSERT INTO blob VALUES (NULL, ?)", [file.getvalue()]).lastrowid
                database.execute("INSERT INTO tile VALUES (1, 1, ?, ?, ?, ?)", (face, row, column, blob))
    return database


def test_rounding_alone_is_59_db_and_no_seam(photo):
    waves = composites.Waves(np.random.default_rng(5))
    found = composites.compare(bundle(lambda directions: photo.levels(waves, directions)), waves, [photo])
    assert found["psnr_db"] == pytest.approx(58.9, abs=0.3)
    # The difference of two roundings.
    assert found["seam_step_levels"] == pytest.approx((1 / 6) ** 0.5, abs=0.02)
    assert found["inner_step_levels"] == pytest.approx((1 / 6) ** 0.5, abs=0.02)


def test_a_photo_of_another_brightness_is_found_and_its_edge_too(photo):
    waves = composites.Waves(np.random.default_rng(5))

    def brighter(directions):
        return photo.levels(waves, directions) + 20 * (photo.distances(directions) > 0)[..., None]

    found = composites.compare(bundle(brighter), waves, [photo])
    assert found["psnr_db"] == pytest.approx(20 * np.log10(255 / 20), abs=0.1)
    assert found["seam_step_levels"] > 3 and found["inner_step_levels"] < 0.5


def test_a_photo_that_is_not_drawn_at_all_is_found(photo):
    """At its edge, where it agrees with what is below, no seam tells it."""
    waves = composites.Waves(np.random.default_rng(5))
    found = composites.compare(bundle(waves.levels), waves, [photo])
    assert found["psnr_db"] < 25
    assert found["seam_step_levels"] == pytest.approx((1 / 6) ** 0.5, abs=0.1)
