"""`zeitreise export` into the folder of an earlier export: judged by the file system and by sha256sum."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time

import pytest
from onboard import mounted, remount
from running import assert_fault, contents, noise
from test_export import LIST, TOUR

MILL = """\
  - id: mill
    title: {de: Mühle, en: Mill}
    location: {latitude_deg: 49.44, longitude_deg: 7.76}
    epochs:
      - {id: today, year: 2026, panorama: today.jpg, credit: Me, licence: CC0-1.0, source: Here, certainty: documented}
"""
OTHERS = {"CNAME": b"tours.example.org\n", "tiles/notes.txt": b"mine", "old/page.html": b"mine"}


@pytest.fixture(scope="module")
def bundles(program, tmp_path_factory):
    """The same tour twice: in the second a picture and a title are others, and there is a place more."""
    folder = tmp_path_factory.mktemp("again")
    for number, name in enumerate(["first.ztour", "second.ztour"]):
        noise(512, 1 + 9 * number).save(folder / "past.png")
        noise(1024, 2).save(folder / "today.jpg", quality=90)
        noise(256, 3).save(folder / "old.jpg", quality=90)
        (folder / "tour.yaml").write_text(TOUR.replace("en: Castle", "en: Citadel") + MILL if number else TOUR)
        subprocess.run([program, "build", folder, "--output", folder / name, "--quiet"], check=True, timeout=120)
    return folder / "first.ztour", folder / "second.ztour"


@pytest.fixture(scope="module")
def fresh(program, bundles, tmp_path_factory):
    """What a new folder gets of either."""
    folder = tmp_path_factory.mktemp("fresh")
    for bundle in bundles:
        subprocess.run([program, "export", bundle, "--output", folder / bundle.stem], check=True, timeout=120, capture_output=True)
    return contents(folder / "first"), contents(folder / "second")


def states(folder):
    """Inode and times of every file: what a program that writes it changes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_ctime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def export(run, bundle):
    result = run("export", bundle, "--output", "site", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_same_tour_again_touches_nothing(run, bundles, tmp_path):
    first = export(run, bundles[0])
    before = states(tmp_path / "site")
    assert first["written"] == len(before) - 1 and (first["kept"], first["removed"]) == (0, 0)
    assert export(run, bundles[0]) == {**first, "written": 0, "bytes": 0, "kept": first["written"]}
    assert states(tmp_path / "site") == before


def test_another_tour_changes_what_differs_and_nothing_of_others(run, bundles, fresh, tmp_path):
    export(run, bundles[0])
    site = tmp_path / "site"
    for name, content in OTHERS.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(content)
    before = states(site)
    report = export(run, bundles[1])
    old, new = fresh
    assert contents(site) == {**new, **OTHERS}
    after = states(site)
    same = {name for name in new if old.get(name) == new[name]} | set(OTHERS)
    assert {name for name in after if after[name] == before.get(name)} == same
    changed = {name for name in new if old.get(name) != new[name]} - {LIST}
    assert "api/v1/tour" in changed and any(name.startswith("tiles/") for name in changed)
    assert report["written"] == len(changed) and report["bytes"] == sum(len(new[name]) for name in changed)
    assert report["removed"] == len(set(old) - set(new)) > 6
    assert report["kept"] == len(new) - 1 - len(changed)
    # No folder is left without a file.
    assert all(any(path.iterdir()) for path in site.rglob("*") if path.is_dir())


def test_the_list_is_one_that_sha256sum_checks(run, bundles, tmp_path):
    export(run, bundles[0])
    checked = subprocess.run(["sha256sum", "--check", "--strict", LIST], cwd=tmp_path / "site", capture_output=True, text=True)
    assert checked.returncode == 0 and checked.stderr == ""
    assert {line.removesuffix(": OK") for line in checked.stdout.splitlines()} == set(contents(tmp_path / "site")) - {LIST}


@pytest.mark.parametrize("name", ["index.html", "api/v1/tour", "api", "pages/common/look.css"])
def test_what_somebody_has_changed_is_not_overwritten(name, run, bundles, tmp_path):
    export(run, bundles[0])
    place = tmp_path / "site" / name
    if place.is_dir():
        shutil.rmtree(place)
    place.write_text("mine")
    before = states(tmp_path / "site")
    assert_fault(run("export", bundles[1], "--output", "site"), 1, f"site/{name}", "not as an export has left it")
    assert states(tmp_path / "site") == before


def test_a_link_at_a_name_of_ours_is_not_followed(run, bundles, tmp_path):
    export(run, bundles[0])
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "site/index.html").unlink()
    (tmp_path / "site/index.html").symlink_to(tmp_path / "elsewhere")
    assert_fault(run("export", bundles[1], "--output", "site"), 1, "site/index.html", "not as an export has left it")
    assert (tmp_path / "elsewhere").read_text() == "mine"


@pytest.mark.parametrize("line", ["../mine.txt", "/etc/hostname", "a//b", "./a", ""])
def test_a_list_that_names_places_outside_is_refused(line, run, bundles, tmp_path):
    export(run, bundles[0])
    (tmp_path / "mine.txt").write_text("mine")
    with (tmp_path / "site" / LIST).open("a") as file:
        file.write(f"{hashlib.sha256(b'mine').hexdigest()}  {line}\n")
    assert_fault(run("export", bundles[1], "--output", "site"), 1, LIST)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_that_was_changed_and_is_no_longer_needed_stays(run, bundles, fresh, tmp_path):
    export(run, bundles[0])
    gone = sorted(set(fresh[0]) - set(fresh[1]))[0]
    (tmp_path / "site" / gone).write_text("mine")
    report = export(run, bundles[1])
    assert (tmp_path / "site" / gone).read_text() == "mine"
    assert report["removed"] == len(set(fresh[0]) - set(fresh[1])) - 1


def named(site):
    """What a visitor's page asks for, from the tour on; raises where a file is missing or not whole."""
    tour = json.loads((site / "api/v1/tour").read_bytes())
    for epoch in (epoch for place in tour["places"] for epoch in place["epochs"]):
        manifest = json.loads((site / "api/v1/panoramas" / epoch["panorama"]).read_bytes())
        assert hashlib.sha256((site / manifest["preview"].lstrip("/")).read_bytes()).hexdigest() in manifest["preview"]
        for level in manifest["levels"]:
            sides = range(level["tiles_per_side"])
            for face, row, column in ((face, row, column) for face in manifest["faces"] for row in sides for column in sides):
                if level.get("coverage") is None:
                    assert (site / f"tiles/{manifest['digest']}/{level['level']}/{face}/{row}/{column}.jpg").stat().st_size > 0


def linked(site):
    """What the pages of text lead to is there."""
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="/([^"?#]+)', page.read_text()):
            assert (site / link).is_file(), (page, link)


def replaced(program, bundle, site):
    """The files that an export replaces, in its order: the list comes first and last."""
    trace = site.parent / "trace"
    strace = ["strace", "-f", "-qq", "-o", trace, "-e", "trace=rename"]
    subprocess.run([*strace, program, "export", bundle, "--output", site], check=True, capture_output=True, timeout=60)
    return re.findall(rf'"{re.escape(str(site))}/([^"]+)"\) = 0', trace.read_text())


def steps(old, new, replaced):
    """Calls at which an export of the second tour over the first is ended, as strace chooses them."""
    gone, came = set(old) - set(new), set(new) - set(old)
    changed = {name for name in old if name in new and old[name] != new[name]}
    tiles, pages = ([name for name in sorted(came) if name.startswith(folder)] for folder in ["tiles/", "places/"])
    assert pages == ["places/mill.html"] and {"api/v1/tour", "index.html", "places/camp.html"} <= changed
    assert replaced[0] == replaced[-1] == LIST and sorted(replaced[1:-1]) == sorted(changed - {LIST})
    named = [("renameat2", name, 1) for name in [tiles[0], tiles[-1], *pages]]
    removed = [("unlink", name, 1) for name in [min(gone), max(gone)]]
    others = [("rename", None, when) for when in [1, 2, 3, len(replaced) - 1, len(replaced)]]
    return named + removed + others + [("syncfs", None, 1), ("syncfs", None, 3)]


def test_killed_at_a_call_it_is_the_old_or_the_new_tour_and_the_next_run_ends_it(program, run, bundles, fresh, tmp_path):
    """strace ends the process at calls of every kind, which change the folder."""
    tours = [files["api/v1/tour"] for files in fresh]
    assert tours[0] != tours[1]
    site, base, seen = tmp_path / "site", tmp_path / "base", set()
    subprocess.run([program, "export", bundles[0], "--output", base], check=True, capture_output=True)
    shutil.copytree(base, site)
    for call, name, when in steps(*fresh, replaced(program, bundles[1], site)):
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(base, site)
        path = ["-P", site / name] if name else []
        command = ["strace", "-f", "-qq", "-o", "/dev/null", *path, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}"]
        ended = subprocess.run([*command, program, "export", bundles[1], "--output", site], capture_output=True, timeout=120)
        assert ended.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), (call, name)
        now = (site / "api/v1/tour").read_bytes()
        assert now in tours
        seen.add(tours.index(now))
        named(site)
        linked(site)
        assert run("export", bundles[1], "--output", "site").returncode == 0
        assert contents(site) == fresh[1]
    assert seen == {0, 1}


def export_stopped(program, bundle, call, meanwhile, folder, *, output="site", strace=()):
    """Runs an export that stops right after its first such call, and goes on when something else has been done, given its process."""
    end, trace = os.pipe()
    stopping = ["strace", "-f", "-o", f"/dev/fd/{trace}", "-e", f"trace={call}", "-e", f"inject={call}:signal=STOP:when=1", *strace]
    command = [*stopping, program, "export", bundle, "--output", output, "--json"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, pass_fds=[trace]) as process:
        os.close(trace)
        with open(end) as lines:
            process_id = int(next(line for line in lines if "stopped by SIGSTOP" in line).split()[0])
            try:
                meanwhile(process_id)
            finally:
                os.kill(process_id, signal.SIGCONT)
            lines.read()
        output, faults = process.communicate(timeout=60)
    return subprocess.CompletedProcess(command, process.returncode, output, faults)


@pytest.mark.parametrize("name", ["en/index.html", "places/mill.html"])
def test_what_somebody_writes_meanwhile_is_not_overwritten(name, program, run, bundles, fresh, tmp_path):
    """Before the first file has its name: nothing else was changed. After that: it is said, and the next export ends the work."""
    export(run, bundles[0])
    mine = tmp_path / "site" / name
    ended = export_stopped(program, bundles[1], "syncfs", lambda _: mine.write_text("mine"), tmp_path)
    assert_fault(ended, 1, f"site/{name}", "not as an export has left it")
    assert "in part" not in ended.stderr
    assert contents(tmp_path / "site") == {**fresh[0], name: b"mine"}
    assert not (tmp_path / "site/places/mill.html").exists() or name == "places/mill.html"
    mine.unlink()
    ended = export_stopped(program, bundles[1], "rename", lambda _: mine.write_text("mine"), tmp_path)
    assert_fault(ended, 1, f"site/{name}", "not as an export has left it", "export again", "site is new in part")
    assert mine.read_text() == "mine"
    linked(tmp_path / "site")
    mine.unlink()
    export(run, bundles[1])
    assert contents(tmp_path / "site") == fresh[1]


def test_what_somebody_changes_meanwhile_is_not_removed(program, run, bundles, fresh, tmp_path):
    export(run, bundles[0])
    gone = sorted(set(fresh[0]) - set(fresh[1]))
    ended = export_stopped(program, bundles[1], "rename", lambda _: (tmp_path / "site" / gone[0]).write_text("mine"), tmp_path)
    assert ended.returncode == 0 and json.loads(ended.stdout)["removed"] == len(gone) - 1
    assert contents(tmp_path / "site") == {**fresh[1], gone[0]: b"mine"}


def test_interrupted_it_leaves_nothing_not_even_folders(program, bundles, tmp_path):
    """Ctrl-C while the bundle is read, which strace makes slow."""
    aside = tmp_path / f"new/folders/site/{LIST}.partial"
    slow = ["-P", bundles[0], "-P", aside, "-e", "inject=pread64:delay_enter=5000"]
    interrupt = lambda process_id: os.kill(process_id, signal.SIGINT)
    ended = export_stopped(program, bundles[0], "mkdir", interrupt, tmp_path, output="new/folders/site", strace=slow)
    assert_fault(ended, 130, "interrupted; nothing was changed")
    assert list(tmp_path.iterdir()) == []


def test_file_systems_that_cannot_rename_without_replacing_will_do(program, run, bundles, fresh, tmp_path):
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=renameat2:error=EINVAL"]
    command = [*strace, program, "export", bundles[0], "--output", tmp_path / "site"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert contents(tmp_path / "site") == fresh[0]


def test_a_link_above_a_file_is_not_followed(run, bundles, fresh, tmp_path):
    export(run, bundles[0])
    gone = min(name for name in set(fresh[0]) - set(fresh[1]) if name.startswith("tiles/"))
    for name in ["places", "api/v1", "/".join(gone.split("/")[:2])]:
        folder = tmp_path / "site" / name
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
        before = states(tmp_path / "elsewhere")
        if name.startswith("tiles/"):
            # Nothing of the new tour is there; what is no longer needed is no longer ours.
            assert 0 < export(run, bundles[1])["removed"] < len(set(fresh[0]) - set(fresh[1]))
        else:
            assert_fault(run("export", bundles[1], "--output", "site"), 1, f"site/{name}:", "not as an export has left it")
        assert states(tmp_path / "elsewhere") == before
        folder.unlink()
        (tmp_path / "elsewhere").rename(folder)


def everything(folder):
    """Folders too."""
    return {str(path.relative_to(folder)): path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def test_a_full_disk_leaves_everything_as_it_was(run, bundles, fresh, tmp_path):
    """A file system that runs out of inodes: among the files, and at each folder that is made for them."""
    written = [name for name in fresh[1] if fresh[0].get(name) != fresh[1][name] and name != LIST]
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64m", "tmpfs") as disk:
        assert run("export", bundles[0], "--output", "disk/site").returncode == 0
        before, room = everything(disk / "site"), os.statvfs(disk)
        # The new files, two lists, and the folder in which they are staged.
        staged = room.f_files - room.f_ffree + len(written) + 3
        for inodes in [staged - len(written), staged - 2, staged, staged + 3]:
            remount(disk, f"nr_inodes={inodes}")
            ended = run("export", bundles[1], "--output", "disk/site")
            assert_fault(ended, 75, "disk/site: cannot", "No space left")
            assert "in part" not in ended.stderr
            assert everything(disk / "site") == before
        remount(disk, f"nr_inodes={staged + 1000}")
        assert run("export", bundles[1], "--output", "disk/site").returncode == 0
        assert contents(disk / "site") == fresh[1]


def test_pages_come_after_what_they_ask_for(program, bundles, fresh, tmp_path):
    strace = ["strace", "-f", "-qq", "-o", tmp_path / "trace", "-e", "trace=renameat2"]
    subprocess.run([*strace, program, "export", bundles[0], "--output", tmp_path / "site"], check=True, capture_output=True, timeout=60)
    order = re.findall(rf'"{re.escape(str(tmp_path))}/site/([^"]+)", RENAME_NOREPLACE\) = 0', (tmp_path / "trace").read_text())
    assert len(order) == len(set(order)) and set(order) == set(fresh[0]) - {LIST}
    at = {name: number for number, name in enumerate(order)}
    parts = [name for name in order if name.startswith("pages/") or name == "service-worker.js"]
    content = [name for name in order if name.startswith(("tiles/", "media/", "api/v1/panoramas/"))]
    assert max(at[name] for name in content) < min(at[name] for name in parts)
    assert max(at[name] for name in parts) < at["headset/index.html"] < at["api/v1/tour"]
    assert at["api/v1/tour"] < min(at[name] for name in order if name.endswith("index.html") and name != "headset/index.html")
    assert order[-1] == "index.html"


@pytest.mark.parametrize("first, second", [([], ["--layout", "pannellum"]), (["--layout", "pannellum"], [])])
def test_another_layout_does_not_take_the_place(first, second, run, bundles, tmp_path):
    assert run("export", bundles[0], "--output", "site", *first).returncode == 0
    before = states(tmp_path / "site")
    assert_fault(run("export", bundles[0], "--output", "site", *second), 1, "site: ", "--layout", "another folder")
    assert states(tmp_path / "site") == before
    assert run("export", bundles[1], "--output", "site", *first).returncode == 0
    checked = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", LIST], cwd=tmp_path / "site", capture_output=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")


def test_a_first_export_that_was_killed_is_ended_by_the_next(program, run, bundles, fresh, tmp_path):
    process = subprocess.Popen([program, "export", bundles[0], "--output", tmp_path / "site"], stdout=subprocess.DEVNULL)
    aside = tmp_path / "site" / f"{LIST}.partial"
    deadline = time.monotonic() + 30
    while process.poll() is None and not aside.exists() and time.monotonic() < deadline:
        os.sched_yield()
    process.kill()
    process.wait(timeout=30)
    assert not (tmp_path / "site/index.html").exists() or contents(tmp_path / "site") == fresh[0]
    assert run("export", bundles[0], "--output", "site").returncode == 0
    assert contents(tmp_path / "site") == fresh[0]


def test_two_at_once_do_not_mix(run, bundles, tmp_path):
    export(run, bundles[0])
    with subprocess.Popen(["flock", tmp_path / "site", "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        # An answer means that it has the lock.
        holder.stdin.write(b"x\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == b"x\n"
        assert_fault(run("export", bundles[1], "--output", "site"), 75, "another program is writing it")
        holder.stdin.close()
    assert run("export", bundles[1], "--output", "site").returncode == 0
