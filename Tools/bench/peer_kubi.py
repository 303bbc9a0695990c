"""kubi's method with libvips: an index image, `mapim`, `dzsave`. Usage: peer_kubi.py PANORAMA OUTPUT FACE_SIZE

kubi itself is in no package index. Its way: the index from numpy in single precision, one panorama for all faces, each face
written as a "google" pyramid of 512-pixel tiles down to a single one, without overlap.
"""

import sys

import numpy as np
import peers


def main() -> None:
    source, output, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    pyvips = peers.import_pyvips()
    panorama = pyvips.Image.new_from_file(source)
    bicubic = pyvips.Interpolate.new("bicubic")
    for face, (column, row) in peers.kubi_index(size).items():
        index = np.stack((column, row), axis=-1)
        index = pyvips.Image.new_from_memory(index.tobytes(), size, size, 2, "float") * (panorama.width / 4)
        panorama.mapim(index, interpolate=bicubic, extend="repeat").dzsave(
            f"{output}_{face}", tile_size=512, overlap=0, depth="onetile", layout="google", suffix=".jpg[Q=75]"
        )


if __name__ == "__main__":
    main()
