"""Pannellum's way: nona makes faces, Pillow halves, cuts and encodes. Usage: peer_nona.py PANORAMA OUTPUT FACE_SIZE

Levels as in Pannellum's generator: each is half of the one above it, by Lanczos, from 8 bits, a face alone; tiles of 512;
quality 75. Its fallback faces and previews are left out, in its favour.
"""

import subprocess
import sys
from pathlib import Path

import nona_project
from PIL import Image

TILE = 512


def levels(size: int) -> list[int]:
    """Face sizes from the finest to the one that is a single tile."""
    sizes = [size]
    while sizes[-1] > TILE:
        sizes.append(sizes[-1] // 2)
    return sizes


def cut(picture: Image.Image, folder: Path) -> None:
    folder.mkdir(parents=True)
    for top in range(0, picture.height, TILE):
        for left in range(0, picture.width, TILE):
            box = left, top, min(left + TILE, picture.width), min(top + TILE, picture.height)
            picture.crop(box).save(folder / f"{top // TILE}_{left // TILE}.jpg", quality=75)


def main() -> None:
    source, output, size = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = None
    width, height = Image.open(source).size
    output.mkdir()
    project = output / "faces.pto"
    project.write_text(nona_project.project(source, width, height, size))
    subprocess.run(["nona", "-o", output / "face", project], check=True)
    for index, face in enumerate(nona_project.VIEWS):
        path = output / f"face{index:04}.tif"
        picture = Image.open(path).convert("RGB")
        for level, side in enumerate(levels(size)):
            if side < picture.width:
                picture = picture.resize((side, side), Image.Resampling.LANCZOS)
            cut(picture, output / str(len(levels(size)) - level) / face)
        path.unlink()


if __name__ == "__main__":
    main()
