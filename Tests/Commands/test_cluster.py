"""`zeitreise build` on several machines: plan, units and collection make the bundle that one machine makes."""

import random
from concurrent.futures import ThreadPoolExecutor

from clusters import files
from running import REPOSITORY
from test_rebuild import replace


def test_units_make_the_bundle_of_one_machine(archive):
    whole, units = archive.whole(), archive.plan()["units"]
    assert len(units) == 5
    archive.run_units(*random.Random(1).sample(range(1, 6), 5))
    assert files(archive.folder / "store") == sorted(f"{unit['id']}.tiles" for unit in units)
    done = archive.collect()
    assert done.returncode == 0, done.stderr
    assert archive.collected.read_bytes() == whole
    archive.collected.unlink()
    done = archive.build("--collect", "store", "--output", "collected.ztour")
    assert done.returncode == 0, done.stderr
    assert archive.collected.read_bytes() == whole


def test_settings_come_from_the_plan(archive):
    options = ["--quality", "55", "--subsampling", "4:4:4", "--face-size", "64"]
    assert archive.build(*options, "--output", "whole.ztour").returncode == 0
    archive.plan(*options)
    archive.run_units()
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == (archive.folder / "whole.ztour").read_bytes()


def test_units_of_pictures_laid_over_others(archive):
    """Both eyes, originals and composites are units of their own."""
    archive.tour = REPOSITORY / "Tests/old-town"
    assert archive.build("--output", "whole.ztour", "--face-size", "128").returncode == 0
    archive.run_units(*range(1, len(archive.plan("--face-size", "128")["units"]) + 1))
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == (archive.folder / "whole.ztour").read_bytes()


def test_the_plan_is_the_same_and_tells_what_is_done(archive):
    planned = archive.plan()
    first = archive.plan_file.read_bytes()
    archive.plan()
    assert archive.plan_file.read_bytes() == first
    for entry in planned["units"]:
        assert entry["cores"] >= 1 and entry["memory_mib"] >= 64 and 0 < entry["expected_seconds"] < 1
        assert entry["pixels"] == 256 * 128 and entry["tiles"] == 6
    assert archive.unit(2).returncode == 0
    again = archive.build("--plan", "plan.json", "--store", "store")
    assert again.stdout.startswith("plan.json: 5 units, 1 done, ")
    assert [entry["done"] for entry in archive.plan("--store", "store")["units"]] == [False, True, False, False, False]


def test_twice_and_at_the_same_time_does_no_harm(archive):
    whole = archive.whole()
    archive.plan()
    with ThreadPoolExecutor(4) as pool:
        statuses = [done.returncode for done in pool.map(archive.unit, [1, 1, 1, 2, 2, 3, 4, 5])]
    # Two on one machine: the other has it.
    assert set(statuses) <= {0, 75}

    def times() -> dict:
        return {path: path.stat().st_mtime_ns for path in (archive.folder / "store").rglob("*.tiles")}

    before = times()
    for number in range(1, 6):
        done = archive.unit(number)
        assert done.returncode == 0 and done.stdout.endswith(": there already\n")
    assert times() == before
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == whole


def test_text_may_change_after_the_plan(archive):
    archive.plan()
    replace(archive.tour / "tour.yaml", "{en: Place 3}", "{en: Another place}")
    archive.run_units()
    assert archive.collect().returncode == 0
    assert archive.collected.read_bytes() == archive.whole()


def test_a_unit_reads_nothing_of_the_others(archive):
    archive.plan()
    for number in [0, 2, 3, 4, 5]:
        archive.picture(number).unlink()
    # A mistake elsewhere is told when the results are collected.
    replace(archive.tour / "tour.yaml", "{en: Place 3}", "{xx: Place 3}")
    assert archive.unit(2).returncode == 0
    missing = archive.unit(1)
    assert missing.returncode == 75 and "0.png" in missing.stderr
