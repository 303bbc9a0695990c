"""Renders scenes: run by Blender through `Tools/render-scenes`, which has the help text."""

import argparse
import importlib
import sys
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

import materials  # noqa: E402 (the path above comes first)
import studio  # noqa: E402

SCENES = {
    "kaiserpfalz-1200": ("kaiserpfalz", 1200),
    "kaiserpfalz-today": ("kaiserpfalz", "today"),
    "stiftskirche-1900": ("stiftskirche", 1900),
    "stiftskirche-today": ("stiftskirche", "today"),
}
"""Name of a picture → the module that builds the place, and the epoch."""

CHECKS = {"markers-north": ("markers", "north"), "markers-east": ("markers", "east")}
"""Scenes that are rendered only when named."""


def arguments():
    parser = argparse.ArgumentParser(prog="render-scenes")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--width", type=int, default=4096)
    parser.add_argument("--samples", type=int, default=8)
    return parser.parse_args(sys.argv[sys.argv.index("--") + 1 :])


def render(name, options):
    """Builds one scene from nothing and renders it; prints how long that took."""
    start = monotonic()
    module, epoch = {**SCENES, **CHECKS}[name]
    place = importlib.import_module(module)
    studio.empty_scene()
    materials.forget()
    studio.set_camera(place.heading(epoch))
    place.build(epoch)
    built = monotonic()
    studio.set_render(options.width, options.samples, place.exposure(epoch))
    path = options.output / f"{name}.jpg"
    quality = studio.render_to(path, place.heading(epoch))
    print(
        f"{path.name}: built in {built - start:.0f} s, rendered in {monotonic() - built:.0f} s, "
        f"quality {quality}, {path.stat().st_size} bytes",
        flush=True,
    )


def main():
    options = arguments()
    start = monotonic()
    for name in options.names or SCENES:
        render(name, options)
    print(f"all done in {monotonic() - start:.0f} s", flush=True)


main()
