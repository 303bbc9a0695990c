"""Makes the pictures that Tools/bench/pipeline works on. Usage: panoramas.py 8192|32768 SOURCE OUTPUT

8192: SOURCE (a smaller panorama) enlarged with Lanczos to 8192x4096, baseline JPEG, quality 90, 4:2:0.
32768: SOURCE (the 8192 one) 4 x 4 times side by side, so that a pixel costs the same; JPEG or PNG by OUTPUT's name.
"""

import os
import sys


def enlarge(source: str, output: str) -> None:
    from PIL import Image

    picture = Image.open(source).convert("RGB").resize((8192, 4096), Image.Resampling.LANCZOS)
    picture.save(output, quality=90, subsampling="4:2:0", progressive=False)


def repeat(source: str, output: str) -> None:
    import pyvips

    picture = pyvips.Image.new_from_file(source).replicate(4, 4)
    if output.endswith(".png"):
        picture.pngsave(output, compression=1, filter="sub", strip=True)
    else:
        picture.jpegsave(output, Q=90, subsample_mode="on", strip=True)


def main() -> None:
    size, source, output = sys.argv[1:]
    stem, extension = os.path.splitext(output)
    # Under its name only when it is whole.
    unfinished = f"{stem}.unfinished{extension}"
    (enlarge if size == "8192" else repeat)(source, unfinished)
    os.replace(unfinished, output)


if __name__ == "__main__":
    main()
