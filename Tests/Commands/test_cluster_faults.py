"""Pictures at fault, damaged results and wrong words: each is told by name, and stops nothing else."""

import json
import shutil
from pathlib import Path

import pytest
from clusters import Archive
from running import assert_fault, noise
from test_rebuild import damage, replace


def cut(picture: Path, keep: int = -9000) -> bytes:
    """Leaves the beginning; gives what it was."""
    good = picture.read_bytes()
    picture.write_bytes(good[:keep])
    return good


@pytest.fixture
def poisoned(archive) -> Archive:
    """With a plan, and a picture that ends too early: its header is whole, so the plan cannot know."""
    cut(archive.picture(3))
    archive.plan()
    return archive


def test_a_poisoned_picture_is_told_from_what_is_still_to_come(poisoned):
    assert_fault(poisoned.unit(4), 65, "tour.yaml:", "3.png", "truncated")
    poisoned.run_units(1, 2)
    both = poisoned.collect()
    assert both.returncode == 75
    unit = json.loads(poisoned.plan_file.read_text())["units"][3]
    fault, mend, run = both.stderr.splitlines()
    assert fault.startswith(f"zeitreise: unit {unit['id']}: ") and "tour.yaml:" in fault and "'3.png': truncated" in fault
    assert "1 panorama at fault" in mend and "plan again" in mend
    assert "2 units still to come (2.png, 4.png)" in run

    poisoned.run_units(3, 5)
    alone = poisoned.collect()
    assert alone.returncode == 65 and alone.stderr.splitlines() == [fault, mend]
    assert not poisoned.collected.exists()
    record = json.loads(poisoned.fault(unit["id"]).read_text())
    assert record["unit"] == unit["id"] and record["pictures"] == unit["pictures"] and record["zeitreise_fault"] == 1
    assert record["reason"] in fault and record["program"] == poisoned.build("--version").stdout.strip()


def test_what_is_left_as_data(poisoned):
    poisoned.unit(4)
    poisoned.run_units(1, 5)
    ids = [unit["id"] for unit in json.loads(poisoned.plan_file.read_text())["units"]]
    done = poisoned.collect("--json")
    assert done.returncode == 75 and done.stderr == ""
    left = json.loads(done.stdout)
    assert left["to_come"] == [{"unit": ids[1], "picture": "1.png"}, {"unit": ids[2], "picture": "2.png"}]
    assert left["damaged"] == [] and left["store"] == "store"
    (fault,) = left["poisoned"]
    assert fault["unit"] == ids[3] and fault["picture"] == "3.png" and "truncated" in fault["reason"]


def test_a_mended_picture_leaves_its_fault_behind(archive):
    whole = archive.whole()
    good = cut(archive.picture(3))
    archive.plan()
    assert archive.unit(4).returncode == 65
    archive.picture(3).write_bytes(good)
    # The old plan has another picture.
    assert_fault(archive.unit(4), 65, "place-3/past", "changed since the plan", "plan again")
    assert_fault(archive.collect(), 65, "place-3/past", "changed since the plan", "plan again")
    archive.plan()
    archive.run_units()
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


def test_a_fault_is_void_where_a_result_is(archive):
    """A node with bad memory told a fault, another one made the result."""
    whole, units = archive.whole(), archive.plan()["units"]
    archive.run_units()
    fault = archive.fault(units[0]["id"])
    fault.parent.mkdir(parents=True)
    settings = json.loads(archive.plan_file.read_text())["settings"]
    record = {
        "zeitreise_fault": 1, "unit": units[0]["id"], "place": "place-0", "epoch": "past", "pictures": [], "reason": "x",
        "program": archive.build("--version").stdout.strip(), "memory_mib": settings["memory_mib"], "most_pixels": settings["most_pixels"],
    }  # fmt: skip
    fault.write_text(json.dumps(record))
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole
    archive.result(units[0]["id"]).unlink()
    assert_fault_of(archive, 65, "x")
    # Another program, or more memory, may do better.
    for other in [{"program": "0"}, {"memory_mib": 16}, {"most_pixels": 1}]:
        fault.write_text(json.dumps(record | other))
        assert_fault_of(archive, 75, "1 unit still to come")
    # A record that is none says nothing.
    fault.write_text(json.dumps(record)[:-5])
    assert_fault_of(archive, 75, "1 unit still to come")


def assert_fault_of(archive: Archive, status: int, words: str) -> None:
    done = archive.collect()
    assert done.returncode == status and words in done.stderr, done.stderr


def test_of_other_pictures_than_planned_no_fault_is_told(archive):
    units = archive.plan()["units"]
    cut(archive.picture(3))
    assert_fault(archive.unit(4), 65, "place-3/past", "changed since the plan")
    assert not archive.fault(units[3]["id"]).exists()


def test_a_plan_without_the_pictures_that_cannot_be_read(archive):
    whole = archive.whole()
    good = [cut(archive.picture(number), keep=20) for number in [1, 3]]
    planned = archive.build("--plan", "plan.json")
    assert planned.returncode == 65 and planned.stdout.startswith("plan.json: 3 units, ")
    first, second, summary = planned.stderr.splitlines()
    assert "tour.yaml:" in first and "1.png" in first and "3.png" in second
    assert "2 panoramas not in the plan" in summary
    summary = json.loads(archive.build("--plan", "plan.json", "--json").stdout)
    assert [fault["picture"] for fault in summary["poisoned"]] == ["1.png", "3.png"] and summary["units"] == 3

    archive.run_units(1, 2)
    assert_fault_of(archive, 75, "1 unit still to come")
    archive.run_units(3)
    left = archive.collect()
    assert left.returncode == 65 and "1.png" in left.stderr and "3.png" in left.stderr, left.stderr
    for number, bytes_ in zip([1, 3], good):
        archive.picture(number).write_bytes(bytes_)
    archive.plan()
    archive.run_units()
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


def test_pictures_that_cannot_be_laid_over_others_stop_no_plan(archive):
    """Where a header tells how a picture lies, not even a unit's id is known without it."""
    noise(256, 9).crop((0, 0, 100, 60)).save(archive.tour / "photo.png")
    replace(
        archive.tour / "tour.yaml",
        "  - id: place-1\n",
        "  - id: old\n    title: {en: Old}\n    location: {latitude_deg: 49.4, longitude_deg: 7.7}\n    epochs:\n"
        "      - {id: now, year: 2020, panorama: 2.png, heading_deg: 0, credit: N, licence: CC0-1.0, source: S, certainty: imagined}\n"
        "      - {id: past, year: 1900, photo: {path: photo.png, on: now, pose: {yaw_deg: 0, pitch_deg: 0, roll_deg: 0,"
        " field_of_view_deg: 50}}, credit: N, licence: CC0-1.0, source: S, certainty: imagined}\n  - id: place-1\n",
    )
    whole = archive.whole()
    good = cut(archive.tour / "photo.png", keep=30)
    planned = archive.build("--plan", "plan.json")
    assert planned.returncode == 65 and "photo.png" in planned.stderr and planned.stdout.startswith("plan.json: 5 units, ")
    archive.run_units()
    left = archive.collect("--json")
    assert left.returncode == 65
    (fault,) = json.loads(left.stdout)["poisoned"]
    assert fault["picture"] == "photo.png" and "unit" not in fault
    (archive.tour / "photo.png").write_bytes(good)
    assert len(archive.plan()["units"]) == 6
    archive.run_units(*range(1, 7))
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


def test_a_changed_picture_is_not_taken_for_the_planned_one(archive):
    archive.plan()
    noise(256, 77).save(archive.picture(1))
    assert_fault(archive.unit(2), 65, "place-1/past", "changed since the plan", "plan again")
    assert not (archive.folder / "store").exists()


@pytest.mark.parametrize("way", ["turned", "cut", "empty", "another"])
def test_a_damaged_result_is_named_and_not_used(way, archive):
    whole, units = archive.whole(), archive.plan()["units"]
    archive.run_units()
    broken = archive.result(units[1]["id"])
    match way:
        case "turned":
            damage(broken, "UPDATE blob SET bytes = zeroblob(99) WHERE id = 3")
        case "cut":
            broken.write_bytes(broken.read_bytes()[:-5000])
        case "empty":
            broken.write_bytes(b"")
        case "another":
            shutil.copy(archive.result(units[2]["id"]), broken)
    assert_fault(archive.collect(), 75, "1.png", "damaged", "run its unit again")
    assert not archive.collected.exists() and not broken.exists()
    archive.run_units(2)
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


def test_wrong_words(archive):
    archive.plan()
    assert_fault(archive.unit(6), 65, "6: there is no such unit", "1 to 5")
    assert_fault(archive.unit("0" * 64), 65, "no such unit")
    wrong = archive.unit(1, "http://example.org/")
    assert wrong.returncode == 2 and "http://example.org/: not a store" in wrong.stderr
    assert_fault(archive.collect(store="nowhere"), 75, "nowhere")
    other = archive.folder / "other.json"
    other.write_text("{}")
    assert_fault(archive.build("--plan", "other.json", "--unit", 1, "--store", "store"), 65, "not a plan")
    other.write_text(archive.plan_file.read_text().replace('"pipeline" : ', '"pipeline" : 9'))
    assert_fault(archive.build("--plan", "other.json", "--unit", 1, "--store", "store"), 65, "other tiles")
    assert archive.build("--unit", 1).returncode == 2
