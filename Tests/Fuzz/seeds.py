#!/usr/bin/env python3
"""Writes what the fuzzers start from into a folder for each: python3 seeds.py FOLDER"""
import json
import pathlib
import shutil
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests/ImageCodingTests/Fixtures"
sys.dont_write_bytecode = True
sys.path.insert(0, str(FIXTURES))
import profiles  # noqa: E402

GPANO = "http://ns.google.com/photos/1.0/panorama/"


def folder(name):
    path = pathlib.Path(sys.argv[1]) / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def copy(target, *patterns):
    for pattern in patterns:
        for file in sorted(FIXTURES.glob(pattern)):
            shutil.copy(file, folder(target))


def write(target, name, content):
    (folder(target) / name).write_bytes(content)


def xmp(content):
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{content}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def segment(marker, content):
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def metadata():
    attributes = xmp(f"""<rdf:Description xmlns:GPano="{GPANO}" GPano:ProjectionType="equirectangular"
 GPano:FullPanoWidthPixels="8000" GPano:FullPanoHeightPixels="4000" GPano:CroppedAreaImageWidthPixels="6000"
 GPano:CroppedAreaLeftPixels="2000" GPano:PoseHeadingDegrees="350.5" GPano:InitialHorizontalFOVDegrees="75"/>""")
    elements = xmp(f"""<rdf:Description xmlns:g="{GPANO}"><g:PosePitchDegrees>-12</g:PosePitchDegrees>
<g:PoseRollDegrees>1e1</g:PoseRollDegrees></rdf:Description>""")
    write("metadata", "attributes.xmp", attributes)
    write("metadata", "elements.xmp", elements)
    digest = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32
    half = len(elements) // 2
    extended = b"".join(
        segment(0xE1, digest + struct.pack(">II", len(elements), place) + piece)
        for place, piece in ((0, elements[:half]), (half, elements[half:])))
    packet = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + attributes)
    write("metadata", "extended.jpg", b"\xff\xd8" + packet + extended + b"\xff\xda")
    copy("metadata", "orientation-1.jpg", "profile-*.*", "tiff-tagged.tif", "tiff-rgb-big.tif")


def profile():
    write("profile", "wide.icc", profiles.rgb_profile("Wide", profiles.WIDE, 2.2))
    write("profile", "grey.icc", profiles.grey_profile("Grey", 1.8))
    write("profile", "ink.icc", profiles.ink_profile("Ink"))


def tour():
    for number, file in enumerate(sorted((ROOT / "Tours").glob("*/tour.yaml"))):
        write("tour", f"tour-{number}.yaml", file.read_bytes())
    pieces = (ROOT / "Tours/FORMAT.md").read_text().split("```yaml\n")[1:]
    blocks = [piece.split("```")[0] for piece in pieces]
    for number, block in enumerate(blocks):
        # The others are epochs, which have a place in the smallest tour.
        if not block.startswith("zeitreise:"):
            block = blocks[0] + "".join(f"      {line}\n" for line in block.splitlines())
        write("tour", f"format-{number}.yaml", block.encode())


def positions():
    def sentence(body):
        checksum = 0
        for character in body.encode():
            checksum ^= character
        return f"${body}*{checksum:02X}\r\n".encode()

    place = "4926.4000,N,00746.2000,E"
    lines = [
        sentence(f"GPRMC,165744,A,{place},19.4,90.0,110410,1.6,E,A"),
        sentence(f"GNGGA,165745.00,{place},1,07,1.0,336.7,M,46.6,M,,"),
        sentence("GPGSA,A,3,05,08,,15,,18,,,26,27,28,,2.0,1.0,1.5"),
        sentence("GLVTG,90.0,T,88.4,M,19.4,N,36.0,K"),
        sentence("GARMC,165746,V,,,,,,,110410,,,N"),
    ]
    for number, line in enumerate([*lines, b"".join(lines * 4), b"".join(lines[:2])[:90] + lines[0]]):
        write("nmea", f"seed-{number}.nmea", line)
    objects = [
        b'{"class":"VERSION","release":"3.22","proto_major":3}',
        b'{"class":"DEVICES","devices":[{"class":"DEVICE","path":"/dev/ttyUSB0"}]}',
        b'{"class":"TPV","mode":3,"time":"2010-04-11T16:57:44.500Z","lat":49.44,"lon":7.771,"eph":7.5,"track":90,"speed":9.8}',
        b'{"class":"TPV","mode":1}',
        b'{"class":"SKY","uSat":9,"nSat":12,"satellites":[{"PRN":5,"used":true}]}',
        b'{"class":"ERROR","message":"no"}',
    ]
    for number, line in enumerate([*objects, b"\n".join(objects)]):
        write("gpsd", f"seed-{number}.json", line + b"\n")
    point = b'<trkpt lat="49.44" lon="7.771"><time>2026-05-01T10:00:00Z</time><speed>5.5</speed><course>90</course>' b"</trkpt>"
    write("track", "track.gpx", b"<gpx><trk><trkseg>" + point * 3 + b"</trkseg></trk></gpx>")
    write("track", "odd.gpx", b"<gpx><trkpt\n lon='7' lat='49'/><trkpt lat='1' lon='2'><hdop>1</hdop><fix>none</fix></trkpt>")


def depot():
    digest, key = "5f" * 32, "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
    part = {"digest": digest, "bytes": 60}
    panorama = {
        "digest": digest, "tile_size_px": 512, "level_count": 1, "media_type": "image/jpeg", "presentation": {}, "preview": part,
        "tiles": 6, "bytes": 600, "sources": [digest],
    }
    media = [{"digest": digest, "bytes": 9, "media_type": "audio/mpeg", "name": "sound/a.mp3"}]
    release = {
        "tour": "old-town", "version": 3, "title": {"de": "Altstadt"}, "made": 1_690_000_000, "expires": 1_800_000_000,
        "minimum_program": "0.1.0", "content": {"manifest": part, "document": part, "media": media, "panoramas": [panorama]},
    }
    ended = release | {"version": 4, "expires": 1_600_000_000, "minimum_program": "9"}
    statements = [json.dumps({"next": key, "retires": retires, "made": 1}) for retires in (False, True)]
    head = f"zeitreise-key 1 {key} {'0' * 128}\n"
    offer = {"releases": [{"tour": "old-town", "version": 3}, {"tour": "old-town", "version": 4}], "keys": [*statements, head + statements[0]]}
    report = {
        "name": "Bus 3", "number": 5, "releases": offer["releases"], "certificate_days_left": 30, "free_bytes": 1, "program": "0.1.0",
    }
    tiles = "".join(f"0/{face}/0/0 {digest}\n" for face in "frblud")
    listed = json.dumps(panorama) + f"\nzeitreise panorama 1\n512 1 image/jpeg\n{tiles}"
    texts = {"release": release, "ended": ended, "offer": offer, "report": report}
    kinds = {"release": "r", "ended": "r", "offer": "k", "report": "b"}
    for name, body in texts.items():
        write("depot", name, kinds[name].encode() + json.dumps(body).encode())
    write("depot", "file", b"r" + head.replace("-key", "-release").encode() + json.dumps(release).encode())
    write("depot", "list", b"l" + listed.encode())
    blobs = [b"", b"a", b"b" * 300]
    write("depot", "frames", b"f\x07" + b"".join(struct.pack(">I", len(blob)) + blob for blob in blobs) + b"\xff\xff\xff\xff")
    for number, text in enumerate(["old-town-12", "1.2.3", key]):
        write("depot", f"text-{number}", text.encode())
    pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n"
    write("depot", "key.pem", pem.encode())


def geometry():
    for number, file in enumerate(sorted((ROOT / "Tours").glob("*/*.geojson"))):
        write("geojson", f"tour-{number}.geojson", file.read_bytes())
    line = b'[[7.77, 49.44, 240], [7.78, 49.45], [-180, 1e1]]'
    shape = b'{"type": "%s", "coordinates": %s}'
    feature = b'{"type": "Feature", "bbox": [1, 2], "properties": {"a": "\\u00e4"}, "geometry": %s}'
    shapes = {
        "line": shape % (b"LineString", line),
        "lines": shape % (b"MultiLineString", b"[%s, [[-180, 10], [3, 4]]]" % line),
        "polygon": shape % (b"Polygon", b"[[[0, 0], [9, 0], [9, 9], [0, 0]], [[1, 1], [2, 1], [2, 2]]]"),
        "polygons": shape % (b"MultiPolygon", b"[[[[0, 0], [9, 0], [9, 9], [0, 0]]], [%s]]" % line),
    }
    for name, content in shapes.items():
        write("geojson", f"{name}.geojson", content)
        collection = b'{"type": "FeatureCollection", "features": [%s]}' % (feature % content)
        write("geojson", f"{name}-feature.geojson", collection)
    head = b"<?xml version='1.0' encoding='UTF-8'?>\n<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1'>"
    point = b"<%s lat='49.44' lon=\"7.77\"><ele>240</ele><name><![CDATA[x]]>&amp;&#228;</name></%s>"
    track, route = (b"".join(point % (name, name) for _ in range(3)) for name in (b"trkpt", b"rtept"))
    write("gpx", "track.gpx", head + b"<!-- x --><trk><trkseg>" + track + b"</trkseg><trkseg/></trk></gpx>")
    write("gpx", "route.gpx", head + b"<wpt lat='1' lon='2'/><rte>" + route + b"</rte></gpx>")
    write("gpx", "prefix.gpx", b"<g:gpx xmlns:g='u'><g:trk><g:trkseg><g:trkpt lat='1' lon='2'/></g:trkseg></g:trk></g:gpx>")


copy("jpeg", "*.jpg")
copy("png", "*.png")
copy("tiff", "*.tif")
metadata()
profile()
tour()
geometry()
positions()
depot()
