"""Renders scenes: run by Blender through `Tools/render-scenes`, which has the help text."""

import argparse
import importlib
import sys
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

import archive  # noqa: E402 (the path above comes first)
import materials  # noqa: E402
import studio  # noqa: E402
import views  # noqa: E402

SCENES = {
    "hauptbahnhof-1900": ("hauptbahnhof", 1900),
    "hauptbahnhof-1945": ("hauptbahnhof", 1945),
    "hauptbahnhof-today": ("hauptbahnhof", "today"),
    "fruchthalle-1849": ("fruchthalle", 1849),
    "fruchthalle-1910": ("fruchthalle", 1910),
    "fruchthalle-today": ("fruchthalle", "today"),
    "stiftskirche-1600": ("stiftskirche", 1600),
    "stiftskirche-1900": ("stiftskirche", 1900),
    "stiftskirche-today": ("stiftskirche", "today"),
    "kaiserpfalz-1200": ("kaiserpfalz", 1200),
    "kaiserpfalz-1600": ("kaiserpfalz", 1600),
    "kaiserpfalz-today": ("kaiserpfalz", "today"),
    "martinskirche-1300": ("martinskirche", 1300),
    "martinskirche-1880": ("martinskirche", 1880),
    "martinskirche-today": ("martinskirche", "today"),
    "pfaff-1910": ("pfaff", 1910),
    "pfaff-today": ("pfaff", "today"),
    "japanischer-garten-1910": ("garten", 1910),
    "japanischer-garten-today": ("garten", "today"),
    "betzenberg-1954": ("betzenberg", 1954),
    "betzenberg-today": ("betzenberg", "today"),
}
"""Name of a picture → the module that builds the place, and the epoch.

A module has `heading(epoch)`, `exposure(epoch)` and `build(epoch)`; where an epoch is an archive picture it also has
`picture(epoch)`, which gives that (see archive.py) and None for a full sphere.
"""

CHECKS = {"markers-north": ("markers", "north"), "markers-east": ("markers", "east")}
"""Scenes that are rendered only when named."""


def arguments():
    parser = argparse.ArgumentParser(prog="render-scenes")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--panoramas", type=Path, required=True)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--width", type=int, help="pixels of every picture, instead of its own size")
    parser.add_argument("--samples", type=int, default=8)
    return parser.parse_args(sys.argv[sys.argv.index("--") + 1 :])


def picture_of(place, epoch):
    """The archive picture of an epoch, or None for a full sphere."""
    return getattr(place, "picture", lambda _: None)(epoch)


def render(name, options):
    """Builds one scene from nothing and renders it; prints how long that took."""
    start = monotonic()
    module, epoch = {**SCENES, **CHECKS}[name]
    place = importlib.import_module(module)
    studio.empty_scene()
    materials.forget()
    place.build(epoch)
    built = monotonic()
    studio.set_render(options.samples, place.exposure(epoch))
    picture = picture_of(place, epoch)
    path = (options.archive if picture else options.panoramas) / f"{name}.jpg"
    if picture:
        quality = studio.save_developed(picture.make(_developed, options.width or picture.width), path)
        print_control_points(place, picture)
    else:
        sphere = views.Strip(place.heading(epoch))
        quality = studio.save(studio.render(sphere, options.width or 4096), path)
        print_hidden_points(module, place)
    print(
        f"{path.name}: built in {built - start:.0f} s, rendered in {monotonic() - built:.0f} s, "
        f"quality {quality}, {path.stat().st_size} bytes",
        flush=True,
    )


def _developed(view, width, offset=(0, 0, 0)):
    """Display values of a view, rows from above."""
    return studio.developed(studio.render(view, width, offset))[::-1]


def print_control_points(place, picture):
    """The points of the full-size archive picture, on the panorama of today."""
    heading, hidden = place.heading("today"), studio.hidden(picture.points)
    for line in archive.control_points(picture, studio.EYE, lambda d: views.yaw_and_pitch(d, heading), hidden):
        print(line, flush=True)


def print_hidden_points(module, place):
    """Points of the place's archive pictures that do not show in this epoch."""
    for other, (owner, epoch) in SCENES.items():
        picture = picture_of(place, epoch) if owner == module else None
        for name, thing in studio.hidden(picture.points).items() if picture else ():
            print(f"# {other}: {name} is hidden here by {thing}", flush=True)


def main():
    options = arguments()
    start = monotonic()
    for name in options.names or SCENES:
        render(name, options)
    print(f"all done in {monotonic() - start:.0f} s", flush=True)


main()
