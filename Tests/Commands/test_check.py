"""`zeitreise check`: what is wrong or doubtful in a tour and in the headers of its files."""

import json
import math
import struct
import wave

import pytest
from running import REPOSITORY, noise

def findings(run, tour, status=0):
    result = run("check", tour, "--json")
    assert result.returncode == status, result.stdout + result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def change(tour, *replacements):
    text = (tour / "tour.yaml").read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    (tour / "tour.yaml").write_text(text)
    return text


def line_of(text, fragment):
    return text[: text.index(fragment)].count("\n") + 1


def test_a_clean_tour_has_nothing(run, tour):
    assert findings(run, tour) == []
    assert run("check", tour).stdout == f"{tour}: nothing wrong\n"


def test_a_line_has_place_level_advice_and_code(run, tour):
    (tour / "unused.wav").write_bytes(b"")
    result = run("check", tour)
    assert result.returncode == 0
    assert result.stderr == (
        f"zeitreise: tour/unused.wav: warning: no tour names this file; name it in {tour}/tour.yaml, or remove it [unused-file]\n"
    )
    assert result.stdout == f"{tour}: no errors, 1 warning\n"


def test_mistakes_do_not_hide_missing_and_broken_files(run, tour):
    text = change(tour, ("latitude_deg: 49.44", "latitude_deg: 149.44"), ("credit: Nobody", "credits: Nobody"))
    (tour / "present.jpg").unlink()
    (tour / "past.png").write_bytes(b"no picture")
    (tour / "de.vtt").unlink()
    found = findings(run, tour, status=65)
    assert [(finding["code"], finding["line"]) for finding in found] == [
        ("swapped-coordinates", line_of(text, "latitude_deg")),
        ("bad-picture", line_of(text, "past.png")),
        ("unknown-key", line_of(text, "credits")),
        ("missing-file", line_of(text, "de.vtt")),
        ("missing-file", line_of(text, "present.jpg")),
    ]
    assert all(finding["file"] == f"{tour}/tour.yaml" and finding["level"] == "error" for finding in found)


def test_a_picture_that_is_no_panorama(run, tour):
    noise(1024, 3).crop((0, 0, 1000, 512)).save(tour / "past.png")
    (finding,) = findings(run, tour, status=65)
    assert finding["code"] == "bad-picture" and "past.png" in finding["message"] and finding["advice"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_picture_that_is_damaged_inside(command, run, tour):
    picture = bytearray((tour / "present.jpg").read_bytes())
    middle = len(picture) // 2
    # The end of the picture, in its middle: what libjpeg says of that is not that the file is too short.
    picture[middle : middle + 2] = b"\xff\xd9"
    (tour / "present.jpg").write_bytes(picture)
    result = run(command, tour, "--json")
    assert result.returncode == 65
    text = (tour / "tour.yaml").read_text()
    line = line_of(text, "present.jpg")
    said = result.stdout + result.stderr
    assert "panorama 'present.jpg': damaged after row " in said and "premature end of data segment" in said
    if command == "check":
        [finding] = json.loads(result.stdout)
        assert (finding["code"], finding["line"]) == ("bad-picture", line)
    else:
        assert f"zeitreise: {tour}/tour.yaml:{line}: panorama " in result.stderr


def test_a_picture_beyond_the_limit(run, tour):
    noise(2048, 3).save(tour / "past.png")
    assert run("check", tour, "--max-megapixels", "3").returncode == 0
    result = run("check", tour, "--max-megapixels", "1")
    assert result.returncode == 65
    assert "[bad-picture]" in result.stderr and "--max-megapixels" in result.stderr


def with_photo(tour, width, placement):
    noise(width * 2, 5).crop((0, 0, width, width // 2)).save(tour / "old.jpg")
    (tour / "present.jpg").unlink()
    return change(tour, ("panorama: present.jpg", f"photo: {{path: old.jpg, on: past, {placement}}}"))


# The panorama has 512 / 360 = 1.42 pixels a degree, and 0.71 are enough. A photo over 90 degrees has half its width to 45
# degrees, whose tangent is 1: width / 2 * pi / 180 pixels a degree in its middle, 0.71 at a width of 81.5.
@pytest.mark.parametrize("width, codes", [(80, ["small-photo"]), (83, [])])
def test_a_photo_too_small_for_its_field_of_view(run, tour, width, codes):
    text = with_photo(tour, width, "pose: {yaw_deg: 0, field_of_view_deg: 90}")
    found = findings(run, tour)
    assert [finding["code"] for finding in found] == codes
    for finding in found:
        assert (finding["line"], finding["level"]) == (line_of(text, "photo:"), "warning")


@pytest.mark.parametrize("yaw, codes", [(60, []), (80, ["small-photo"])])
def test_a_photo_too_coarse_between_its_control_points(run, tour, yaw, codes):
    # 100 pixels over 120 or 160 degrees of the horizon; the points above and below lie as such a camera sees them.
    pitch = math.degrees(math.atan(40 / (50 / math.tan(math.radians(yaw)))))
    seen = [(50, 50, -yaw, 0), (150, 50, yaw, 0), (100, 10, 0, pitch), (100, 90, 0, -pitch)]
    points = [f"{{x_px: {x}, y_px: {y}, yaw_deg: {angle}, pitch_deg: {up}}}" for x, y, angle, up in seen]
    with_photo(tour, 200, f"control_points: [{', '.join(points)}]")
    assert [finding["code"] for finding in findings(run, tour)] == codes


def with_sound(tour, name, content):
    (tour / name).write_bytes(content)
    return change(tour, ("captions:", f"narration: {{de: {name}, en: {name}}}\n        captions:"))


def test_a_sound_whose_duration_cannot_be_known(run, tour):
    header = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<IHHIIHH", 16, 2, 1, 8000, 4000, 1, 4)
    text = with_sound(tour, "past.wav", header + b"data\1\0\0\0\0\0")
    (finding,) = findings(run, tour)
    assert (finding["code"], finding["level"], finding["line"]) == ("unknown-duration", "note", line_of(text, "narration"))


@pytest.mark.parametrize("name, content", [("past.mp3", b"no sound" * 100), ("past.flac", b"fLaC"), ("past.wav", b"RIFF")])
def test_a_file_that_is_no_sound(run, tour, name, content):
    with_sound(tour, name, content)
    assert [finding["code"] for finding in findings(run, tour, status=65)] == ["bad-sound"]


def test_captions_are_webvtt(run, tour):
    change(tour, ("de: de.vtt", "de: de.srt"))
    (tour / "de.vtt").rename(tour / "de.srt")
    assert [finding["code"] for finding in findings(run, tour, status=65)] == ["bad-sound"]


def test_captions_that_only_browsers_understand(run, tour):
    """By number everybody does, and by the names that WebVTT has itself."""
    cue = "WEBVTT\n\n00:00.000 --> 00:02.000\n"
    (tour / "en.vtt").write_text(f"{cue}It&rsquo;s a caf&eacute;, <i>isn&rsquo;t</i> it? &amp; &#39; &#x2019; &lt; &nbsp; &foo & bar;\n")
    (tour / "de.vtt").write_text(f"{cue}Das &amp; jenes\n\nNOTE &copy; is no cue\n")
    text = (tour / "tour.yaml").read_text()
    (finding,) = findings(run, tour)
    assert (finding["code"], finding["level"], finding["line"]) == ("unknown-reference", "warning", line_of(text, "en.vtt"))
    assert "'en.vtt': &eacute;, &rsquo;:" in finding["message"]


def test_narration_longer_than_the_drive(run, tmp_path):
    # From trigger to trigger of the new tour it is 470 m: 85 s at 20 km/h.
    run("new", "tour")
    for seconds, codes in [(80, []), (90, ["long-narration"])]:
        with wave.open(str(tmp_path / "tour/en.wav"), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(1)
            sound.setframerate(1000)
            sound.writeframes(bytes(1000 * seconds))
        (tmp_path / "tour/en.vtt").write_text("WEBVTT\n")
        if seconds == 80:
            change(tmp_path / "tour", ("certainty: imagined", "certainty: imagined\n        narration: {en: en.wav}\n        captions: {en: en.vtt}"))
        assert [finding["code"] for finding in findings(run, "tour")] == codes


def test_files_that_nothing_names(run, tour, tmp_path):
    pictures = tmp_path / "assets"
    (pictures / "below").mkdir(parents=True)
    (tour / "past.png").rename(pictures / "past.png")
    for name in ["dead.jpg", "below/dead.WAV", "below/note.md", ".hidden.jpg"]:
        (pictures / name).write_bytes(b"")
    (tour / "folder").mkdir()
    (tour / "folder/draft.jpg").write_bytes(b"")
    # Another tour beside this one names a picture of its own there.
    (pictures / "other.jpg").write_bytes(b"")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/tour.yaml").write_text((tour / "tour.yaml").read_text().replace("past.png", "../assets/other.jpg"))
    # And a second one in the same folder.
    (pictures / "third.jpg").write_bytes(b"")
    (tour / "short.yaml").write_text((tour / "tour.yaml").read_text().replace("past.png", "../assets/third.jpg"))
    change(tour, ("past.png", "../assets/past.png"))
    found = findings(run, tour)
    assert [(finding["code"], finding["file"]) for finding in found] == [
        ("unused-file", "assets/below/dead.WAV"),
        ("unused-file", "assets/dead.jpg"),
    ]


def test_a_missing_zone_hides_nothing_else(run, tmp_path):
    run("new", "tour")
    text = change(tmp_path / "tour", ("exit_m: 40}", "exit_m: 600, zone: zone.geojson}"))
    assert [(finding["code"], finding["line"]) for finding in findings(run, "tour", status=65)] == [
        ("missing-file", line_of(text, "zone.geojson")),
        ("overlapping-triggers", line_of(text, "lead_m: 60")),
    ]
    (tmp_path / "tour/route.geojson").unlink()
    codes = [finding["code"] for finding in findings(run, "tour", status=65)]
    assert codes == ["missing-file", "missing-file"]


def test_a_broken_route_is_named_by_its_own_line(run, tmp_path):
    run("new", "tour")
    route = tmp_path / "tour/route.geojson"
    route.write_text(route.read_text().replace("[7.7783, 49.4400]", "[49.4400, 97.7783]"))
    (finding,) = findings(run, "tour", status=65)
    assert (finding["code"], finding["file"]) == ("swapped-coordinates", "tour/route.geojson")
    built = run("build", "tour")
    assert built.returncode == 65 and "tour/route.geojson: `coordinates[1]`" in built.stderr
    assert not (tmp_path / "tour.ztour").exists()


def test_codes_are_explained(run):
    table = run("check", "--codes")
    assert table.returncode == 0
    page = (REPOSITORY / "Tours/FORMAT.md").read_text()
    entries = json.loads(run("check", "--codes", "--json").stdout)
    assert len(table.stdout.splitlines()) == len(entries) > 40
    for entry, line in zip(entries, table.stdout.splitlines()):
        assert line.split()[:2] == [entry["code"], entry["level"]] and line.endswith(entry["meaning"])
        assert line.index(entry["meaning"]) == table.stdout.index(entries[0]["meaning"])
        assert f"| `{entry['code']}` | {entry['level']} | {entry['meaning']} |" in page


def test_a_tour_has_to_be_named(run):
    assert run("check").returncode == 2
