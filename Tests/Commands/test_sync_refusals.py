"""What a bus does not take: from others, older, other than what was signed, or ended; what played before plays on."""

import contextlib
import json
import shutil
import sqlite3

import pytest
from depots import Bus, Depot, copy_depot, signed
from running import assert_fault

FAR = 4_000_000_000


def refuses(bus: Bus, depot: Depot, *words: str, status: int = 65) -> None:
    """From a stick and over the net; what played before still plays."""
    before = bus.version
    with depot.served() as server:
        for source in (depot.url(), f"http://127.0.0.1:{server.port}"):
            result = bus.sync(source, "--quiet", status=status)
            assert_fault(result, status, *words)
    assert bus.version == before
    if before:
        bus.check()


def test_a_bus_without_a_pinned_key_takes_nothing(depot, bus):
    result = depot.run("sync", depot.url(), "--to", bus.folder, status=65)
    assert_fault(result, 65, "trusts no depot", "--key")
    other = depot.make_key("stranger")
    assert_fault(bus.sync(depot.url(), "--key", f"{other}.pub", "--quiet", status=65), 65, "does not trust")
    assert not (bus.folder / ".trust").exists()


def test_releases_of_other_keys_are_refused(tampered, depot, bus):
    bus.sync(depot.url())
    stranger = Depot.make_key(tampered, "other")
    tampered.forge("sample-2", key=stranger, to="sample-3", version=3)
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-3.ztour")
    refuses(bus, tampered, "does not trust")


def test_a_release_with_a_changed_byte_is_refused(tampered, bus):
    path = tampered.path / "sample-2.release"
    file = bytearray(path.read_bytes())
    file[-20] ^= 1
    path.write_bytes(file)
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "signature")
    assert_fault(tampered.run("release", "list", tampered.path, status=65), 65, "signature")


def test_older_releases_are_refused(depot, old, bus):
    bus.sync(depot.url())
    refuses(bus, old, "release 2 already")


def test_the_same_number_with_other_content_is_refused(depot, tampered, bus):
    bus.sync(depot.url())
    tampered.forge("sample-2", expires=FAR)
    refuses(bus, tampered, "same number")


def test_an_ended_release_is_not_synced_and_plays_where_it_is(depot, old, tampered, bus):
    bus.sync(old.url())
    tampered.forge("sample-2", expires=1_000_000_000)
    refuses(bus, tampered, "ended on 2001-09-09", "plays on")
    # The one that plays may end, too.
    tampered.forge("sample-2", to="sample-3", version=3, expires=FAR)
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-3.ztour")
    bus.sync(tampered.url())
    assert bus.version == 3


def test_a_release_for_a_newer_program_is_refused(tampered, bus):
    tampered.forge("sample-2", minimum_program="99.0.0")
    refuses(bus, tampered, "needs Zeitreise 99.0.0")


def test_mixed_up_releases_are_refused(tampered, bus):
    shutil.copy(tampered.path / "sample-2.release", tampered.path / "sample-9.release")
    shutil.copy(tampered.path / "sample-2.ztour", tampered.path / "sample-9.ztour")
    result = bus.sync(tampered.url(), "--quiet", status=65)
    assert_fault(result, 65, "sample 2")
    (tampered.path / "sample-9.release").unlink()
    shutil.copy(tampered.path / "sample-1.ztour", tampered.path / "sample-2.ztour")
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "sample-2.ztour", "not in it")
    assert_fault(tampered.run("verify", tampered.path / "sample-2.ztour", status=65), 65, "not the bundle that was signed")
    assert bus.version is None


@pytest.mark.parametrize("what", ["blob", "list"])
def test_a_damaged_depot_gives_a_bus_nothing(tampered, bus, what):
    with contextlib.closing(sqlite3.connect(tampered.path / "sample-2.ztour")) as database, database:
        if what == "blob":
            database.execute("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT max(blob) FROM tile)")
        else:
            database.execute("DELETE FROM tile WHERE level = (SELECT max(level) FROM tile) AND face = 3")
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "damaged")
    assert bus.version is None


def test_a_key_hands_on_to_another(depot, tampered, tmp_path):
    next_key, last_key = Depot.make_key(tampered, "next"), Depot.make_key(tampered, "last")
    early, late = Bus(tampered, tmp_path / "early"), Bus(tampered, tmp_path / "late", f"{last_key}.pub")
    early.sync(tampered.url())
    rotate = ["release", "rotate", "--depot", tampered.path]
    tampered.run(*rotate, "--key", tampered.key, "--to", f"{next_key}.pub", "--retire")
    tampered.run(*rotate, "--key", next_key, "--to", f"{last_key}.pub")
    # Who says so of oneself is not believed.
    (tampered.path / "keys" / "forged.key").write_bytes(
        signed("key", {"next": "00" * 32, "retires": True, "made": 1}, Depot.make_key(tampered, "thief"))
    )
    assert tampered.release(key=last_key)["version"] == 3
    early.sync(tampered.url())
    late.sync(tampered.url())
    assert early.version == late.version == 3
    assert depot.key.name == "fleet"
    shutil.copyfile(tampered.path / "sample-3.ztour", tampered.path / "sample-4.ztour")
    tampered.forge("sample-3", key=tampered.key, to="sample-4", version=4)
    refuses(early, tampered, "does not trust")
    refuses(late, tampered, "does not trust")


def test_the_key_that_was_named_at_first_may_be_named_for_ever(tampered, bus):
    """As a timer does, whose line stays as it was."""
    always = ["--key", f"{tampered.key}.pub"]
    bus.sync(tampered.url(), *always)
    next_key = Depot.make_key(tampered, "next")
    tampered.run("release", "rotate", "--depot", tampered.path, "--key", tampered.key, "--to", f"{next_key}.pub", "--retire")
    tampered.release(key=next_key)
    for _ in range(2):
        bus.sync(tampered.url(), *always)
        assert bus.version == 3
    assert next_key.with_suffix(".pub").exists() and len(bus.trust["keys"]) == 1
    stranger = Depot.make_key(tampered, "stranger")
    assert_fault(bus.sync(tampered.url(), "--key", f"{stranger}.pub", status=65), 65, "trusts another key")


def test_keys_are_learned_even_where_the_release_is_refused(tampered, bus):
    bus.sync(tampered.url())
    next_key = Depot.make_key(tampered, "next")
    rotate = ["release", "rotate", "--key", tampered.key, "--to", f"{next_key}.pub"]
    tampered.run(*rotate, "--depot", tampered.path)
    (tampered.path / "sample-2.release").unlink()
    assert_fault(bus.sync(tampered.url(), "--quiet", status=65), 65, "release 2 already")
    shutil.rmtree(tampered.path / "keys")
    tampered.rename("sample-1", "sample-3", key=next_key, version=3)
    bus.sync(tampered.url())
    assert bus.version == 3


def test_a_refused_tour_keeps_no_other_away(tampered, bus, tmp_path):
    bus.sync(tampered.url())
    other = copy_depot(tampered, tmp_path / "other")
    tour = tmp_path / "tour"
    shutil.copytree(tampered.bundle.parent / "tour", tour)
    (tour / "tour.yaml").write_text((tour / "tour.yaml").read_text().replace("id: sample", "id: zoo", 1))
    other.bundle = tmp_path / "zoo.ztour"
    other.run("build", tour, "--output", other.bundle, "--quiet")
    other.release()
    other.rename("sample-2", "sample-3", version=3, expires=1_000_000_000)
    result = bus.sync(other.url(), "--quiet", "--json", status=65)
    assert result.stderr.count("\n") == 1 and "ended on 2001-09-09" in result.stderr
    refused, brought = json.loads(result.stdout)
    assert (refused["tour"], refused["outcome"], refused["previous"]) == ("sample", "refused", 2)
    assert "ended" in refused["fault"]
    assert (brought["tour"], brought["version"], brought["outcome"]) == ("zoo", 1, "installed")
    assert bus.version == 2 and (bus.folder / "zoo.ztour").is_symlink()
