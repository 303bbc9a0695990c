"""`zeitreise build` of photographs over panoramas: tones, edges, levels, several pictures, two eyes, and what is built again."""

import json
import random
import shutil
from pathlib import Path

import gpano
import numpy as np
import pytest
from PIL import Image
from cutting import Bundle, levels, light, photo_places, picture, psnr, sampled, tile_directions
from gpano import crop
from running import assert_fault, names
from spheres import camera, cylinder, of_angles, panorama, photograph
from test_rebuild import clean, duration, kill_after

HEAD = """\
zeitreise: 1
id: sample
title: {en: Sample}
languages: [en]
places:
  - id: square
    title: {en: Square}
    location: {latitude_deg: 49.44, longitude_deg: 7.77}
    epochs:
"""
EPOCH = """\
      - id: {id}
        year: {year}
        {picture}
        credit: Nobody
        licence: CC0-1.0
        source: Archive 1
        certainty: documented
"""
POSE = (20.0, 6.0, 4.0)
FOV = 50.0
SIZE = (500, 400)
FOCAL = SIZE[0] / 2 / np.tan(np.radians(FOV / 2))


def waves(directions: np.ndarray) -> np.ndarray:
    """Smooth and coloured everywhere, so that any fault of place shows."""
    unit = directions / np.linalg.norm(directions, axis=-1, keepdims=True)
    axes = np.array([[0.8, 0.36, 0.48], [0, 0.8, -0.6], [-0.6, 0.48, 0.64]])
    return 127.5 + 100 * np.sin(25 * unit @ axes.T)


def centred(places: np.ndarray) -> np.ndarray:
    """1 in the photo's middle, and 0, as flat as can be, where its edge fades and beside it."""
    margin = 0.02 * min(SIZE)
    share = np.nan_to_num((places - margin) / (np.array(SIZE) - 2 * margin))
    return np.prod(np.sin(np.pi * np.clip(share, 0, 1)) ** 2, axis=-1)[..., None]


def inverted(directions: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The waves, and towards a photo's middle their negative: at its edge it goes over into them, and nowhere else could they stand for
    it."""
    return 127.5 + (waves(directions) - 127.5) * (1 - 2 * centred(places))


def pose_line(pose=POSE, fov=FOV) -> str:
    yaw, pitch, roll = pose
    return f"{{yaw_deg: {yaw}, pitch_deg: {pitch}, roll_deg: {roll}, field_of_view_deg: {fov}}}"


def photo(tone: str = "keep", path: str = "a.png", pose=POSE, fov=FOV) -> str:
    return f"photo: {{path: {path}, on: today, tone: {tone}, pose: {pose_line(pose, fov)}}}"


def write(folder: Path, **epochs: str) -> Path:
    """A tour of one place; the epochs' pictures as YAML, from 1900 on, today last."""
    folder.mkdir(exist_ok=True)
    text = "".join(EPOCH.format(id=id, year=1900 + at, picture=line) for at, (id, line) in enumerate(epochs.items()))
    today = EPOCH.format(id="today", year=2026, picture="panorama: today.png\n        heading_deg: 33")
    (folder / "tour.yaml").write_text(HEAD + text + today)
    return folder


@pytest.fixture
def pictures(tmp_path) -> Path:
    """A panorama, a photograph that agrees with it at its edge, and a grey one."""
    folder = tmp_path / "tour"
    folder.mkdir()
    picture(waves(panorama(1024))).save(folder / "today.png")
    cut = waves(photograph(*SIZE, FOV, POSE))
    centres = np.stack(np.meshgrid(np.arange(SIZE[0]) + 0.5, np.arange(SIZE[1]) + 0.5), axis=-1)
    picture(inverted(photograph(*SIZE, FOV, POSE), centres)).save(folder / "a.png")
    picture(np.repeat(cut[..., :1], 3, axis=-1)).save(folder / "grey.png")
    return folder


@pytest.fixture
def build(run, tmp_path):
    """Builds and gives the bundle and the report."""

    def build(tour: Path, *arguments: str, output: str = "sample.ztour") -> tuple[Bundle, dict]:
        result = run("build", tour, "--output", output, "--json", "--quiet", "--quality", "100", "--subsampling", "4:4:4", *arguments)
        assert result.returncode == 0, result.stderr
        assert run("verify", output).returncode == 0
        return Bundle(tmp_path / output), json.loads(result.stdout)

    return build


def places(size: int, level: int, address, pose=POSE) -> np.ndarray:
    return photo_places(tile_directions(size, level, address), camera(*pose), FOCAL, *SIZE)


def edge_distance(places: np.ndarray) -> np.ndarray:
    """Pixels from the photo's edge; negative outside, and far outside behind the camera."""
    x, y = places[..., 0], places[..., 1]
    least = np.minimum(np.minimum(x, SIZE[0] - x), np.minimum(y, SIZE[1] - y))
    return np.nan_to_num(least, nan=-1e9)


# --- what is seen


def test_a_photo_lies_in_the_panorama_without_a_seam(build, pictures):
    """Every texel of every level against what it is by definition, inside, across the edge, and beside; and no seam."""
    bundle, _ = build(write(pictures, past=photo()))
    digest = bundle.epochs()["past"]["panorama"]
    size, count = bundle.sizes(digest)
    inside, steps = [], []
    for level in range(count):
        for address, pixels in bundle.tiles(digest, level).items():
            at = places(size, level, address)
            distance = edge_distance(at)
            truth = inverted(tile_directions(size, level, address), at)
            if level == 0:
                # The smallest level is too coarse for the waves to stay as they are.
                continue
            error = pixels - truth
            if (distance > 0).any():
                inside.append(error[distance > 0])
            near = np.abs(distance) < 12
            both = near[:, 1:] & near[:, :-1]
            steps.append((np.diff(pixels.astype(float), axis=1) - np.diff(truth, axis=1))[both])
    inside, steps = np.concatenate(inside), np.concatenate(steps)
    assert len(inside) > 100_000 and len(steps) > 10_000
    assert 10 * np.log10(255**2 / np.mean(inside**2)) >= 40
    # From texel to texel it changes as the picture itself does.
    assert np.sqrt(np.mean(steps**2)) < 1.5 and np.abs(steps).max() < 8


TONES = {
    "keep": lambda below: below,
    "fade": lambda below: 0.34 * (0.25 * below + 0.75 * luminance(below)),
    "sepia": lambda below: np.array([0.022, 0.014, 0.008]) + luminance(below) * np.array([0.838, 0.706, 0.492]),
    "paper": lambda below: np.broadcast_to([0.42, 0.37, 0.3], below.shape),
}


def luminance(light_: np.ndarray) -> np.ndarray:
    return (light_ @ [0.2126, 0.7152, 0.0722])[..., None]


@pytest.mark.parametrize("tone", TONES)
def test_surroundings_have_their_tone(tone, build, pictures):
    bundle, _ = build(write(pictures, past=photo(tone, "grey.png")))
    past, today = (bundle.epochs()[id]["panorama"] for id in ["past", "today"])
    size, _ = bundle.sizes(past)
    checked = 0
    for address, pixels in bundle.tiles(past, 1).items():
        directions = tile_directions(size, 1, address)
        distance = edge_distance(places(size, 1, address))
        wanted = levels(TONES[tone](light(waves(directions))))
        error = np.abs(pixels - wanted)[distance < -2]
        assert error.size == 0 or (np.mean(error) < 1 and error.max() < 8), (address, error.mean(), error.max())
        # Inside it is the photo, untouched.
        grey = pixels[distance > 12].astype(float)
        assert grey.size == 0 or np.ptp(grey, axis=-1).max() <= 4
        checked += error.size
    assert checked > 100_000
    assert bundle.epochs()["past"]["tone"] == tone
    assert bundle.epochs()["past"].get("over") == (None if tone == "paper" else "today")


def test_the_edge_fades_as_light(build, pictures):
    """A white photo on a black panorama: the light in its fading edge is the smooth step of the distance from the edge."""
    picture(np.zeros((512, 1024, 3))).save(pictures / "today.png")
    picture(np.full((SIZE[1], SIZE[0], 3), 255.0)).save(pictures / "a.png")
    bundle, _ = build(write(pictures, past=photo()))
    digest = bundle.epochs()["past"]["panorama"]
    size, count = bundle.sizes(digest)
    checked = 0
    for address, pixels in bundle.tiles(digest, count - 1).items():
        share = np.clip(edge_distance(places(size, count - 1, address)) / (0.02 * SIZE[1]), 0, 1)
        wanted = share**2 * (3 - 2 * share)
        fading = (share > 0.02) & (share < 0.98)
        error = np.abs(light(pixels[..., 1].astype(float)) - wanted)[fading]
        assert error.size == 0 or error.max() < 0.04
        checked += error.size
    assert checked > 1000


def test_levels_agree_where_the_edge_is_narrower_than_a_texel(build, pictures):
    """Each level is the next finer one halved as light, the fading edge included."""
    picture(np.full((512, 1024, 3), 40.0)).save(pictures / "today.png")
    picture(np.full((SIZE[1], SIZE[0], 3), 230.0)).save(pictures / "a.png")
    bundle, _ = build(write(pictures, past=photo()))
    digest = bundle.epochs()["past"]["panorama"]
    size, count = bundle.sizes(digest)
    finer = bundle.tiles(digest, count - 1)
    for level in range(count - 2, -1, -1):
        tiles = bundle.tiles(digest, level)
        for (letter, row, column), pixels in finer.items():
            half = size // 2
            parts = light(pixels.astype(float)).reshape(half, 2, half, 2, 3).mean((1, 3))
            place = np.s_[row % 2 * half : (row % 2 + 1) * half, column % 2 * half : (column % 2 + 1) * half]
            own = light(tiles[letter, row // 2, column // 2][place].astype(float))
            assert np.abs(own - parts).max() < 0.06, (level, letter, row, column)
        finer = tiles


# --- levels


def test_fine_levels_have_only_what_the_photo_needs(build, pictures):
    """A scan three times as fine as the panorama: no pixel is lost, and no tile stands where it shows nothing new."""
    scan = (1500, 1200)
    picture(waves(photograph(*scan, FOV, POSE))).save(pictures / "a.png")
    bundle, _ = build(write(pictures, past=photo()))
    digest, today = (bundle.epochs()[id]["panorama"] for id in ["past", "today"])
    (size, count), (own_size, own_count) = bundle.sizes(digest), bundle.sizes(today)
    assert size == own_size and count > own_count
    focal = scan[0] / 2 / np.tan(np.radians(FOV / 2))

    def step(level, address):
        """Pixels of the scan from texel to texel, where both lie in it."""
        at = photo_places(tile_directions(size, level, address), camera(*POSE), focal, *scan)
        inside = (at > 0).all(-1) & (at < scan).all(-1)
        right, down = at[:-1, 1:] - at[:-1, :-1], at[1:, :-1] - at[:-1, :-1]
        ways = np.sqrt(right**2 + down**2).max(-1)
        return inside, ways[inside[:-1, :-1]]

    for level in range(count):
        addresses = bundle.addresses(digest, level)
        if level < own_count:
            assert len(addresses) == 6 * 4**level
            continue
        assert addresses, "no level is empty"
        texel = 4 * focal / (size << level)
        for address in addresses:
            at = photo_places(tile_directions(size, level, address), camera(*POSE), focal, *scan)
            assert ((at > -texel) & (at < np.array(scan) + texel)).all(-1).any(), "a tile that the photo does not touch"
    for level in range(own_count - 1, count):
        below = bundle.addresses(digest, level + 1) if level + 1 < count else set()
        for letter, row, column in bundle.addresses(digest, level):
            inside, ways = step(level, (letter, row, column))
            half = size // 2
            for down in range(2):
                for right in range(2):
                    if (letter, 2 * row + down, 2 * column + right) in below:
                        continue
                    part = np.zeros((size - 1, size - 1), bool)
                    part[down * half : (down + 1) * half, right * half : (right + 1) * half] = True
                    lost = ways[part[inside[:-1, :-1]]]
                    assert lost.size == 0 or lost.max() <= 1.08, (level, letter, row, column, lost.max())


def finest_face(size: tuple[int, int]) -> float:
    """Texels a side of faces on which each is at most as long as a pixel of a photo: of all its pixels, by differences."""
    focal = size[0] / 2 / np.tan(np.radians(FOV / 2))
    largest = 0.0
    for x in np.linspace(0, size[0], 101):
        for y in np.linspace(0, size[1], 101):
            ray = camera(*POSE) @ [x - size[0] / 2, size[1] / 2 - y, -focal]
            axis = np.argmax(np.abs(ray))
            on_face = ray / np.abs(ray[axis])
            for other in {0, 1, 2} - {axis}:
                # A face is two units wide.
                step = 1e-6 * np.eye(3)[other]
                ends = photo_places(np.array([on_face - step, on_face + step]), camera(*POSE), focal, *size)
                largest = max(largest, float(np.linalg.norm(ends[1] - ends[0])) / 1e-6)
    return largest


def test_face_size_bounds_the_photo(run, build, pictures):
    picture(waves(photograph(3000, 2400, FOV, POSE))).save(pictures / "a.png")
    tour = write(pictures, past=photo())
    bundle, _ = build(tour, "--face-size", "512")
    size, count = bundle.sizes(bundle.epochs()["past"]["panorama"])
    assert size << (count - 1) == 512
    result = run("check", tour, "--face-size", "512")
    assert result.returncode == 0 and "[large-photo]" in result.stderr, result.stderr
    needed = int(result.stderr.split("would fill faces of ")[1].split()[0])
    # On such faces a texel is nowhere longer than 1.0625 pixels of the photo, and somewhere as long.
    assert needed * 1.0625 == pytest.approx(finest_face((3000, 2400)), rel=0.01)
    result = run("check", tour, "--face-size", str(needed))
    assert result.returncode == 0 and "large-photo" not in result.stderr
    assert "large-photo" not in run("check", tour).stderr


# --- several pictures, other projections, two eyes


def test_the_last_photo_lies_uppermost(build, pictures):
    for name, colour in [("a.png", (200, 40, 40)), ("b.png", (40, 40, 200))]:
        picture(np.broadcast_to(np.array(colour, float), (SIZE[1], SIZE[0], 3))).save(pictures / name)
    shifted = (POSE[0] + 20, POSE[1], POSE[2])
    both = f"""photo:
          - {{path: a.png, on: today, pose: {pose_line()}}}
          - {{path: b.png, pose: {pose_line(shifted)}}}"""
    bundle, _ = build(write(pictures, past=both))
    past = bundle.epochs()["past"]
    size, _ = bundle.sizes(past["panorama"])
    assert len(past["documented"]) == 2
    seen = {"a": 0, "b": 0}
    for address, pixels in bundle.tiles(past["panorama"], 1).items():
        first, second = (edge_distance(places(size, 1, address, pose)) for pose in [POSE, shifted])
        upper, lower = second > 12, (second < -2) & (first > 12)
        for name, mask, colour in [("b", upper, (40, 40, 200)), ("a", lower, (200, 40, 40))]:
            # JPEG spreads an edge over its block.
            assert np.abs(pixels[mask] - np.array(colour)).max(initial=0) <= 5
            seen[name] += mask.sum()
    assert min(seen.values()) > 1000


def test_a_photo_over_nothing(build, pictures):
    alone = f"photo: {{path: a.png, tone: paper, pose: {pose_line()}}}\n        heading_deg: 77"
    bundle, _ = build(write(pictures, past=alone))
    past = bundle.epochs()["past"]
    assert past["heading_deg"] == 77 and "over" not in past and "pose" not in past
    size, count = bundle.sizes(past["panorama"])
    assert len(bundle.addresses(past["panorama"], 0)) == 6
    ground = levels(np.array([0.42, 0.37, 0.3]))
    for level in range(count):
        for address, pixels in bundle.tiles(past["panorama"], level).items():
            outside = edge_distance(places(size, level, address)) < -12
            assert np.abs(pixels[outside] - ground).max(initial=0) <= 5


def test_documented_follows_the_edge(build, pictures):
    """Every point of the photo's edge lies within 0.05° of the line drawn through the manifest's points, and the reverse."""
    bundle, _ = build(write(pictures, past=photo()))
    [line] = bundle.epochs()["past"]["documented"]
    points = of_angles(*np.radians([[p["yaw_deg"] for p in line], [p["pitch_deg"] for p in line]]))
    width, height = SIZE
    t = np.linspace(0, 1, 500, endpoint=False)[:, None]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], float)
    edge = np.concatenate([a + (b - a) * t for a, b in zip(corners, corners[1:])])
    rays = np.stack([edge[:, 0] - width / 2, height / 2 - edge[:, 1], np.full(len(edge), -FOCAL)], axis=-1) @ camera(*POSE).T
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    dense = np.concatenate([a + (b - a) * t[::10] for a, b in zip(points, np.roll(points, -1, axis=0))])
    dense /= np.linalg.norm(dense, axis=-1, keepdims=True)
    for one, other in [(rays, dense), (dense, rays)]:
        nearest = np.degrees(np.arccos(np.clip((one @ other.T).max(axis=1), -1, 1)))
        assert nearest.max() < 0.1
    normals = np.cross(points, np.roll(points, -1, axis=0))
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    assert np.degrees(np.abs(rays @ normals.T).min(axis=1)).max() < 0.05


@pytest.mark.parametrize("tone", ["keep", "paper"])
def test_an_old_cylinder_is_filled(tone, build, pictures):
    """A cylinder over 140°, tilted in the panorama below, whose negative it shows."""
    pose = (30.0, 3.0, -2.0)
    picture(255 - waves(cylinder(800, 300, 140) @ camera(*pose).T)).save(pictures / "c.png")
    line = (
        "panorama: {path: c.png, projection: cylindrical, field_of_view_deg: 140, on: today, "
        f"pose: {{yaw_deg: 30, pitch_deg: 3, roll_deg: -2}}, tone: {tone}}}"
    )
    bundle, _ = build(write(pictures, past=line))
    past = bundle.epochs()["past"]
    assert past["pose"]["heading_deg"] == 33 and len(past["documented"]) == 1
    size, count = bundle.sizes(past["panorama"])
    ground = levels(np.array([0.42, 0.37, 0.3]))
    radius, seen = 800 / np.radians(140), 0
    for address, pixels in bundle.tiles(past["panorama"], min(1, count - 1)).items():
        directions = tile_directions(size, min(1, count - 1), address)
        own = directions @ camera(*pose)
        x = 400 + radius * np.arctan2(own[..., 0], -own[..., 2])
        y = 150 - radius * own[..., 1] / np.hypot(own[..., 0], own[..., 2])
        least = np.minimum(np.minimum(x, 800 - x), np.minimum(y, 300 - y))
        assert least.max() < 8 or psnr(pixels[least > 8], 255 - waves(directions)[least > 8]) > 38
        outside = pixels[least < -3] - (ground if tone == "paper" else waves(directions)[least < -3])
        assert np.abs(outside).max(initial=0) < 8
        seen += (least > 8).sum()
    assert seen > 10_000


def test_a_part_of_a_panorama_is_turned_into_its_base(build, pictures):
    """An equirectangular strip, not metadata's but the tour's, that stands askew in the panorama below."""
    pose = (-50.0, 8.0, 5.0)
    yaw = (np.arange(480) + 0.5 - 240) / 480 * np.radians(120)
    pitch = (100 - (np.arange(200) + 0.5)) / 480 * np.radians(120)
    own = of_angles(*np.broadcast_arrays(yaw[None, :], pitch[:, None]))
    picture(waves(own @ camera(*pose).T)).save(pictures / "e.png")
    line = (
        "panorama: {path: e.png, projection: equirectangular, field_of_view_deg: 120, on: today, "
        "pose: {yaw_deg: -50, pitch_deg: 8, roll_deg: 5}, tone: fade}"
    )
    bundle, _ = build(write(pictures, past=line))
    past = bundle.epochs()["past"]
    size, _ = bundle.sizes(past["panorama"])
    seen = 0
    for address, pixels in bundle.tiles(past["panorama"], 1).items():
        directions = tile_directions(size, 1, address)
        unit = directions / np.linalg.norm(directions, axis=-1, keepdims=True) @ camera(*pose)
        x = 240 + np.arctan2(unit[..., 0], -unit[..., 2]) * 480 / np.radians(120)
        y = 100 - np.arcsin(unit[..., 1]) * 480 / np.radians(120)
        inside = np.minimum(np.minimum(x, 480 - x), np.minimum(y, 200 - y)) > 8
        assert not inside.any() or psnr(pixels[inside], waves(directions)[inside]) > 38
        faded = levels(TONES["fade"](light(waves(directions))))
        outside = (x < -3) | (x > 483) | (y < -3) | (y > 203)
        assert np.abs(pixels[outside] - faded[outside]).max(initial=0) < 8
        seen += inside.sum()
    assert seen > 10_000


@pytest.mark.parametrize("tone", ["", ", tone: paper"])
def test_a_part_on_neutral_ground_stands_as_its_metadata_say(tone, build, pictures):
    fields = crop(1024, 256, 128, 512, 256) | {"PoseHeadingDegrees": 123.5, "PosePitchDegrees": -7.25, "PoseRollDegrees": 12}
    gpano.save(picture(waves(panorama(1024))[128:384, 256:768]), pictures / "part.jpg", fields)
    bundle, _ = build(write(pictures, past=f"panorama: {{path: part.jpg{tone}}}"))
    past = bundle.epochs()["past"]
    assert past["heading_deg"] == 123.5
    stored = bundle.database.execute("SELECT presentation FROM panorama WHERE digest = ?", (bytes.fromhex(past["panorama"]),))
    pose = past.get("pose") or json.loads(stored.fetchone()[0])["pose"]
    assert pose == {"heading_deg": 123.5, "pitch_deg": -7.25, "roll_deg": 12}


@pytest.mark.parametrize("layout", ["top-bottom", "side-by-side"])
@pytest.mark.parametrize("swapped", [False, True])
def test_panoramas_for_two_eyes(layout, swapped, build, pictures):
    red, blue = ([np.full((256, 512, 3), 0.0) for _ in range(2)])
    red[..., 0], blue[..., 2] = 200, 200
    picture(np.concatenate([red, blue], axis=0 if layout == "top-bottom" else 1)).save(pictures / "s.png")
    line = f"panorama: {{path: s.png, stereo: {layout}{', swap_eyes: true' if swapped else ''}}}"
    bundle, report = build(write(pictures, past=line))
    past = bundle.epochs()["past"]
    eyes = [next(iter(bundle.tiles(past[key], 0).values()))[8, 8] for key in ["panorama", "right"]]
    if swapped:
        eyes.reverse()
    assert eyes[0][0] > 150 > 50 > eyes[0][2] and eyes[1][2] > 150 > 50 > eyes[1][0]
    assert [panorama["picture"] for panorama in report["panoramas"]] == ["s.png", "s.png", "today.png"]


def test_a_photo_over_two_eyes_lies_in_both(build, pictures):
    one = waves(panorama(512))
    picture(np.concatenate([one, 255 - one])).save(pictures / "today.png")
    tour = write(pictures, past=photo())
    text = (tour / "tour.yaml").read_text()
    (tour / "tour.yaml").write_text(text.replace("panorama: today.png", "panorama: {path: today.png, stereo: top-bottom}"))
    bundle, _ = build(tour)
    past = bundle.epochs()["past"]
    size, count = bundle.sizes(past["panorama"])
    left, right = (bundle.tiles(past[key], 1) for key in ["panorama", "right"])
    for address, pixels in left.items():
        distance = edge_distance(places(size, 1, address))
        # Farther from the edge than a block of the JPEG.
        assert (pixels[distance > 40] == right[address][distance > 40]).all()
        beside = distance < -2
        assert np.abs(pixels[beside].astype(float) + right[address][beside] - 255).max(initial=0) < 10


# --- over what lies over another


OLD_POSE = (40.0, 5.0, -3.0)
# Of pictures that show the same as today's, seen from where the old camera stood askew: on the world's directions.
OLD = {
    "turned": ("panorama: {path: old.png, on: today, %s}", lambda: panorama(1024)),
    "cylinder": (
        "panorama: {path: old.png, projection: cylindrical, field_of_view_deg: 200, on: today, %s}",
        lambda: cylinder(1000, 500, 200),
    ),
    "filled cylinder": (
        "panorama: {path: old.png, projection: cylindrical, field_of_view_deg: 200, on: today, %s, tone: keep}",
        lambda: cylinder(1000, 500, 200),
    ),
    "solved cylinder": (
        "panorama: {path: old.png, projection: cylindrical, on: today, %s, tone: keep}",
        lambda: cylinder(1000, 500, 200),
    ),
    "solved cylinder alone": ("panorama: {path: old.png, projection: cylindrical, on: today, %s}", lambda: cylinder(1000, 500, 200)),
}


def old_points() -> str:
    """Of the cylinder, in today's frame."""
    radius = 1000 / np.radians(200)
    points = []
    for x, y in [(60, 100), (300, 400), (500, 90), (720, 380), (900, 120), (950, 420)]:
        angle = (x - 500) / radius
        way = camera(*OLD_POSE) @ [np.sin(angle), (250 - y) / radius, -np.cos(angle)]
        yaw, pitch = np.degrees([np.arctan2(way[0], -way[2]), np.arctan2(way[1], np.hypot(way[0], way[2]))])
        points.append(f"{{x_px: {x}, y_px: {y}, yaw_deg: {yaw:.9f}, pitch_deg: {pitch:.9f}}}")
    return f"control_points: [{', '.join(points)}]"


def chain(pictures: Path, kind: str) -> Path:
    """A photo over an old panorama that lies over today's: all show the same world, but the photo its negative in its middle."""
    line, directions = OLD[kind]
    picture(waves(directions() @ camera(*OLD_POSE).T)).save(pictures / "old.png")
    centres = np.stack(np.meshgrid(np.arange(SIZE[0]) + 0.5, np.arange(SIZE[1]) + 0.5), axis=-1)
    picture(inverted(photograph(*SIZE, FOV, POSE) @ camera(*OLD_POSE).T, centres)).save(pictures / "a.png")
    yaw, pitch, roll = OLD_POSE
    given = f"pose: {{yaw_deg: {yaw}, pitch_deg: {pitch}, roll_deg: {roll}}}"
    return write(pictures, past=photo().replace("on: today", "on: old"), old=line % (old_points() if "solved" in kind else given))


def posed(epoch: dict) -> np.ndarray:
    """From an epoch's tiles to the world."""
    pose = epoch.get("pose") or {"heading_deg": epoch["heading_deg"]}
    return camera(pose["heading_deg"], pose.get("pitch_deg", 0), pose.get("roll_deg", 0))


@pytest.mark.parametrize("kind", OLD)
def test_a_photo_over_a_panorama_that_lies_on_another(kind, build, pictures):
    """What every texel shows of the world, of which today's panorama is the truth."""
    bundle, _ = build(chain(pictures, kind))
    past = bundle.epochs()["past"]
    size, _ = bundle.sizes(past["panorama"])
    to_today = np.array(camera(33, 0, 0)).T @ posed(past)
    to_photo = camera(*OLD_POSE) @ camera(*POSE)
    inside = 0
    for address, pixels in bundle.tiles(past["panorama"], 1).items():
        directions = tile_directions(size, 1, address) @ to_today.T
        at = photo_places(directions, to_photo, FOCAL, *SIZE)
        seen = edge_distance(at) > 12
        truth = inverted(directions, at)
        assert not seen.any() or psnr(pixels[seen], truth[seen]) > 36, (address, psnr(pixels[seen], truth[seen]))
        inside += seen.sum()
    assert inside > 10_000
    # What stands round it are the old panorama and, where that is filled, today's.
    assert past["over"] == "old"


@pytest.mark.parametrize("kind", OLD)
def test_align_has_the_same_frame_as_build(kind, run, pictures, tmp_path):
    """In the preview's middle, which is the photo's, both pictures show one direction."""
    tour = chain(pictures, kind)
    result = run("align", tour, "square", "past", "--preview", "laid.png")
    assert result.returncode == 0, result.stderr
    shown = np.asarray(Image.open(tmp_path / "laid.png").convert("RGB")).astype(float)[590:610, 790:810].mean((0, 1))
    middle = camera(*OLD_POSE) @ camera(*POSE) @ [0, 0, -1]
    truth = waves(middle)
    assert np.abs(shown - (0.3 * truth + 0.7 * (255 - truth))).max() < 8, (shown, truth)

# --- placed, not composed


def test_a_panorama_that_is_placed_needs_no_new_tiles(build, pictures):
    shutil.copy(pictures / "today.png", pictures / "old.png")
    picture(waves(panorama(512))).save(pictures / "old.png")
    tour = write(pictures, past="panorama: {path: old.png, on: today, pose: {yaw_deg: 10, pitch_deg: 2, roll_deg: 1}}")
    bundle, report = build(tour)
    assert report["tiled"] == 2
    pose = bundle.epochs()["past"]["pose"]
    assert pose["heading_deg"] == pytest.approx(43) and pose["pitch_deg"] == pytest.approx(2)
    assert pose["roll_deg"] == pytest.approx(1) and "documented" not in bundle.epochs()["past"]
    text = (tour / "tour.yaml").read_text()
    for old, new in [("yaw_deg: 10", "yaw_deg: 11"), ("heading_deg: 33", "heading_deg: 34")]:
        text = text.replace(old, new)
        (tour / "tour.yaml").write_text(text)
        bundle, report = build(tour)
        assert report["tiled"] == 0
    assert bundle.epochs()["past"]["pose"]["heading_deg"] == pytest.approx(45)
    assert bundle.epochs()["past"]["heading_deg"] == pytest.approx(45)


def test_epochs_stand_by_date(build, pictures):
    tour = write(pictures, past=photo(), later="panorama: today.png")
    bundle, _ = build(tour)
    place = bundle.tour["places"][0]
    assert [epoch["id"] for epoch in place["epochs"]] == ["past", "later", "today"] and "first" not in place
    text = (tour / "tour.yaml").read_text()
    (tour / "tour.yaml").write_text(text.replace("year: 1900", "year: 1999"))
    place = build(tour)[0].tour["places"][0]
    assert [epoch["id"] for epoch in place["epochs"]] == ["later", "past", "today"] and place["first"] == "past"
    assert all(epoch["certainty"] == "documented" for epoch in place["epochs"])


# --- again and again


def test_what_is_built_again(build, pictures, tmp_path):
    """Only the epoch whose picture, base, place or tone changed."""
    tour = write(pictures, past=photo("fade"), other=photo("sepia", "grey.png"))
    _, first = build(tour)
    assert first["tiled"] == 3
    text = (tour / "tour.yaml").read_text()

    def states(new: str) -> dict:
        (tour / "tour.yaml").write_text(new)
        _, report = build(tour)
        return [panorama["state"] for panorama in report["panoramas"]]

    assert states(text.replace("heading_deg: 33", "heading_deg: 34")) == ["kept"] * 3
    assert states(text.replace("year: 1900", "year: 1899")) == ["kept"] * 3
    # Less than a millionth of a degree is nothing.
    assert states(text.replace("yaw_deg: 20.0", "yaw_deg: 20.0000001", 1)) == ["kept"] * 3
    assert states(text.replace("yaw_deg: 20.0", "yaw_deg: 20.5", 1)) == ["tiled", "kept", "kept"]
    assert states(text) == ["tiled", "kept", "kept"]
    assert states(text.replace("tone: fade", "tone: keep")) == ["tiled", "kept", "kept"]
    assert states(text) == ["tiled", "kept", "kept"]
    shutil.copy(tour / "a.png", tour / "grey.png")
    assert states(text) == ["kept", "tiled", "kept"]
    picture(255 - waves(panorama(1024))).save(tour / "today.png")
    assert states(text) == ["tiled"] * 3
    bundle = (tmp_path / "sample.ztour").read_bytes()
    build(tour, output="fresh.ztour")
    assert (tmp_path / "fresh.ztour").read_bytes() == bundle


def test_same_bytes_whatever_the_jobs_kernels_and_memory(run, program, build, pictures, tmp_path, monkeypatch):
    tour = write(pictures, past=photo("sepia"))
    build(tour)
    wanted = (tmp_path / "sample.ztour").read_bytes()
    for arguments in [("--jobs", "1"), ("--jobs", "5"), ("--jobs", "1", "--memory", "24")]:
        build(tour, *arguments, output="other.ztour")
        assert (tmp_path / "other.ztour").read_bytes() == wanted, arguments
        (tmp_path / "other.ztour").unlink()
    monkeypatch.setenv("ZEITREISE_INSTRUCTION_SET", "portable")
    build(tour, output="other.ztour")
    assert (tmp_path / "other.ztour").read_bytes() == wanted


def test_a_killed_build_goes_on(program, build, pictures, tmp_path):
    tour = write(pictures, past=photo("fade"), other=photo("paper"))
    command = [program, "build", tour, "--output", "sample.ztour", "--quiet"]
    bundle = tmp_path / "sample.ztour"
    whole = duration(command, tmp_path)
    wanted = bundle.read_bytes()
    moments = random.Random(7)
    for index in range(12):
        clean(tmp_path)
        kill_after(command, tmp_path, (index + moments.random()) / 12 * whole)
        duration(command, tmp_path)
        assert bundle.read_bytes() == wanted
        assert names(tmp_path) == ["sample.ztour", "tour"]


# --- bad input


def test_faults_are_one_line_and_leave_nothing(run, pictures, tmp_path):
    tour = write(pictures, past=photo())
    whole = (tour / "a.png").read_bytes()
    (tour / "a.png").write_bytes(whole[: len(whole) // 2])
    assert_fault(run("build", tour, "--output", "x.ztour", "--quiet"), 65, "a.png")
    (tour / "a.png").write_bytes(b"no picture")
    assert_fault(run("build", tour, "--output", "x.ztour", "--quiet"), 65, "a.png")
    (tour / "a.png").unlink()
    assert_fault(run("build", tour, "--output", "x.ztour", "--quiet"), 65, "tour.yaml", "a.png", "not there")
    (tour / "a.png").write_bytes(whole)
    text = (tour / "tour.yaml").read_text()
    (tour / "tour.yaml").write_text(text.replace("on: today", "on: yesterday"))
    assert_fault(run("build", tour, "--output", "x.ztour", "--quiet"), 65, "tour.yaml:", "yesterday")
    (tour / "tour.yaml").write_text(text)
    (tour / "today.png").unlink()
    assert_fault(run("build", tour, "--output", "x.ztour", "--quiet"), 65, "today.png", "not there")
    assert not any(name.startswith("x.ztour") for name in names(tmp_path))
