"""TIFF files that tifffile writes from samples computed here; libtiff, through Pillow, must see those of 8 bits alike."""
import numpy
import tifffile
from PIL import Image

import profiles

SIZE = (37, 21)  # Three by two tiles of 16 x 16, none of them whole at the right and the bottom.


def samples(channels, bits):
    """Waves and steps that JPEG keeps well; every channel another."""
    y, x = numpy.mgrid[0:SIZE[1], 0:SIZE[0]]
    most = (1 << bits) - 1
    planes = [(0.5 + 0.45 * numpy.sin(x * (0.11 + 0.05 * c) + y * 0.13 + c)) * most for c in range(channels)]
    return numpy.stack([plane.round() for plane in planes], axis=-1).astype(f"uint{bits}")


def over_black(colour, alpha, most):
    return (colour.astype(numpy.int64) * alpha + most // 2) // most


def write(folder, note):
    def save(name, stored, truth, colour, bits=8, alpha=False, tolerance=0, shown=True, **settings):
        path = folder / f"tiff-{name}.tif"
        settings = {"metadata": None, "software": False, **settings}
        tifffile.imwrite(path, stored, **settings)
        height, width = truth.shape[:2]
        truth = numpy.broadcast_to(truth, (height, width, 3)).reshape(-1).tolist()
        if shown and bits == 8:
            seen = numpy.asarray(Image.open(path).convert("RGB")).reshape(-1)
            assert abs(seen.astype(int) - truth).max() <= max(tolerance, 1), name
        note(path.name, truth, (width, height), bits=bits, colour=colour, alpha=alpha, tolerance=tolerance)

    grey, deep_grey = samples(1, 8)[..., 0], samples(1, 16)[..., 0]
    rgb, deep = samples(3, 8), samples(3, 16)
    rgba, deep_rgba, inks, deep_inks = samples(4, 8), samples(4, 16), samples(4, 8), samples(4, 16)
    save("grey-8", grey, grey[..., None], "grey", photometric="minisblack", rowsperstrip=5)
    save("grey-16", deep_grey, deep_grey[..., None], "grey", 16, photometric="minisblack", byteorder=">")
    save("white-8", 255 - grey, grey[..., None], "grey", photometric="miniswhite")
    save("rgb-8", rgb, rgb, "rgb", photometric="rgb")
    save("rgb-16", deep, deep, "rgb", 16, photometric="rgb", byteorder=">")
    for compression in ("lzw", "adobe_deflate", "packbits"):
        save(f"rgb-{compression}", rgb, rgb, "rgb", photometric="rgb", compression=compression, rowsperstrip=8)
    save("rgb-16-predictor", deep, deep, "rgb", 16, photometric="rgb", compression="lzw", predictor=True, byteorder=">")
    save("rgb-big", rgb, rgb, "rgb", shown=False, photometric="rgb", bigtiff=True, byteorder=">", rowsperstrip=4)
    save("rgb-tiles", rgb, rgb, "rgb", photometric="rgb", tile=(16, 16), compression="adobe_deflate")
    save("rgb-16-big-tiles", deep, deep, "rgb", 16, photometric="rgb", tile=(16, 16), bigtiff=True)
    for name, settings in (("planes", {"rowsperstrip": 6}), ("planes-tiles", {"tile": (16, 16)})):
        for compression in (None, "lzw"):
            save(f"rgb-{name}{'-lzw' if compression else ''}", numpy.moveaxis(rgb, -1, 0), rgb, "rgb", shown=False,
                 photometric="rgb", planarconfig="separate", compression=compression, **settings)
    truth = over_black(rgba[..., :3], rgba[..., 3:], 255)
    save("rgba-8", rgba, truth, "rgb", alpha=True, shown=False, photometric="rgb", extrasamples=["unassalpha"])
    truth = over_black(deep_rgba[..., :3], deep_rgba[..., 3:], 65535)
    save("rgba-16-planes", numpy.moveaxis(deep_rgba, -1, 0), truth, "rgb", 16, alpha=True, photometric="rgb",
         planarconfig="separate", extrasamples=["unassalpha"])
    save("rgba-associated", rgba, rgba[..., :3], "rgb", alpha=True, shown=False, photometric="rgb",
         extrasamples=["assocalpha"])
    save("rgb-unspecified", rgba, rgba[..., :3], "rgb", shown=False, photometric="rgb", extrasamples=["unspecified"])
    truth = over_black(255 - inks[..., :3].astype(int), 255 - inks[..., 3:].astype(int), 255)
    save("cmyk-8", inks, truth, "cmyk", tolerance=1, photometric="separated")
    truth = over_black(65535 - deep_inks[..., :3].astype(int), 65535 - deep_inks[..., 3:].astype(int), 65535)
    save("cmyk-16", deep_inks, truth, "cmyk", 16, photometric="separated", compression="lzw")
    table = numpy.stack([(numpy.arange(256) * step) % 256 for step in (1, 3, 7)]).astype("uint16")
    save("palette-8", grey, table.T[grey], "palette", photometric="palette", colormap=table * 257)
    save("palette-8-small", grey, table.T[grey], "palette", shown=False, photometric="palette", colormap=table)
    jpeg(folder, note, rgb)
    tagged(save, rgb)
    refused(folder, rgb)


def jpeg(folder, note, rgb):
    """libtiff, through Pillow, says what they hold."""
    Image.fromarray(rgb).convert("YCbCr").save(folder / "tiff-jpeg.tif", compression="jpeg", quality=90)
    tifffile.imwrite(
        folder / "tiff-jpeg-tiles.tif", rgb, photometric="ycbcr", compression="jpeg", tile=(16, 16),
        subsampling=(2, 2), metadata=None, software=False)
    for name in ("tiff-jpeg.tif", "tiff-jpeg-tiles.tif"):
        seen = Image.open(folder / name).convert("RGB")
        note(name, seen.tobytes(), SIZE, bits=8, colour="ycbcr", tolerance=2)


def tagged(save, rgb):
    """Orientation 6 (the first row is at the right), XMP and a profile of sRGB's primaries with gamma 1."""
    content = profiles.rgb_profile("Linear test RGB", profiles.SRGB, 1)
    light = rgb / 255
    shown = numpy.vectorize(profiles.encode_srgb)(light)
    truth = numpy.rot90((shown * 255).round().astype(int), -1)
    tags = [(700, "B", 4, b"<x/>", True), (34675, "B", len(content), content, True)]
    save("tagged", rgb, truth, "rgb", tolerance=1, shown=False, photometric="rgb", extratags=[*tags, (274, 3, 1, 6)])


def refused(folder, rgb):
    """Not in the list of pictures: each is a sound TIFF of a kind that is not decoded."""
    grey = rgb[..., 0]
    settings = {"metadata": None, "software": False}
    tifffile.imwrite(folder / "refused-float.tif", (grey / 255).astype("float32"), photometric="minisblack", **settings)
    tifffile.imwrite(folder / "refused-signed.tif", grey.astype("int16"), photometric="minisblack", **settings)
    tifffile.imwrite(folder / "refused-bilevel.tif", grey > 99, photometric="minisblack", **settings)
    tifffile.imwrite(folder / "refused-zstd.tif", grey, photometric="minisblack", compression="zstd", **settings)
    tifffile.imwrite(folder / "refused-lab.tif", rgb, photometric="cielab", **settings)
