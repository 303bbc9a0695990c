"""What nona is asked for: six faces of one panorama."""

# The directions that make each face the picture's centre: yaw and pitch in degrees.
VIEWS = {"f": (0, 0), "r": (-90, 0), "b": (180, 0), "l": (90, 0), "u": (0, -90), "d": (0, 90)}


def project(source: object, width: int, height: int, size: int) -> str:
    """A Hugin project of six 90° pictures with the bicubic "poly3" interpolator (i0), as Pannellum asks for."""
    lines = [f'p f0 w{size} h{size} v90 n"TIFF_m"', "m g1 i0"]
    lines += [f'i f4 w{width} h{height} v360 y{yaw} p{pitch} r0 n"{source}"' for yaw, pitch in VIEWS.values()]
    return "\n".join(lines) + "\n"
