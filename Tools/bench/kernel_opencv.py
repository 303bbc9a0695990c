"""OpenCV's remap alone, maps given: each filter on one thread and on two, as JSON lines like those of kernel-bench.

Usage: kernel_opencv.py PANORAMA FACE_SIZE
"""

import json
import sys
import time

import cv2
import numpy as np
import sphere


def maps(face: str, panorama: np.ndarray, size: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Both ways of giving maps: single precision, and OpenCV's own fixed point."""
    column, row = sphere.panorama_positions(sphere.face_directions(face, size), panorama.shape[1])
    column, row = column.astype(np.float32), row.astype(np.float32)
    return [(column, row), cv2.convertMaps(column, row, cv2.CV_16SC2)]


def seconds(panorama: np.ndarray, given: tuple, flag: int, output: np.ndarray) -> float:
    start = time.monotonic()
    cv2.remap(panorama, *given, flag, output)
    return time.monotonic() - start


def main() -> None:
    panorama, size = cv2.imread(sys.argv[1]), int(sys.argv[2])
    side, pole = maps("f", panorama, size), maps("u", panorama, size)
    output = np.zeros((size, size, 3), np.uint8)
    for name, flag in (("bicubic", cv2.INTER_CUBIC), ("lanczos4", cv2.INTER_LANCZOS4)):
        for threads in (1, 2):
            cv2.setNumThreads(threads)
            # Four faces are upright and two hold a pole; the faster kind of map counts.
            six = min(
                4 * seconds(panorama, side[kind], flag, output) + 2 * seconds(panorama, pole[kind], flag, output)
                for kind in (0, 1)
            )
            print(json.dumps({"filter": name, "threads": threads, "mpx_per_s": round(6 * size * size / six / 1e6, 2)}))


if __name__ == "__main__":
    main()
