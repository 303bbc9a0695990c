"""Stereo cards, stereo panoramas, restoration and evened exposure: from a tour's document to its bundle."""

import json
from pathlib import Path

import numpy as np
import pytest
from cutting import Bundle, levels, light, photo_places, picture, tile_directions
from PIL import Image
from running import REPOSITORY, assert_fault
from spheres import camera
from test_composites import write

REAL = REPOSITORY.parent / "shared/data/panoramas/stereo-top-bottom.jpg"
PRINT = (440, 400)
POSE = (20.0, 0.0, 0.0)


def noise(height: int, width: int, seed: int, step: int) -> np.ndarray:
    """Smooth spots about `step` pixels wide, 0 to 1."""
    random = np.random.default_rng(seed)
    small = random.integers(0, 256, (height // step + 2, width // step + 2), dtype=np.uint8)
    return np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)) / 255


def street(eye: int, seed: int = 1, flat: bool = False) -> np.ndarray:
    """What an eye (-1, 1) sees: rows of a ground that comes nearer, below a wall. Near things lie further right for the left eye."""
    width, height = PRINT
    wide = 60 + 140 * noise(height, width + 80, seed, 7)
    down = np.arange(height) / height
    nearness = np.full(height, 2.0) if flat else 2 + 10 * np.clip(down - 0.4, 0, 1) / 0.6
    columns = np.arange(width)[None, :] + 40 + eye * nearness[:, None] / 2
    left = np.floor(columns).astype(int)
    share = columns - left
    rows = np.arange(height)[:, None]
    return wide[rows, left] * (1 - share) + wide[rows, left + 1] * share


def card(path: Path, *, swapped: bool = False, **scene) -> Path:
    """Prints on a buff mount on a dark ground; the right one 6 pixels lower."""
    image = np.full((560, 1080), 20.0)
    image[15:545, 15:1065] = 190
    first, second = street(-1, **scene), street(1, **scene)
    if swapped:
        first, second = second, first
    image[70:470, 80:520] = first
    image[76:476, 545:985] = second
    image += np.random.default_rng(3).normal(0, 1.5, image.shape)
    picture(image[..., None] * [1, 0.95, 0.85]).save(path)
    return path


def line(path: str = "card.png", more: str = "", stereo: str = ", stereo: side-by-side") -> str:
    yaw, pitch, roll = POSE
    return (
        f"photo: {{path: {path}, on: today, pose: {{yaw_deg: {yaw}, pitch_deg: {pitch}, roll_deg: {roll}, "
        f"field_of_view_deg: 60}}{stereo}{more}}}"
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "tour"
    folder.mkdir()
    picture(np.full((256, 512, 3), 90.0)).save(folder / "today.png")
    return folder


@pytest.fixture
def build(run, tmp_path):
    def build(tour: Path, *arguments: str, output: str = "sample.ztour") -> tuple[Bundle, dict]:
        result = run("build", tour, "--output", output, "--json", "--quiet", "--quality", "95", "--subsampling", "4:4:4", *arguments)
        assert result.returncode == 0, result.stderr
        assert run("verify", output).returncode == 0
        return Bundle(tmp_path / output), json.loads(result.stdout)

    return build


def front(bundle: Bundle, digest: str, width: int = 540, height: int = 560) -> np.ndarray:
    """What tiles of the finest level show of the card's left half, resampled to its pixels: NaN where they do not."""
    size, count = bundle.sizes(digest)
    half = np.full((height, width), np.nan)
    focal = width / 2 / np.tan(np.radians(30))
    for level in range(count):
        for address, pixels in bundle.tiles(digest, level).items():
            places = photo_places(tile_directions(size, level, address), camera(*POSE), focal, width, height)
            inside = (places > 1).all(-1) & (places[..., 0] < width - 1) & (places[..., 1] < height - 1)
            at = np.floor(places[inside]).astype(int)
            half[at[:, 1], at[:, 0]] = pixels[inside][:, 0]
    return half


def shift(one: np.ndarray, other: np.ndarray, rows: slice, reach: int = 16) -> tuple[int, int]:
    """By how many columns and rows `other` has to be moved to look like `one`, in the print's middle."""
    area = (rows, slice(200, 400))
    best = None
    for down in range(-8, 9):
        for across in range(-reach, reach + 1):
            moved = np.roll(other, (down, across), (0, 1))[area]
            both = ~np.isnan(moved) & ~np.isnan(one[area])
            error = np.mean((moved[both] - one[area][both]) ** 2)
            if best is None or error < best[0]:
                best = (error, across, down)
    return best[1:]


# --- cards


def test_a_card_is_seen_by_two_eyes_at_the_same_heights(build, folder):
    card(folder / "card.png")
    bundle, report = build(write(folder, past=line()))
    epoch = bundle.epochs()["past"]
    assert epoch["right"] != epoch["panorama"]
    assert "original" not in epoch and "restored" not in epoch
    left, right = front(bundle, epoch["panorama"]), front(bundle, epoch["right"])
    # The wall is the farthest and at infinity; the ground is nearer, further right for the left eye.
    assert shift(left, right, slice(100, 180)) == (0, 0)
    across, down = shift(left, right, slice(410, 440))
    assert down == 0 and 6 <= across <= 11
    assert not any("wrong way round" in note for note in report.get("notes", []))


def test_mount_is_not_shown(build, folder):
    """Around the prints the panorama below is seen, grey but for JPEG's rings, and never the mount, a hundred levels brighter."""
    card(folder / "card.png")
    bundle, _ = build(write(folder, past=line()))
    for digest in [bundle.epochs()["past"]["panorama"], bundle.epochs()["past"]["right"]]:
        half = front(bundle, digest)
        assert np.nanmax(np.abs(half[30:60, 30:500] - 90)) <= 8
        assert np.nanmax(np.abs(half[100:400, 30:70] - 90)) <= 8


def test_swapped_prints_are_named_and_swapped_on_request_only(build, folder, run):
    card(folder / "card.png", swapped=True)
    tour = write(folder, past=line())
    result = run("check", tour)
    assert "warning: 'card.png' seems to have left and right the wrong way round" in result.stderr + result.stdout
    assert "swap_eyes: true" in result.stderr + result.stdout
    plain, _ = build(tour)
    again = run("build", tour, "--output", "again.ztour").stderr
    assert again.count("the wrong way round") == again.count("warning: 'card.png' seems to have") == 1
    tour = write(folder, past=line(more=", swap_eyes: true"))
    result = run("check", tour)
    assert "wrong way round" not in result.stderr + result.stdout
    swapped, _ = build(tour, output="swapped.ztour")
    left, right = (front(swapped, swapped.epochs()["past"][eye]) for eye in ["panorama", "right"])
    across, down = shift(left, right, slice(410, 440))
    assert down == 0 and 6 <= across <= 11
    assert plain.epochs()["past"]["panorama"] != swapped.epochs()["past"]["panorama"]


def test_a_swap_that_is_no_good_is_named(folder, run):
    card(folder / "card.png")
    result = run("check", write(folder, past=line(more=", swap_eyes: true")))
    assert "take `swap_eyes` away" in result.stderr + result.stdout


def test_of_a_flat_picture_nothing_is_said(folder, run):
    card(folder / "card.png", flat=True)
    result = run("check", write(folder, past=line()))
    assert "wrong way round" not in result.stderr + result.stdout


def test_what_is_no_card_is_one_line(folder, run, tmp_path):
    other = np.concatenate([street(-1, 1), street(-1, 2)], axis=1)
    picture(np.repeat(other[..., None], 3, -1)).save(folder / "card.png")
    tour = write(folder, past=line())
    assert_fault(run("build", tour, "--output", "sample.ztour", "--quiet"), 65, "tour.yaml:", "is no stereo card", "stereo")
    assert not (tmp_path / "sample.ztour").exists()
    assert "bad-stereo" in run("check", tour, "--json").stdout


def test_the_same_bytes_for_any_jobs_and_instruction_set(build, folder, tmp_path, monkeypatch):
    card(folder / "card.png")
    tour = write(folder, past=line(more=", restore: [dust, fading]"))
    build(tour, "--jobs", "1", output="one.ztour")
    build(tour, "--jobs", "3", output="three.ztour")
    monkeypatch.setenv("ZEITREISE_INSTRUCTION_SET", "portable")
    build(tour, output="portable.ztour")
    one, three, portable = [(tmp_path / f"{name}.ztour").read_bytes() for name in ["one", "three", "portable"]]
    assert one == three == portable


# --- stereo panoramas


def test_a_stereo_panorama_gives_left_and_right(build, folder):
    both = np.concatenate([np.full((256, 512, 3), 60.0), np.full((256, 512, 3), 180.0)])
    picture(both).save(folder / "both.png")
    for swap, (left, right) in [("", (60, 180)), (", swap_eyes: true", (180, 60))]:
        bundle, _ = build(write(folder, past=f"panorama: {{path: both.png, stereo: top-bottom{swap}}}"))
        epoch = bundle.epochs()["past"]
        for digest, value in [(epoch["panorama"], left), (epoch["right"], right)]:
            assert all(np.abs(tile - value).max() <= 1 for tile in bundle.tiles(digest, 0).values())


@pytest.mark.skipif(not REAL.exists(), reason="shared/data/panoramas/stereo-top-bottom.jpg is not there")
def test_a_real_stereo_panorama_has_two_tile_sets(run, tmp_path, folder, build):
    (folder / "real.jpg").symlink_to(REAL)
    bundle, _ = build(write(folder, past="panorama: {path: real.jpg, stereo: top-bottom}"), "--face-size", "320")
    epoch = bundle.epochs()["past"]
    left, right = bundle.tiles(epoch["panorama"], 0), bundle.tiles(epoch["right"], 0)
    assert len(left) == len(right) == 6
    for address, tile in left.items():
        # Nearly the same, and not the same.
        difference = np.abs(tile.astype(float) - right[address])
        assert 0 < difference.mean() < 25
    result = run("tile", REAL, "--stereo", "top-bottom", "--face-size", "320", "--output", "tiles", "--json")
    assert result.returncode == 0, result.stderr
    assert {path.name for path in (tmp_path / "tiles").iterdir()} >= {"left", "right"}


@pytest.mark.parametrize("size", [(1, 100), (1, 1), (2, 50), (64, 2500), (64, 8000)])
@pytest.mark.parametrize("command", [("check",), ("build",), ("align", "square", "past")])
def test_what_is_too_narrow_for_two_prints_is_said_in_a_line(command, size, run, folder):
    noise = np.random.default_rng(2).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / "card.png")
    tour = write(folder, past=line())
    result = run(command[0], tour, *command[1:])
    assert result.returncode == 65, result.stderr
    fault = "'card.png' does not look like two pictures side by side; give a scan of the whole card"
    assert [fault in line and "tour.yaml:" in line for line in result.stderr.splitlines()].count(True) == 1, result.stderr


# --- restoration


def faded(width: int, height: int) -> np.ndarray:
    """Between brown and cream, with specks; the panorama's own values are even."""
    values = 70 + 110 * noise(height, width, 5, 40)
    random = np.random.default_rng(6)
    values += random.normal(0, 1.5, values.shape)
    for x, y in zip(random.integers(20, width - 20, 40), random.integers(20, height - 20, 40)):
        values[y - 1 : y + 2, x - 1 : x + 2] = 250
    return values[..., None] * [1, 0.9, 0.7]


@pytest.mark.parametrize("projection", ["whole", "cylinder"])
def test_restoration_is_recorded_and_the_original_kept(build, folder, projection):
    more = {"whole": "", "cylinder": ", projection: cylindrical, field_of_view_deg: 200"}[projection]
    picture(faded(1024, 512)).save(folder / "old.png")
    plain, _ = build(write(folder, past=f"panorama: {{path: old.png{more}}}"))
    bundle, _ = build(write(folder, past=f"panorama: {{path: old.png, restore: [fading, dust]{more}}}"), output="restored.ztour")
    epoch = bundle.epochs()["past"]
    assert epoch["restored"] == ["dust", "fading"]
    assert epoch["original"] == plain.epochs()["past"]["panorama"]
    assert "restored" not in plain.epochs()["past"]
    size, count = bundle.sizes(epoch["panorama"])
    old, new = (
        np.concatenate([tile.reshape(-1, 3) for tile in bundle.tiles(digest, count - 1).values()])
        for digest in [epoch["original"], epoch["panorama"]]
    )
    # Where there is no picture there is black.
    shown = old.min(axis=1) > 20
    span_old, span_new = (np.quantile(values[shown], [0.02, 0.98], axis=0) for values in [old, new])
    assert (span_new[1] - span_new[0] > 1.5 * (span_old[1] - span_old[0])).all()
    # The print's tint stays: blue has as much of the red's light as before.
    tints = [light(values[shown].astype(float)) for values in [old, new]]
    before, after = (np.median(tint[:, 2] / tint[:, 0]) for tint in tints)
    assert before < 0.5 and abs(after - before) < 0.03
    assert (new[shown].max(axis=1) > 250).mean() < 0.01


def test_bands_are_evened_on_request(build, folder):
    values = np.full((300, 1200), 0.3) + 0.1 * noise(300, 1200, 9, 60)
    banded = values * np.where(np.arange(1200) < 600, 1, 0.8)
    picture(np.repeat(levels(banded)[..., None], 3, -1) + np.random.default_rng(1).normal(0, 1, (300, 1200, 1))).save(folder / "old.png")
    steps = {}
    for name, even in [("plain", ""), ("even", ", even_exposure: true")]:
        tour = write(folder, past=f"panorama: {{path: old.png, projection: cylindrical, field_of_view_deg: 120{even}}}")
        bundle, _ = build(tour, output=f"{name}.ztour")
        epoch = bundle.epochs()["past"]
        assert "restored" not in epoch
        size, count = bundle.sizes(epoch["panorama"])
        tiles = bundle.tiles(epoch["panorama"], count - 1)
        row = [light(tiles["f", 2 ** (count - 1) // 2, column].astype(float))[8:60] for column in range(2 ** (count - 1))]
        strip = np.concatenate(row, axis=1)[..., 1]
        middle = strip.shape[1] // 2
        steps[name] = np.log(np.median(strip[:, middle + 6 : middle + 20]) / np.median(strip[:, middle - 20 : middle - 6]))
    assert steps["plain"] < -0.15 and abs(steps["even"]) < 0.04
