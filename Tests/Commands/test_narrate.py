"""`zeitreise narrate`: what espeak-ng speaks, heard again by ffmpeg."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import threading
from pathlib import Path

import numpy as np
import pytest
from running import assert_fault, contents

RATE = 22050
SCRIPTS = {
    "de": """\
Auf diesem Hügel stand im 12. Jahrhundert eine Pfalz,
z. B. mit einem Saal.

Als der Kaiser im Sommer mit seinem ganzen Hof in die kleine Stadt kam, standen die Leute dicht gedrängt an den Mauern und
warteten. „Wer kommt da?“ Es war Friedrich.
""",
    "en": "A hill & a palace. The emperor's court came in summer along the narrow road between the wooden stalls of the market traders.\n",
    "de-x-leicht": "Das ist ein Haus. Das Haus ist alt.\n",
}
TOUR = """\
zeitreise: 1
id: sample
title: {{de: Probe, en: Sample, de-x-leicht: Probe}}
languages: [de, en, de-x-leicht]
places:
  - id: square
    title: {{de: Platz, en: Square, de-x-leicht: Platz}}
    location: {{latitude_deg: 49.44, longitude_deg: 7.77}}
    epochs:
      - id: past
        year: 1200
        panorama: past.png
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
        script:
          de: texts/de.txt
          en: texts/en.txt
          de-x-leicht: texts/leicht.txt
        narration: {{de: sound/de.{ending}, en: sound/en.{ending}, de-x-leicht: sound/leicht.{ending}}}
        captions: {{de: sound/de.vtt, en: sound/en.vtt, de-x-leicht: sound/leicht.vtt}}
"""
STEMS = {"de": "de", "en": "en", "de-x-leicht": "leicht"}


def write(tour, ending="mp3"):
    (tour / "tour.yaml").write_text(TOUR.format(ending=ending))
    (tour / "texts").mkdir(exist_ok=True)
    for language, text in SCRIPTS.items():
        (tour / f"texts/{STEMS[language]}.txt").write_text(text)
    return tour


@pytest.fixture
def told(tour):
    """A tour whose past is told."""
    (tour / "present.jpg").unlink()
    for language in ["de", "en"]:
        (tour / f"{language}.vtt").unlink()
    return write(tour)


@pytest.fixture
def narrate(run):
    def narrate(tour, *arguments):
        result = run("narrate", tour, "--json", "--quiet", *arguments)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return narrate


def states(report):
    return {text["language"]: text["state"] for text in report["texts"]}


def change(path, old, new):
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def hear(path) -> np.ndarray:
    """Samples from -1 to 1."""
    decoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"], capture_output=True, check=True
    )
    assert decoded.stderr == b""
    return np.frombuffer(decoded.stdout, "<i2") / 32768


def read(path) -> list[tuple[float, float, list[str]]]:
    """Start, end and lines of each caption."""
    head, *blocks = path.read_text().rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    assert blocks[0].startswith("NOTE\n")
    cues = []
    for block in blocks[1:]:
        time, *lines = block.split("\n")
        match = re.fullmatch(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})", time)
        start, end = (float(h) * 3600 + float(m) * 60 + float(s) for h, m, s in (match.groups()[:3], match.groups()[3:]))
        cues.append((start, end, [line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for line in lines]))
    return cues


def voice(language: str, rate: int, text: str) -> np.ndarray:
    """The same voice by itself, without the silence around it."""
    arguments = ["espeak-ng", "-v", language, "-s", str(rate), "-z", "--stdin", "--stdout"]
    sound = subprocess.run(arguments, input=text.encode(), capture_output=True, check=True).stdout
    samples = np.frombuffer(sound[44:], "<i2") / 32768
    heard = np.flatnonzero(np.abs(samples) > 0.005)
    return samples[heard[0] : heard[-1] + 1]


@pytest.mark.parametrize("ending", ["mp3", "opus", "ogg", "wav"])
def test_captions_say_what_is_heard_when_it_is_heard(narrate, told, ending):
    write(told, ending)
    report = narrate(told)
    assert states(report) == dict.fromkeys(SCRIPTS, "spoken")
    for (language, script), text in zip(SCRIPTS.items(), report["texts"]):
        cues = read(told / f"sound/{STEMS[language]}.vtt")
        sound = hear(told / f"sound/{STEMS[language]}.{ending}")
        assert " ".join(" ".join(lines) for _, _, lines in cues) == " ".join(script.split())
        assert all(len(lines) <= 2 and all(len(line) <= 42 for line in lines) for _, _, lines in cues)
        assert [end for _, end, _ in cues[:-1]] == [start for start, _, _ in cues[1:]]
        assert abs(cues[-1][1] - len(sound) / RATE) < 0.05
        assert abs(text["seconds"] - cues[-1][1]) < 0.001
        loud = np.abs(sound).max()
        assert 0.2 < loud < 0.95
        for start, _, _ in cues:
            at = round(start * RATE)
            before, after = (sound[at + round(a * RATE) : at + round(b * RATE)] for a, b in [(-0.12, -0.03), (-0.01, 0.15)])
            assert np.sqrt((before**2).mean()) < 0.01 * loud, (language, start)
            assert np.abs(after).max() > 0.1 * loud, (language, start)


def test_every_caption_lies_on_its_own_sound(narrate, told):
    write(told, "wav")
    narrate(told)
    for language, name, rate in [("de", "de", 150), ("en-gb", "en", 150), ("de", "leicht", 120)]:
        sound = hear(told / f"sound/{name}.wav")
        for start, end, lines in read(told / f"sound/{name}.vtt"):
            text = " ".join(lines)
            own = voice(language, rate, text if text[-1] in ".,?!“" else text + ",")
            # Neither begun too early nor too late, and in its room.
            assert len(own) / RATE < end - start
            best = 0
            for shift in range(-30, 31):
                at = round(start * RATE) + shift
                part = sound[at : at + len(own)]
                best = max(best, np.dot(part, own) / np.linalg.norm(part) / np.linalg.norm(own))
            assert best > 0.99, (text, best)


def test_paragraphs_are_parted_by_the_longest_silence(narrate, told):
    write(told, "wav")
    narrate(told, "--language", "de")
    heard = np.flatnonzero(np.abs(hear(told / "sound/de.wav")) > 0.003)
    gaps = np.diff(heard)
    longest = gaps.argmax()
    cues = read(told / "sound/de.vtt")
    [paragraph] = [start for start, _, lines in cues if lines[0].startswith("Als der Kaiser")]
    assert abs(heard[longest + 1] / RATE - paragraph) < 0.02
    assert 0.85 < gaps[longest] / RATE < 1.0


def test_easy_language_is_slower(narrate, told):
    (told / "texts/de.txt").write_text(SCRIPTS["de-x-leicht"])
    seconds = {text["language"]: text["seconds"] for text in narrate(told)["texts"]}
    assert seconds["de-x-leicht"] > 1.25 * seconds["de"]
    slow = narrate(told, "--language", "de", "--rate", "90")
    assert slow["texts"][0]["seconds"] > 1.25 * seconds["de"]


def test_the_same_text_gives_the_same_bytes(narrate, told):
    for ending in ["mp3", "opus"]:
        write(told, ending)
        narrate(told, "--replace")
        first = contents(told / "sound")
        for path in (told / "sound").iterdir():
            path.unlink()
        # On one core: one text after the other.
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})
        try:
            assert narrate(told)["spoken"] == 3
        finally:
            os.sched_setaffinity(0, cores)
        assert {name: first[name] for name in contents(told / "sound")} == contents(told / "sound")
        for path in (told / "sound").iterdir():
            path.unlink()


def test_a_minute_is_small(narrate, told):
    for text in narrate(told)["texts"]:
        assert Path(told.parent / text["narration"]).stat().st_size < 4100 * text["seconds"] + 2000


def test_only_what_changed_is_spoken_again_and_nothing_needs_no_program(narrate, program, told):
    narrate(told)
    before = {path: path.stat().st_mtime_ns for path in (told / "sound").iterdir()}
    idle = subprocess.run([program, "narrate", told], env={"PATH": "/nowhere"}, capture_output=True, text=True, timeout=120)
    assert (idle.returncode, idle.stderr) == (0, "")
    assert idle.stdout == f"{told}: 0 texts spoken (0.0 minutes), 3 unchanged, 0 left alone; drafts, to be replaced by a speaker\n"
    change(told / "texts/en.txt", "A hill", "One hill")
    # Other line ends are no other text.
    (told / "texts/leicht.txt").write_text("Das ist ein\nHaus. Das Haus ist alt.")
    assert states(narrate(told)) == {"de": "unchanged", "en": "spoken", "de-x-leicht": "unchanged"}
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"en.mp3", "en.vtt"}
    (told / "sound/de.vtt").unlink()
    assert states(narrate(told)) == {"de": "spoken", "en": "unchanged", "de-x-leicht": "unchanged"}
    assert states(narrate(told, "--rate", "160")) == dict.fromkeys(SCRIPTS, "spoken")


@pytest.mark.parametrize("ending", ["mp3", "opus", "wav"])
def test_work_of_others_is_left_alone_and_named(run, narrate, told, ending):
    write(told, ending)
    narrate(told)
    sound = told / f"sound/de.{ending}"
    # A recording under the draft's name, captions put right, and sound that was cut but kept its tags.
    recording = told / "studio.wav"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", recording], check=True)
    sound.write_bytes(recording.read_bytes())
    change(told / "sound/en.vtt", "hill", "knoll")
    easy = told / f"sound/leicht.{ending}"
    easy.write_bytes(easy.read_bytes()[:-500])
    for name in STEMS.values():
        (told / f"texts/{name}.txt").write_text("Etwas anderes.")
    before = contents(told / "sound")
    result = run("narrate", told, "--quiet")
    assert result.returncode == 0
    named = [told / f"sound/{name}" for name in [f"de.{ending}", "en.vtt", f"leicht.{ending}"]]
    assert result.stderr.splitlines() == [
        f"zeitreise: {path}: left alone: a recording, or a draft that was changed since; --replace overwrites it" for path in named
    ]
    assert "0 texts spoken (0.0 minutes), 0 unchanged, 3 left alone" in result.stdout
    assert contents(told / "sound") == before
    assert states(narrate(told, "--replace", "--language", "de"))["de"] == "spoken"
    assert states(narrate(told)) == {"de": "unchanged", "en": "left-alone", "de-x-leicht": "left-alone"}


@pytest.mark.parametrize("ending", ["mp3", "opus", "wav"])
def test_a_draft_says_that_it_is_one(narrate, told, ending):
    write(told, ending)
    narrate(told, "--language", "de")
    shown = ["ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags", told / f"sound/de.{ending}"]
    tags = subprocess.run(shown, capture_output=True, text=True, check=True)
    assert tags.stderr == ""
    assert "Draft voice: spoken by a program (espeak-ng), to be replaced by a speaker." in tags.stdout
    assert "NOTE\nDraft voice: spoken by a program (espeak-ng), to be replaced by a speaker." in (told / "sound/de.vtt").read_text()


def test_a_part_of_the_tour(run, narrate, told):
    assert states(narrate(told, "--place", "square", "--epoch", "past", "--language", "en")) == {"en": "spoken"}
    assert sorted(path.name for path in (told / "sound").iterdir()) == ["en.mp3", "en.vtt"]
    for option, names in [("--place", "square"), ("--epoch", "past"), ("--language", "de, en, de-x-leicht")]:
        assert_fault(run("narrate", told, option, "none"), 65, "tour.yaml: there is no ", "'none'; name one of: " + names)
    assert run("narrate", told, "--rate", "10").returncode == 2


def test_progress_names_each_file(run, told):
    result = run("narrate", told)
    assert sorted(result.stderr.splitlines()) == sorted(f"{told}/sound/{name}.mp3" for name in STEMS.values())


@pytest.mark.parametrize("missing, package", [("espeak-ng", "espeak-ng"), ("lame", "lame"), ("opusenc", "opus-tools")])
def test_a_missing_program_is_named_with_its_package(program, told, tmp_path, missing, package):
    write(told, "opus" if missing == "opusenc" else "mp3")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in {"espeak-ng", "lame", "opusenc"} - {missing}:
        (programs / name).symlink_to(f"/usr/bin/{name}")
    result = subprocess.run(
        [program, "narrate", told], env={"PATH": str(programs)}, capture_output=True, text=True, timeout=120
    )
    assert_fault(result, 1, f"{missing} is not installed", f"sudo apt install {package}")
    assert not (told / "sound").exists()


def test_a_failing_program_is_told_with_what_it_said(program, told, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "lame").write_text("#!/bin/sh\necho first >&2\necho 'no room' >&2\nexit 3\n")
    (programs / "lame").chmod(0o755)
    result = subprocess.run(
        [program, "narrate", told, "--quiet"],
        env={"PATH": f"{programs}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert_fault(result, 1, "lame failed: no room; ")
    assert not (told / "sound").exists()


def test_bad_texts_are_told_at_once_and_nothing_is_spoken(run, told):
    (told / "texts/de.txt").write_bytes("Grüße\naus Köln".encode("latin-1"))
    (told / "texts/en.txt").write_text("x" * 65537)
    (told / "texts/leicht.txt").write_text("* * *\n")
    result = run("narrate", told)
    assert result.returncode == 65
    lines = result.stderr.splitlines()
    for line, name, words in zip(
        lines, ["de.txt:1: ", "en.txt: ", "leicht.txt: "], ["not UTF-8", "more than 64 KiB", "nothing to speak"], strict=True
    ):
        assert line.startswith(f"zeitreise: {told}/texts/{name}") and words in line
    assert not (told / "sound").exists()
    found = json.loads(run("check", told, "--json").stdout)
    texts = [(finding["code"], Path(finding["file"]).name) for finding in found if finding["file"].endswith(".txt")]
    assert texts == [("not-text", "de.txt"), ("file-too-large", "en.txt"), ("empty-file", "leicht.txt")]
    (told / "texts/de.txt").unlink()
    assert "texts/de.txt: there is no such file; put it there" in run("narrate", told).stderr


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("        narration:", "        # narration:", "tour.yaml:18: 'past' has a `script`, but no `narration`"),
        ("sound/de.mp3", "sound/de.m4a", "tour.yaml:21: 'sound/de.m4a' cannot be made; end its name in one of .mp3, .opus"),
        ("sound/en.mp3", "sound/../sound/de.mp3", "sound/de.mp3' is also what "),
        ("sound/en.vtt", "./sound/de.vtt", "sound/de.vtt' is also what "),
        ("texts/de.txt", "texts/none.txt", "texts/none.txt: there is no such file"),
    ],
)
def test_what_a_tour_lacks_is_told(run, told, old, new, words):
    change(told / "tour.yaml", old, new)
    result = run("narrate", told)
    assert (result.returncode, result.stdout) == (65, "")
    assert words in result.stderr
    assert not (told / "sound").exists()


def test_a_tour_without_scripts_is_told(run, tour):
    assert_fault(run("narrate", tour), 65, "tour.yaml: no epoch has a `script`", "Tours/FORMAT.md")


@pytest.mark.parametrize("tag, words", [("qaa", "espeak-ng has no voice for 'qaa'"), ("ja", "without spaces")])
def test_a_language_without_a_voice_is_told(run, narrate, told, tag, words):
    (told / "tour.yaml").write_text((told / "tour.yaml").read_text().replace("de-x-leicht", tag))
    assert_fault(run("narrate", told), 65, "tour.yaml:20: ", words, "let a speaker record it")
    assert not (told / "sound").exists()
    assert states(narrate(told, "--language", "de")) == {"de": "spoken"}


def test_a_place_that_takes_no_file_is_told(run, told):
    (told / "sound").write_text("mine")
    result = run("narrate", told, "--quiet")
    assert_fault(result, 1, "sound/", "nothing can be written here")
    assert (told / "sound").read_text() == "mine"


def test_a_told_tour_is_clean_and_its_scripts_stay_at_home(run, narrate, told, tmp_path):
    found = json.loads(run("check", told, "--json").stdout)
    assert [finding["code"] for finding in found] == ["missing-file"] * 6
    narrate(told)
    assert json.loads(run("check", told, "--json").stdout) == []
    assert run("build", told, "--quiet").returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "sample.ztour")) as bundle:
        media = [Path(name).name for (name,) in bundle.execute("SELECT name FROM media")]
    assert {"de.mp3", "en.vtt"} < set(media) and not any(name.endswith(".txt") for name in media)


@pytest.fixture
def held(told, tmp_path):
    """An encoder that tells its process's number and waits for ever."""
    programs = tmp_path / "programs"
    programs.mkdir()
    os.mkfifo(tmp_path / "started")
    os.mkfifo(tmp_path / "never")
    script = f"#!/bin/sh\necho $$ > {tmp_path}/started\nexec cat < {tmp_path}/never\n"
    (programs / "lame").write_text(script)
    (programs / "lame").chmod(0o755)
    return {"PATH": f"{programs}:/usr/bin:/bin", "TMPDIR": str(tmp_path / "scratch")}


@pytest.mark.parametrize("signal_number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_a_stop_leaves_nothing_half_done(program, narrate, told, held, tmp_path, signal_number, status):
    narrate(told, "--language", "en")
    before = contents(told)
    (tmp_path / "scratch").mkdir()
    process = subprocess.Popen(
        [program, "narrate", told, "--quiet", "--language", "de"], env=held, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # Ends a test whose encoder is never started: opening the other end lets the reader go on.
    guard = threading.Timer(60, (tmp_path / "started").write_text, [""])
    guard.start()
    started = (tmp_path / "started").read_text()
    guard.cancel()
    assert started, "the encoder was never started"
    encoder = int(started)
    process.send_signal(signal_number)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (status, b"")
    if status == 130:
        assert errors == b"zeitreise: interrupted; nothing was changed\n"
        # It is ended, too, before the command is.
        assert not Path(f"/proc/{encoder}").exists()
    else:
        os.kill(encoder, signal.SIGKILL)
    assert contents(told) == before
    assert list((tmp_path / "scratch").iterdir()) == []
    assert states(narrate(told)) == {"de": "spoken", "en": "unchanged", "de-x-leicht": "spoken"}


def test_a_recording_of_another_kind_is_left_alone_and_the_rest_spoken(run, narrate, told):
    change(told / "tour.yaml", "sound/de.mp3", "sound/de.m4a")
    (told / "sound").mkdir()
    (told / "sound/de.m4a").write_bytes(b"a recording")
    assert states(narrate(told)) == {"de": "left-alone", "en": "spoken", "de-x-leicht": "spoken"}
    assert (told / "sound/de.m4a").read_bytes() == b"a recording"
    assert_fault(run("narrate", told, "--replace"), 65, "'sound/de.m4a' cannot be made")


def test_two_texts_for_one_file_are_told_though_one_alone_is_wished_for(run, told):
    change(told / "tour.yaml", "sound/en.mp3", "sound/../sound/de.mp3")
    result = run("narrate", told, "--language", "en")
    assert result.returncode == 65 and "sound/de.mp3' is also what " in result.stderr
    assert not (told / "sound").exists()
