#!/usr/bin/env python3
"""Writes the pictures of this folder and expected.json, what each of them must decode to.

Needs a few packages:  python3 -m venv V && V/bin/pip install Pillow pypng tifffile imagecodecs && V/bin/python make.py

PNG: pypng writes them from samples that are computed here, so that the truth is known without a decoder; two decoders
must agree with it to one step. JPEG: Pillow writes them, and its own decoder gives the truth.
"""
import base64
import io
import json
import pathlib
import struct
import zlib

import png
from PIL import Image, ImageCms, ImageOps

import profiles
import tiffs

FOLDER = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 11, 9  # Odd, and enough for all seven passes of an interlaced PNG.
expected = {}


def note(name, rgb, size, *, bits, colour, alpha=False, interlaced=False, tolerance=0):
    """`rgb` of 8 bits, or of 16 where `bits` says so."""
    expected[name] = {
        "width": size[0], "height": size[1], "bits": bits, "colour": colour, "alpha": alpha,
        "interlaced": interlaced, "tolerance": tolerance,
        "rgb": base64.b64encode(bytes(rgb) if bits <= 8 else bytes(to_8(v, 16) for v in rgb)).decode(),
    }
    if bits == 16:
        expected[name]["deep"] = base64.b64encode(struct.pack(f"<{len(rgb)}H", *rgb)).decode()


# PNG ------------------------------------------------------------------------------------------------------------------

def sample(column, row, channel, bits):
    """Every value turns up, in an order that shows exchanged channels, rows and bits."""
    return (column * 7919 + row * 104729 + channel * 1299709) * 40503 >> 7 & (1 << bits) - 1


def to_8(value, bits):
    most = (1 << bits) - 1
    return (value * 255 + most // 2) // most


def to_depth(value, bits):
    """As decoded: 16 bits where they are stored, otherwise 8."""
    return value if bits == 16 else to_8(value, bits)


def over_black(rgb, alpha, bits=8):
    most = 65535 if bits == 16 else 255
    return [(channel * alpha + most // 2) // most for channel in rgb]


def pixels(channels, bits):
    return [[[sample(x, y, c, bits) for c in range(channels)] for x in range(WIDTH)] for y in range(HEIGHT)]


def write_png(name, rows, truth, bits, colour, has_alpha, **settings):
    for interlaced in (False, True):
        file = f"{name}{'-interlaced' if interlaced else ''}.png"
        writer = png.Writer(WIDTH, HEIGHT, bitdepth=bits, interlace=interlaced, **settings)
        with open(FOLDER / file, "wb") as out:
            writer.write(out, [[value for pixel in row for value in pixel] for row in rows])
        check(file, truth if bits <= 8 else [to_8(v, 16) for v in truth])
        note(file, truth, (WIDTH, HEIGHT), bits=bits, colour=colour, alpha=has_alpha, interlaced=interlaced)


def check(file, truth):
    """Two decoders must see it so: pypng's, and Pillow's but for what it cannot turn into 8-bit RGB rightly (grey of 16
    bits, transparent values of other than 8 bits). They may round in another way than we do."""
    rows = png.Reader(filename=str(FOLDER / file)).asRGBA8()[2]
    seen = [v for row in rows for i in range(0, len(row), 4) for v in over_black(row[i:i + 3], row[i + 3])]
    assert near(seen, truth), file
    image = Image.open(FOLDER / file)
    is_odd_key = "transparency" in image.info and image.mode != "P" and "-8-" not in file
    if image.mode.startswith("I") or is_odd_key:
        return
    layer = image.convert("RGBA")
    seen = Image.alpha_composite(Image.new("RGBA", layer.size, "black"), layer).convert("RGB").tobytes()
    assert near(seen, truth), file


def near(seen, truth):
    return len(seen) == len(truth) and all(abs(a - b) <= 2 for a, b in zip(seen, truth))


def grey():
    for bits in (1, 2, 4, 8, 16):
        rows = pixels(1, bits)
        flat = [pixel[0] for row in rows for pixel in row]
        write_png(f"grey-{bits}", rows, [to_depth(v, bits) for v in flat for _ in range(3)], bits, "grey", False,
                  greyscale=True)
        hidden = flat[WIDTH + 1]
        truth = [0 if v == hidden else to_depth(v, bits) for v in flat for _ in range(3)]
        write_png(f"grey-{bits}-transparent", rows, truth, bits, "grey", True, greyscale=True, transparent=hidden)


def grey_alpha():
    for bits in (8, 16):
        rows = pixels(2, bits)
        truth = [v for row in rows for g, a in row for v in over_black([to_depth(g, bits)] * 3, to_depth(a, bits), bits)]
        write_png(f"grey-alpha-{bits}", rows, truth, bits, "grey", True, greyscale=True, alpha=True)


def rgb():
    for bits in (8, 16):
        rows = pixels(3, bits)
        flat = [pixel for row in rows for pixel in row]
        truth = [to_depth(v, bits) for pixel in flat for v in pixel]
        write_png(f"rgb-{bits}", rows, truth, bits, "rgb", False, greyscale=False)
        hidden = flat[WIDTH + 1]
        truth = [0 if pixel == hidden else to_depth(v, bits) for pixel in flat for v in pixel]
        write_png(f"rgb-{bits}-transparent", rows, truth, bits, "rgb", True, greyscale=False,
                  transparent=tuple(hidden))


def rgb_alpha():
    for bits in (8, 16):
        rows = pixels(4, bits)
        truth = [v for row in rows for pixel in row
                 for v in over_black([to_depth(v, bits) for v in pixel[:3]], to_depth(pixel[3], bits), bits)]
        write_png(f"rgb-alpha-{bits}", rows, truth, bits, "rgb", True, greyscale=False, alpha=True)


def palette():
    for bits in (1, 2, 4, 8):
        rows = pixels(1, bits)
        colours = [tuple(sample(i, 3, c, 8) for c in range(3)) for i in range(1 << bits)]
        flat = [pixel[0] for row in rows for pixel in row]
        truth = [v for index in flat for v in colours[index]]
        write_png(f"palette-{bits}", rows, truth, bits, "palette", False, palette=colours)
        faint = [(*colour, sample(i, 5, 3, 8)) for i, colour in enumerate(colours)]
        truth = [v for index in flat for v in over_black(faint[index][:3], faint[index][3])]
        write_png(f"palette-{bits}-transparent", rows, truth, bits, "palette", True, palette=faint)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ignored_chunks():
    """A picture whose gamma, profile, text and unknown chunks change nothing."""
    plain = (FOLDER / "rgb-8.png").read_bytes()
    extra = (chunk(b"gAMA", struct.pack(">I", 220000)) + chunk(b"iCCP", b"p\0\0" + zlib.compress(b"no profile"))
             + chunk(b"tEXt", b"Title\0none") + chunk(b"zzZz", b"unknown"))
    (FOLDER / "rgb-8-chunks.png").write_bytes(plain[:33] + extra + plain[33:])
    expected["rgb-8-chunks.png"] = expected["rgb-8.png"]


# JPEG -----------------------------------------------------------------------------------------------------------------

SIZE = (21, 18)  # Not whole blocks, and four blocks of 16 x 16.


def scene(size=SIZE):
    image = Image.new("RGB", size)
    image.putdata([(x * 6 + 20, 230 - y * 9, 60 if (x // 9 + y // 7) % 2 else 190)
                   for y in range(size[1]) for x in range(size[0])])
    return image


def note_jpeg(name, colour, interlaced=False, tolerance=1):
    image = Image.open(FOLDER / name)
    note(name, image.convert("RGB").tobytes(), image.size, bits=8, colour=colour, interlaced=interlaced, tolerance=tolerance)


def write_jpeg(name, image, colour, interlaced=False, tolerance=1, **settings):
    settings = {"quality": 85, "optimize": True, "progressive": interlaced, **settings}
    image.save(FOLDER / name, "JPEG", **settings)
    note_jpeg(name, colour, interlaced, tolerance)


def jpeg():
    image = scene()
    write_jpeg("grey.jpg", image.convert("L"), "grey")
    write_jpeg("grey-progressive.jpg", image.convert("L"), "grey", interlaced=True)
    for name, sampling in (("444", "4:4:4"), ("422", "4:2:2"), ("420", "4:2:0")):
        write_jpeg(f"ycbcr-{name}.jpg", image, "ycbcr", subsampling=sampling)
        write_jpeg(f"ycbcr-{name}-progressive.jpg", image, "ycbcr", interlaced=True, subsampling=sampling)
    # Whole blocks across, so that it can be read as planes.
    for ending, interlaced in (("", False), ("-progressive", True)):
        write_jpeg(f"planes{ending}.jpg", scene((32, 18)), "ycbcr", interlaced=interlaced, subsampling="4:2:0")
    write_jpeg("rgb.jpg", image, "rgb", keep_rgb=True, subsampling="4:4:4")
    write_jpeg("restart.jpg", image, "ycbcr", restart_marker_rows=1)
    write_jpeg("metadata.jpg", image, "ycbcr", comment=b"a comment", exif=b"Exif\0\0not sound")


def ink():
    """Pillow inverts CMYK as Adobe does and says so in Adobe's marker, whose last byte turns CMYK into YCCK."""
    inks = Image.merge("CMYK", [channel.point(lambda v: 255 - v) for channel in scene().split()]
                       + [Image.linear_gradient("L").resize(SIZE)])
    write_jpeg("cmyk.jpg", inks, "cmyk", tolerance=2)
    write_jpeg("cmyk-progressive.jpg", inks, "cmyk", interlaced=True, tolerance=2)
    adobe = (FOLDER / "cmyk.jpg").read_bytes()
    start = adobe.index(b"\xff\xee\x00\x0eAdobe")
    (FOLDER / "cmyk-unmarked.jpg").write_bytes(adobe[:start] + adobe[start + 16:])
    note_jpeg("cmyk-unmarked.jpg", "cmyk", tolerance=2)
    luma = Image.merge("CMYK", [channel.point(lambda v: 255 - v) for channel in scene().convert("YCbCr").split()]
                       + [Image.linear_gradient("L").resize(SIZE)])
    stream = io.BytesIO()
    luma.save(stream, "JPEG", quality=85, optimize=True)
    marked = bytearray(stream.getvalue())
    marked[marked.index(b"Adobe") + 11] = 2
    (FOLDER / "ycck.jpg").write_bytes(marked)
    note_jpeg("ycck.jpg", "ycck", tolerance=2)


# Orientation ----------------------------------------------------------------------------------------------------------

def turned():
    """Pillow turns them; the first also has a place and a date."""
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        if orientation == 1:
            exif.get_ifd(0x8769).update({0x9003: "1954:07:09 18:30:05", 0x9011: "+01:00"})
            exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 51.0, 24.5), 3: "W", 4: (151.0, 12.0, 36.0)})
        name = f"orientation-{orientation}.jpg"
        scene().save(FOLDER / name, "JPEG", quality=85, exif=exif)
        upright = ImageOps.exif_transpose(Image.open(FOLDER / name))
        note(name, upright.convert("RGB").tobytes(), upright.size, bits=8, colour="ycbcr", tolerance=1)


# Colour profiles ------------------------------------------------------------------------------------------------------

def insert_profile(file, content):
    plain = (FOLDER / file).read_bytes()
    return plain[:33] + chunk(b"iCCP", b"p\0\0" + zlib.compress(content, 9)) + plain[33:]


def profiled_png():
    """By the profiles' definitions, without a colour management system."""
    wide = profiles.rgb_profile("Wide test RGB", profiles.WIDE, 2.2)
    for bits in (8, 16):
        name = f"profile-wide-{bits}.png"
        (FOLDER / name).write_bytes(insert_profile(f"rgb-{bits}.png", wide))
        most = (1 << bits) - 1
        truth = [round(v * most) for row in pixels(3, bits) for pixel in row
                 for v in profiles.to_srgb([v / most for v in pixel], profiles.WIDE, 2.2)]
        note(name, truth, (WIDTH, HEIGHT), bits=bits, colour="rgb", tolerance=1)
    grey = profiles.grey_profile("Test grey", 1.8)
    (FOLDER / "profile-grey.png").write_bytes(insert_profile("grey-8.png", grey))
    truth = [round(profiles.grey_to_srgb(pixel[0] / 255, 1.8) * 255) for row in pixels(1, 8) for pixel in row
             for _ in range(3)]
    note("profile-grey.png", truth, (WIDTH, HEIGHT), bits=8, colour="grey", tolerance=1)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (FOLDER / "profile-srgb.png").write_bytes(insert_profile("rgb-8.png", srgb))
    expected["profile-srgb.png"] = expected["rgb-8.png"]
    for name, content in (("ink", profiles.ink_profile("Test inks")), ("broken", wide[:200])):
        (FOLDER / f"profile-{name}.png").write_bytes(insert_profile("rgb-8.png", content))
        expected[f"profile-{name}.png"] = expected["rgb-8.png"]


def profiled_jpeg():
    """CMYK by Pillow's Little CMS; Pillow hands on the inks as they were before Adobe inverted them."""
    content = profiles.ink_profile("Test inks")
    inks = Image.merge("CMYK", [channel.point(lambda v: 255 - v) for channel in scene().split()]
                       + [Image.linear_gradient("L").resize(SIZE)])
    inks.save(FOLDER / "profile-ink.jpg", "JPEG", quality=85, optimize=True, icc_profile=content)
    source = ImageCms.ImageCmsProfile(io.BytesIO(content))
    shown = ImageCms.profileToProfile(
        Image.open(FOLDER / "profile-ink.jpg"), source, ImageCms.createProfile("sRGB"), outputMode="RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION)
    note("profile-ink.jpg", shown.tobytes(), SIZE, bits=8, colour="cmyk", tolerance=2)
    wide = profiles.rgb_profile("Wide test RGB", profiles.WIDE, 2.2)
    scene().save(FOLDER / "profile-wide.jpg", "JPEG", quality=85, icc_profile=wide)
    stored = Image.open(FOLDER / "profile-wide.jpg").convert("RGB").get_flattened_data()
    truth = [round(v * 255) for pixel in stored for v in profiles.to_srgb([v / 255 for v in pixel], profiles.WIDE, 2.2)]
    note("profile-wide.jpg", truth, SIZE, bits=8, colour="ycbcr", tolerance=3)


for kind in (grey, grey_alpha, rgb, rgb_alpha, palette, ignored_chunks, jpeg, ink, turned, profiled_png, profiled_jpeg):
    kind()
tiffs.write(FOLDER, note)
(FOLDER / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
print(len(expected), "pictures", sum(f.stat().st_size for f in FOLDER.iterdir()), "bytes")
