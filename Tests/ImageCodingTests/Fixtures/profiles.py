"""ICC profiles built from numbers (ICC.1:2001-04), and what their colours are in sRGB."""
import struct

D50 = (0.9642, 1.0, 0.8249)
SRGB_FROM_XYZ_D50 = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540),
                     (0.0719453, -0.2289914, 1.4052427))
# Adobe RGB (1998), adapted to D50: columns are the primaries.
WIDE = ((0.60974, 0.20528, 0.14919), (0.31111, 0.62567, 0.06322), (0.01947, 0.06087, 0.74457))
SRGB = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))


def fixed(*values):
    return b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def text(value):
    data = value.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + bytes(4 + 4 + 2 + 1 + 67)


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def xyz(*values):
    return b"XYZ \0\0\0\0" + fixed(*values)


def profile(kind, space, pcs, tags):
    tags = {b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(*D50), **tags}
    place = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", place + len(body), len(data))
        body += data
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, kind, space, pcs) + struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head += b"acsp" + bytes(28) + fixed(*D50)
    return head + bytes(128 - len(head)) + table + body


def rgb_profile(name, columns, exponent):
    tags = {b"desc": text(name)}
    for index, channel in enumerate("rgb"):
        tags[f"{channel}XYZ".encode()] = xyz(*(row[index] for row in columns))
        tags[f"{channel}TRC".encode()] = gamma(exponent)
    return profile(b"mntr", b"RGB ", b"XYZ ", tags)


def grey_profile(name, exponent):
    return profile(b"mntr", b"GRAY", b"XYZ ", {b"desc": text(name), b"kTRC": gamma(exponent)})


def ink_profile(name):
    """Lab of the 16 mixtures of full inks, and lines between them: a table of 16 bits (lut16Type)."""
    def lab(c, m, y, k):
        light = 100 * (1 - 0.35 * c) * (1 - 0.45 * m) * (1 - 0.08 * y) * (1 - 0.9 * k)
        tint = 1 - k
        return light, tint * (-35 * c + 70 * m - 5 * y), tint * (-45 * c - 5 * m + 85 * y)

    nodes = b"".join(
        struct.pack(">3H", round(l * 652.8), round((a + 128) * 256), round((b + 128) * 256))
        for l, a, b in (lab(i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1) for i in range(16)))
    line = struct.pack(">2H", 0, 65535)
    table = (b"mft2\0\0\0\0" + struct.pack(">4B", 4, 3, 2, 0) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + struct.pack(">2H", 2, 2)
             + line * 4 + nodes + line * 3)
    return profile(b"prtr", b"CMYK", b"Lab ", {b"desc": text(name), b"A2B0": table})


def encode_srgb(value):
    value = min(max(value, 0), 1)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def to_srgb(rgb, columns, exponent):
    """From 0 to 1, by the definition of the profile."""
    linear = [v ** (round(exponent * 256) / 256) for v in rgb]
    place = [sum(row[i] * linear[i] for i in range(3)) for row in columns]
    return [encode_srgb(sum(row[i] * place[i] for i in range(3))) for row in SRGB_FROM_XYZ_D50]


def grey_to_srgb(value, exponent):
    return encode_srgb(value ** (round(exponent * 256) / 256))
