"""Puts the pixels of every tile of a tile set into one file of 8-bit RGB. Usage: concatenate.py TILE_SET OUTPUT"""

import sys
from pathlib import Path

import peers


def main() -> None:
    tiles = sorted(path for path in Path(sys.argv[1]).rglob("*.png"))
    with open(sys.argv[2], "wb") as output:
        for path in tiles:
            output.write(peers.load(path).tobytes())


if __name__ == "__main__":
    main()
