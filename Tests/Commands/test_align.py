"""`zeitreise align` and what `check` says of control points: of photographs whose pose is known by definition."""

import json

import numpy as np
import photo_tour
import pytest
from PIL import Image
from photo_tour import OVER, POINTS, Photo, listed
from running import assert_fault, contents

ALIGN = ("align", "tour", "castle", "y1905")


@pytest.fixture
def make(tmp_path):
    def make(placement, photo=None):
        return photo_tour.write(tmp_path / "tour", placement, photo)

    return make


def aligned(run, *arguments) -> dict:
    result = run(*ALIGN, "--json", *arguments)
    assert result.returncode == 0, result.stderr
    [picture] = json.loads(result.stdout)
    return picture


def line_of(document, text: str) -> int:
    return next(number for number, line in enumerate(document.read_text().splitlines(), 1) if text in line)


def turned(angles: dict) -> np.ndarray:
    return (
        photo_tour.about_up(angles["yaw_deg"])
        @ photo_tour.about_right(angles["pitch_deg"])
        @ photo_tour.about_forward(angles["roll_deg"])
    )


def pose_error_deg(found: dict, photo: Photo) -> float:
    cosine = (np.trace(turned(found["pose"]).T @ photo.rotation) - 1) / 2
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def codes(run) -> list[tuple[str, int]]:
    """What `check` says of the control points, with lines."""
    findings = json.loads(run("check", "tour", "--json").stdout)
    return [(finding["code"], finding["line"]) for finding in findings if finding["code"] != "small-photo"]


def test_points_give_the_pose_that_the_photo_was_cut_with(run, make):
    photo = Photo()
    make(listed(photo.places(POINTS), POINTS), photo)
    found = aligned(run)
    assert pose_error_deg(found, photo) < 0.005
    assert found["field_of_view_deg"] == pytest.approx(photo.fov_deg, abs=0.01)
    assert found["verdict"] == {"kind": "good", "is_placed": True, "lines": []}
    assert found["kind"] == "photo" and found["placed_by"] == "control_points"
    assert all(point["residual_px"] < 0.05 and point["is_used"] for point in found["points"])
    assert {"yaw_deg", "pitch_deg", "roll_deg", "field_of_view_deg"} <= set(found["standard_deviations"])
    assert codes(run) == []


def test_a_shifted_lens_is_found_where_it_is_asked_for(run, make):
    photo = Photo(shift=(0.02, 0.11))
    make(listed(photo.places(POINTS), POINTS) + "        solve: [shift]\n", photo)
    found = aligned(run)
    assert pose_error_deg(found, photo) < 0.02
    assert [found["shift_right"], found["shift_up"]] == pytest.approx([0.02, 0.11], abs=0.001)


def test_a_pose_is_taken_as_it_is_given(run, make):
    make("        pose: {yaw_deg: 6, pitch_deg: 4, roll_deg: 1.5, field_of_view_deg: 48}\n")
    found = aligned(run)
    assert pose_error_deg(found, Photo()) < 1e-5
    assert found["verdict"]["kind"] == "given" and found["points"] == []


def test_the_table_names_every_point_with_its_line(run, make):
    photo = Photo()
    document = make(listed(photo.places(POINTS), POINTS), photo)
    result = run(*ALIGN)
    assert result.returncode == 0 and result.stderr == ""
    for word in ("photo.png", "yaw", "field of view", "±", "residual", "left out", "good: the points agree to less than 0.1 px"):
        assert word in result.stdout
    rows = [line.split()[:2] for line in result.stdout.splitlines() if line.split()[0].isdigit()]
    assert rows == [[str(n), str(line_of(document, f"# point {n}"))] for n in range(1, 8)]


def test_a_wrong_point_is_named_with_its_line(run, make):
    photo = Photo()
    places = photo.places(POINTS)
    places[2] += [150, -130]
    document = make(listed(places, POINTS), photo)
    found = aligned(run)
    assert pose_error_deg(found, photo) < 0.02
    assert found["verdict"]["kind"] == "doubtful"
    line = line_of(document, "# point 3")
    assert [entry["line"] for entry in found["verdict"]["lines"]] == [line]
    assert [point["is_used"] for point in found["points"]] == [n != 2 for n in range(7)]
    assert codes(run) == [("doubtful-point", line)]


def test_points_that_hold_nothing_are_refused_with_line_and_status(run, make):
    photo = Photo()
    places = photo.places(POINTS)
    on_a_line = photo_tour.direction(np.linspace(-12, 24, 6), np.zeros(6))
    mirrored = Photo(is_mirrored=True)
    outside, twice = places.copy(), places.copy()
    outside[4] = [950, 300]
    twice[5] = twice[1]
    for placement, code, at in [
        (listed(mirrored.places(POINTS), POINTS), "mirrored-photo", "control_points:\n"),
        (listed(outside, POINTS), "point-outside", "# point 5"),
        (listed(twice, POINTS), "repeated-point", "# point 6"),
    ]:
        document = make(placement, photo)
        before = contents(document.parent)
        line = line_of(document, at.strip())
        assert codes(run) == [(code, line)]
        result = run(*ALIGN)
        assert result.returncode == 65
        assert "; " in result.stdout
        assert run("check", "tour").returncode == 65
        assert contents(document.parent) == before
    make(listed(Photo(roll_deg=0, pitch_deg=0).places(on_a_line), on_a_line))
    assert [code for code, _ in codes(run)] == ["collinear-points"]


def test_align_check_and_build_refuse_the_same(run, make):
    """Six points on a slanting line agree as well as one can wish, and hold nothing."""
    slanting = photo_tour.direction(np.linspace(-12, 24, 6), np.linspace(-6, 14, 6))
    photo = Photo()
    places = photo.places(slanting[[0, -1]])
    on_a_line = places[0] + np.linspace(0, 1, 6)[:, None] * (places[1] - places[0])
    rays = np.stack([on_a_line[:, 0] - photo.axis[0], photo.axis[1] - on_a_line[:, 1], np.full(6, -photo.focal)], axis=-1)
    document = make(listed(on_a_line, (rays / np.linalg.norm(rays, axis=-1, keepdims=True)) @ photo.rotation.T), photo)
    line = line_of(document, "control_points:")
    assert codes(run) == [("collinear-points", line)]
    result = run(*ALIGN, "--json")
    [picture] = json.loads(result.stdout)
    assert result.returncode == 65 and not picture["verdict"]["is_placed"] and "pose" not in picture
    assert run(*ALIGN).returncode == 65
    for command in ["check", "build"]:
        assert_fault(run(command, "tour"), 65, f"tour/tour.yaml:{line}: the control points of 'photo.png' lie on a line")


def test_points_that_no_picture_shows_so_are_refused_by_all(run, make):
    """As if they had been clicked in a small copy of the scan."""
    photo = Photo()
    document = make(listed(photo.places(POINTS) / 6, POINTS), photo)
    line = line_of(document, "control_points:")
    assert codes(run) == [("contradiction", line)]
    assert run(*ALIGN).returncode == 65
    for command in ["check", "build"]:
        assert_fault(run(command, "tour"), 65, f"tour/tour.yaml:{line}: the control points of 'photo.png' contradict each other")


def test_verdicts_have_file_and_line(run, make):
    photo = Photo()
    places = photo.places(POINTS)
    places[4] = [950, 300]
    document = make(listed(places, POINTS), photo)
    line = line_of(document, "# point 5")
    result = run(*ALIGN)
    assert f"  refused: tour/tour.yaml:{line}: " in result.stdout
    [picture] = json.loads(run(*ALIGN, "--json").stdout)
    assert [(entry["file"], entry["line"]) for entry in picture["verdict"]["lines"]] == [("tour/tour.yaml", line)]


def test_several_wrong_points_are_not_called_parallax_alone(run, make):
    photo = Photo()
    points = POINTS[:6]
    places = photo.places(points)
    places[1] += [-160, 110]
    places[5] += [90, 140]
    document = make(listed(places, points), photo)
    found = aligned(run)
    assert found["verdict"]["kind"] == "parallax"
    [entry] = found["verdict"]["lines"]
    residuals = [point["residual_px"] for point in found["points"]]
    worst = sorted(range(6), key=lambda index: -residuals[index])[:2]
    assert f"look first at points {worst[0] + 1} and {worst[1] + 1}, which miss by the most" in entry["text"]
    assert "or several of its control points are wrong" in entry["text"] and entry["text"].count("photo.png") == 1
    assert entry["text"] in run(*ALIGN).stdout
    assert entry["text"] in run("check", "tour").stderr
    built = run("build", "tour")
    assert built.returncode == 0
    assert f"zeitreise: tour/tour.yaml:{line_of(document, 'control_points:')}: warning: {entry['text']}\n" in built.stderr


@pytest.mark.parametrize("command", [ALIGN, ("check", "tour"), ("build", "tour")])
def test_without_points_the_page_is_offered(command, run, make):
    make("")
    assert_fault(run(*command), 65, "neither `pose` nor `control_points`", "`zeitreise align --page`")


def test_a_photo_that_cannot_be_read_is_named_by_the_tours_line(run, make, tmp_path):
    document = make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n")
    line = line_of(document, "photo.png")
    (tmp_path / "tour/photo.png").write_bytes(b"no picture")
    for command in [ALIGN, ("check", "tour"), ("build", "tour")]:
        assert_fault(run(*command), 65, f"tour/tour.yaml:{line}: photo 'photo.png': neither JPEG nor PNG nor TIFF; ")
    make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n")
    picture = (tmp_path / "tour/photo.png").read_bytes()
    (tmp_path / "tour/photo.png").write_bytes(picture[: len(picture) // 2])
    for command in [ALIGN, ("check", "tour"), ("build", "tour", "--quiet")]:
        assert_fault(run(*command), 65, f"tour/tour.yaml:{line}: photo 'photo.png': truncated ")
    (tmp_path / "tour/photo.png").unlink()
    assert_fault(run(*ALIGN), 65, f"tour/tour.yaml:{line}: photo 'photo.png': ", "No such file")


def test_a_photo_taken_from_elsewhere_is_told_and_a_facade_offered(run, make):
    photo = Photo(moved=-2.0)
    # A house front 15 m ahead, and what lies 60 m away.
    near = photo_tour.direction([-16, 8, -14, 10, -3, 2], [14, 12, -8, -7, 3, 10])
    far = photo_tour.direction([-10, 5, 0, 12], [5, -3, 8, 2])
    directions = np.concatenate([near, far])
    distances = np.concatenate([15 / -near[:, 2], 60 / -far[:, 2]])
    make(listed(photo.places(directions, distances), directions), photo)
    assert [code for code, _ in codes(run)] == ["parallax"]
    # Of one front alone, as a plane.
    make(listed(photo.places(near, 15 / -near[:, 2]), near) + "        solve: [plane]\n", photo)
    found = aligned(run)
    assert found["verdict"]["kind"] == "good"
    assert all(point["residual_px"] < 0.1 for point in found["points"])


def test_few_points_place_a_photo_with_a_warning(run, make):
    photo = Photo()
    make(listed(photo.places(POINTS[:2]), POINTS[:2]), photo)
    found = aligned(run)
    assert pose_error_deg(found, photo) < 0.1 and found["verdict"]["is_placed"]
    assert [code for code, _ in codes(run)] == ["few-points"]
    assert "warning: " in run("check", "tour").stderr


def test_the_preview_shows_the_photo_where_it_belongs(run, make, tmp_path):
    photo = Photo()
    make(listed(photo.places(POINTS), POINTS), photo)
    result = run(*ALIGN, "--preview", "laid.png")
    assert result.returncode == 0, result.stderr
    picture = np.asarray(Image.open(tmp_path / "laid.png").convert("RGB")).astype(float)
    # Where both lie right every pixel is the mixture of its direction's two colours: its middle is the photo's.
    middle = photo.directions()[photo.height // 2, photo.width // 2]
    both = [photo_tour.colours(middle, channels).astype(float) for channels in (photo_tour.BASE, OVER)]
    wanted = 0.3 * both[0] + 0.7 * both[1]
    shown = np.median(picture[580:620, 780:820], axis=(0, 1))
    assert np.abs(shown - wanted).max() < 6
    assert run(*ALIGN, "--preview", "laid.JPG").returncode == 0
    with Image.open(tmp_path / "laid.JPG") as jpeg:
        assert jpeg.format == "JPEG"
        assert np.abs(np.asarray(jpeg).astype(float) - picture).mean() < 3
    assert run(*ALIGN, "--preview", "laid.gif").returncode == 2
    assert not (tmp_path / "laid.gif").exists()
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 1000


@pytest.mark.parametrize("wild", [(-90, 0), (90, 0), (180, 0), (0, 90), (0, -90)])
def test_a_point_beside_or_behind_the_preview_is_no_obstacle(wild, run, make, tmp_path):
    """Points that lie alike about the photo's middle keep the preview's camera exactly on yaw 0; another lies in its very plane."""
    photo = Photo(yaw_deg=0, pitch_deg=0, roll_deg=0)
    even = [(x, y) for x in (-15, 15) for y in (-10, 10)] + [(0, -12), (0, 12)]
    directions = photo_tour.direction(*np.array(even, dtype=float).T)
    points = [*photo.places(directions), (photo.width / 2, photo.height / 2)]
    lines = "".join(
        f"          - {{x_px: {x}, y_px: {y}, yaw_deg: {yaw}, pitch_deg: {pitch}}}\n"
        for (x, y), (yaw, pitch) in zip(points, [*even, wild])
    )
    make("        control_points:\n" + lines, photo)
    for command in [(*ALIGN, "--preview", "laid.png"), ALIGN, ("check", "tour"), ("build", "tour")]:
        result = run(*command)
        assert result.returncode in (0, 65), result.stderr
    assert run(*ALIGN, "--preview", "laid.png").returncode == 0
    assert Image.open(tmp_path / "laid.png").size == (1600, 1200)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 2), (2, 1), (4, 2), (360, 2)])
@pytest.mark.parametrize("projection", ["equirectangular", "cylindrical"])
@pytest.mark.parametrize("more", ["", ", stereo: side-by-side", ", stereo: top-bottom"])
def test_a_panorama_of_a_few_pixels_is_drawn_or_refused(size, projection, more, run, make, tmp_path):
    make("        pose: {yaw_deg: 0, field_of_view_deg: 48}\n")
    Image.new("RGB", size, (90, 60, 30)).save(tmp_path / "tour/few.png")
    document = tmp_path / "tour/tour.yaml"
    text = document.read_text()
    start, end = text.index("      photo:\n"), text.index("      credit: Nobody\n      licence: CC0-1.0\n      source: |")
    document.write_text(
        text[:start]
        + f"      panorama: {{path: few.png, projection: {projection}, field_of_view_deg: 360, on: today, pose: {{yaw_deg: 0}}{more}}}\n"
        + text[end:]
    )
    for command in [(*ALIGN, "--preview", "laid.png"), ("check", "tour"), ("build", "tour")]:
        result = run(*command)
        assert result.returncode in (0, 65), result.stderr


def test_what_cannot_be_aligned_is_said_in_a_line(run, make, tmp_path):
    make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n")
    assert_fault(run("align", "tour", "church", "y1905"), 65, "no place 'church'", "castle")
    assert_fault(run("align", "tour", "castle", "y1906"), 65, "tour.yaml:", "no epoch 'y1906'", "y1905")
    assert_fault(run("align", "tour", "castle", "today"), 65, "tour.yaml:", "own frame")
    assert_fault(run(*ALIGN, "--preview", "nowhere/a.png"), 1, "nowhere/a.png", "cannot be written")
    assert run(*ALIGN, "--page", "--json").returncode == 2
    assert run(*ALIGN, "--listen", "127.0.0.1:0").returncode == 2
    for listen in ("0.0.0.0:0", "192.0.2.1:8080", ":0"):
        result = run(*ALIGN, "--page", "--listen", listen)
        assert result.returncode == 2 and "127.0.0.1" in result.stderr
    (tmp_path / "tour/photo.png").unlink()
    assert run(*ALIGN).returncode == 65


# --- cylinders of which something is known


AXES = photo_tour.about_up(20) @ photo_tour.about_right(2) @ photo_tour.about_forward(-1)
CYLINDER = (1200, 400)
RADIUS = CYLINDER[0] / np.radians(140)
HORIZON = 260
# Far apart, and at different heights.
PLACES = np.array([[90, 60], [1130, 340], [600, 120], [350, 350], [860, 200]])


def seen(places) -> np.ndarray:
    """What the leaning cylinder shows, in today's frame."""
    angle = (places[:, 0] - CYLINDER[0] / 2) / RADIUS
    rays = np.stack([np.sin(angle), (HORIZON - places[:, 1]) / RADIUS, -np.cos(angle)], axis=-1)
    return rays / np.linalg.norm(rays, axis=-1, keepdims=True) @ AXES.T


def cylinder_tour(make, known: str, count: int):
    """The first so many points of a cylinder, and what the tour says of it beside them."""
    document = make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n")
    x, y = np.meshgrid(np.arange(CYLINDER[0]) + 0.5, np.arange(CYLINDER[1]) + 0.5)
    pixels = photo_tour.colours(seen(np.stack([x.ravel(), y.ravel()], axis=-1)), OVER)
    Image.fromarray(pixels.reshape(CYLINDER[1], CYLINDER[0], 3)).save(document.parent / "photo.png", compress_level=1)
    text = document.read_text().replace("      photo:\n", "      panorama:\n        projection: cylindrical\n")
    given = "        pose: {yaw_deg: 6, field_of_view_deg: 48}\n"
    document.write_text(text.replace(given, known + listed(PLACES[:count], seen(PLACES[:count]))))
    return document


@pytest.mark.parametrize("known, count", [("field_of_view_deg: 140\n        horizon_px: 260", 2), ("horizon_px: 260", 3)])
def test_what_is_known_of_a_cylinder_is_held_and_fewer_points_do(known, count, run, make):
    """With the horizon alone three, which are then one more than there are unknowns."""
    cylinder_tour(make, f"        {known}\n", count)
    found = aligned(run)
    assert turned(found["pose"]) == pytest.approx(AXES, abs=1e-4)
    assert found["horizon_px"] == 260 and found["field_of_view_deg"] == pytest.approx(140, abs=1e-3)
    assert ("field_of_view_deg" in found["standard_deviations"]) == ("field" not in known)
    assert "horizon_px" not in found["standard_deviations"]
    assert [code for code, _ in codes(run)] == (["few-points"] if count == 2 else [])
    built = run("build", "tour", "--output", "a.ztour")
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize("known", ["", "        horizon_px: 260\n", "        field_of_view_deg: 140\n"])
def test_a_cylinder_of_which_not_all_is_known_needs_three_points(known, run, make):
    document = cylinder_tour(make, known, 2)
    fault = f"tour/tour.yaml:{line_of(document, 'control_points:')}: `control_points` has 2 of the 3 points that it takes at least"
    assert_fault(run(*ALIGN), 65, fault)


def test_points_tell_all_of_a_cylinder_of_which_nothing_is_known(run, make):
    cylinder_tour(make, "", 5)
    found = aligned(run)
    assert found["horizon_px"] == pytest.approx(260, abs=0.5) and found["verdict"]["kind"] == "good"
    assert {"horizon_px", "field_of_view_deg"} <= set(found["standard_deviations"])


@pytest.mark.parametrize("count", [3, 5])
def test_what_is_wrongly_known_of_a_cylinder_is_named(count, run, make):
    """It is not moved to where the points would have it, and the line says what to look at."""
    document = cylinder_tour(make, "        field_of_view_deg: 100\n", count)
    found = aligned(run)
    assert found["field_of_view_deg"] == pytest.approx(100, abs=1e-9)
    [entry] = found["verdict"]["lines"]
    assert "`field_of_view_deg`" in entry["text"] and entry["line"] == line_of(document, "control_points:")


# --- what is said, and where


def test_pictures_that_no_photograph_takes_in_are_shown_on_the_whole_sphere(run, make, tmp_path):
    """Two photos, back to back: each in its place."""
    photo = Photo(yaw_deg=0, pitch_deg=0, roll_deg=0)
    document = make("        pose: {yaw_deg: 0, field_of_view_deg: 48}\n", photo)
    text = document.read_text()
    start = text.index("      photo:\n")
    end = text.index("      credit: Nobody\n", start)
    behind = "{path: photo.png, pose: {yaw_deg: 180, field_of_view_deg: 48}}"
    photos = f"      photo:\n      - {{path: photo.png, on: today, pose: {{yaw_deg: 0, field_of_view_deg: 48}}}}\n      - {behind}\n"
    document.write_text(text[:start] + photos + text[end:])
    result = run(*ALIGN, "--preview", "both.png")
    assert result.returncode == 0, result.stderr
    picture = np.asarray(Image.open(tmp_path / "both.png").convert("RGB")).astype(float)
    assert picture.shape == (800, 1600, 3)
    over = photo_tour.colours(np.array([0, 0, -1.0]), OVER).astype(float)
    # Pixels of the columns ahead, behind (there the picture's sides meet) and between.
    for column, below, share in [(800, [0, 0, -1.0], 0.7), (0, [0, 0, 1.0], 0.7), (400, [-1.0, 0, 0], 0), (1200, [1.0, 0, 0], 0)]:
        base = photo_tour.colours(np.array(below), photo_tour.BASE).astype(float)
        assert np.abs(picture[400, column] - (base + share * (over - base))).max() < 4, column


def test_json_does_not_hide_what_is_wrong_with_a_card(run, make, tmp_path):
    document = make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n        stereo: side-by-side\n")
    noise = np.random.default_rng(3).integers(0, 256, (700, 900, 3), dtype=np.uint8)
    Image.fromarray(noise).save(document.parent / "photo.png")
    for arguments in [(), ("--json",)]:
        result = run(*ALIGN, *arguments)
        assert result.returncode == 65
        line = line_of(document, "stereo: side-by-side")
        assert result.stderr.startswith(f"zeitreise: tour/tour.yaml:{line}: "), result.stderr
        assert result.stderr.count("\n") == 1 and "stereo card" in result.stderr
    assert len(json.loads(result.stdout)) == 1


def test_what_lies_on_nothing_has_no_page_and_no_preview(run, make):
    document = make("        pose: {yaw_deg: 6, field_of_view_deg: 48}\n")
    text = document.read_text().replace("        on: today\n", "").replace("tone:   fade", "tone: paper")
    document.write_text(text)
    line = line_of(document, "- id: y1905")
    fault = f"tour/tour.yaml:{line}: 'y1905' lies on no panorama, so there is nothing to lay it over; add `on` to its picture"
    for arguments in [("--page", "--listen", "127.0.0.1:0"), ("--preview", "a.png")]:
        assert_fault(run(*ALIGN, *arguments), 65, fault)
    assert run(*ALIGN).returncode == 0
