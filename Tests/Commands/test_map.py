"""The base layer of the guide's map: what `check` finds in it, what `build` packs, and that both stay within bounds."""

import hashlib
import json
import math
import shutil
import sqlite3

import pytest
from PIL import Image

PLACE = (7.77, 49.44)
ZOOMS = [13, 14, 15]


def tile_of(longitude, latitude, zoom):
    """Column and row, as the OpenStreetMap wiki has them."""
    side = 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int((longitude + 180) / 360 * side), int(y * side)


def write_tiles(folder, ending="png", side=256, turned=False):
    """Three by three tiles around the place on each zoom."""
    for zoom in ZOOMS:
        column, row = tile_of(*PLACE, zoom)
        for x in range(column - 1, column + 2):
            for y in range(row - 1, row + 2):
                path = folder / f"{zoom}/{x}/{2**zoom - 1 - y if turned else y}.{ending}"
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", (side, side), (x % 256, y % 256, zoom)).save(path)
    return folder


def write_geojson(path):
    longitude, latitude = PLACE
    square = [[longitude + x, latitude + y] for x, y in [(-0.01, -0.01), (0.01, -0.01), (0.01, 0.01), (-0.01, 0.01), (-0.01, -0.01)]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    path.write_text(json.dumps({"type": "Feature", "properties": {"landuse": "grass"}, "geometry": geometry}))
    return path


def name_map(tour, layer):
    text = (tour / "tour.yaml").read_text()
    text = text.replace("places:\n", f"map:\n  {layer}\n  attribution: © Nobody\nplaces:\n", 1)
    (tour / "tour.yaml").write_text(text)
    return text


def findings(run, tour, status):
    result = run("check", tour, "--json")
    assert result.returncode == status, result.stdout + result.stderr
    return [(found["code"], found["file"].split("tour/")[-1], found.get("line")) for found in json.loads(result.stdout)]


def bundle(path):
    """The tour's manifest, and its media: digest to type and bytes."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (manifest,) = database.execute("SELECT manifest FROM tour").fetchone()
    rows = database.execute("SELECT blob.sha256, media_type, bytes FROM media JOIN blob ON blob.id = media.blob ORDER BY blob.id")
    media = {digest.hex(): (kind, content) for digest, kind, content in rows}
    database.close()
    return json.loads(manifest), media


def build(run, tour, output="tour.ztour", status=0):
    result = run("build", tour, "--output", output)
    assert result.returncode == status, result.stderr
    return result


@pytest.mark.parametrize("ending, kind", [("png", "image/png"), ("jpg", "image/jpeg"), ("jpeg", "image/jpeg")])
def test_tiles_are_packed_under_their_digests(run, tour, tmp_path, ending, kind):
    tiles = write_tiles(tour / "map", ending, 512 if ending == "jpg" else 256)
    # What programs leave beside tiles.
    (tiles / "openlayers.html").write_text("<html>")
    (tiles / "tilemapresource.xml").write_text("<xml/>")
    (tiles / "13/metadata.json").write_text("{}")
    name_map(tour, "tiles: map/")
    assert findings(run, tour, 0) == []
    build(run, tour)
    manifest, media = bundle(tmp_path / "tour.ztour")
    assert manifest["map"].keys() == {"attribution", "tiles"} and manifest["map"]["attribution"] == "© Nobody"
    index_kind, index = media[manifest["map"]["tiles"]]
    assert index_kind == "application/json"
    index = json.loads(index)
    files = {str(path.relative_to(tiles).with_suffix("")): path for path in tiles.glob("*/*/*") if path.suffix == f".{ending}"}
    assert len(files) == 27 and index.keys() == {"tiles"} and index["tiles"].keys() == files.keys()
    for name, path in files.items():
        assert index["tiles"][name] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert media[index["tiles"][name]] == (kind, path.read_bytes())
    assert run("verify", "tour.ztour").returncode == 0


def test_geojson_is_packed_as_it_is(run, tour, tmp_path):
    path = write_geojson(tour / "map.geojson")
    name_map(tour, "geojson: map.geojson")
    assert findings(run, tour, 0) == []
    build(run, tour)
    manifest, media = bundle(tmp_path / "tour.ztour")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["map"] == {"attribution": "© Nobody", "geojson": digest}
    assert media[digest] == ("application/geo+json", path.read_bytes())


def test_a_bundle_with_a_map_is_the_same_whatever_was_before(run, tour, tmp_path):
    build(run, tour, "bare.ztour")
    assert "map" not in bundle(tmp_path / "bare.ztour")[0]
    shutil.copy(tmp_path / "bare.ztour", tmp_path / "one.ztour")
    write_tiles(tour / "map")
    name_map(tour, "tiles: map")
    build(run, tour, "one.ztour")
    build(run, tour, "two.ztour")
    assert (tmp_path / "one.ztour").read_bytes() == (tmp_path / "two.ztour").read_bytes()
    assert "up to date" in build(run, tour, "two.ztour").stdout
    # A changed tile is another bundle.
    column, row = tile_of(*PLACE, 14)
    Image.new("RGB", (256, 256), (1, 2, 3)).save(tour / f"map/14/{column}/{row}.png")
    build(run, tour, "two.ztour")
    index = {name: json.loads(media[manifest["map"]["tiles"]][1])["tiles"] for name in ["one", "two"] for manifest, media in [bundle(tmp_path / f"{name}.ztour")]}
    assert {tile for tile in index["one"] if index["one"][tile] != index["two"][tile]} == {f"14/{column}/{row}"}


def test_a_damaged_map_is_found_in_the_bundle(run, tour, tmp_path):
    write_tiles(tour / "map")
    name_map(tour, "tiles: map")
    build(run, tour)
    database = sqlite3.connect(tmp_path / "tour.ztour")
    (lost,) = database.execute("SELECT blob FROM media WHERE media_type = 'image/png' ORDER BY blob LIMIT 1").fetchone()
    database.execute("DELETE FROM media WHERE blob = ?", (lost,))
    database.commit()
    database.close()
    result = run("verify", "tour.ztour")
    assert result.returncode != 0 and "the map: tile 13/" in result.stderr


COLUMN, ROW = tile_of(*PLACE, 13)
TILE = f"map/13/{COLUMN}/{ROW}.png"


def spoil_with_text(tour):
    (tour / TILE).write_text("no picture")


def spoil_shape(tour):
    Image.new("RGB", (256, 300)).save(tour / TILE)


def spoil_size(tour):
    Image.new("RGB", (1024, 1024)).save(tour / TILE)


def spoil_format(tour):
    Image.new("RGB", (256, 256)).save(tour / TILE, format="TIFF")


def make_large(tour):
    (tour / TILE).write_bytes((tour / TILE).read_bytes() + b"\0" * (1 << 20))


def make_twice(tour):
    Image.new("RGB", (256, 256)).save((tour / TILE).with_suffix(".jpg"))


def put_elsewhere(tour):
    (tour / "map/13/9000").mkdir()
    Image.new("RGB", (256, 256)).save(tour / "map/13/9000/5.png")


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    "spoil, code, place",
    [
        (spoil_with_text, "bad-map", TILE),
        (spoil_shape, "bad-map", TILE),
        (spoil_size, "bad-map", TILE),
        (spoil_format, "bad-map", TILE),
        (make_large, "file-too-large", TILE),
        (make_twice, "bad-map", TILE),
        (put_elsewhere, "bad-map", "map/13/9000/5.png"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_wrong_tile_is_named(run, tour, tmp_path, spoil, code, place, command):
    write_tiles(tour / "map")
    name_map(tour, "tiles: map")
    spoil(tour)
    if command == "check":
        assert findings(run, tour, 65) == [(code, place, None)]
    result = run(command, tour)
    assert result.returncode == 65
    (line,) = result.stderr.splitlines()
    assert line.startswith("zeitreise: ") and place in line and "; " in line
    assert not list(tmp_path.glob("*.ztour*"))


@pytest.mark.parametrize(
    "layer, code",
    [("tiles: map", "missing-file"), ("tiles: empty", "bad-map"), ("tiles: tour.yaml", "missing-file"), ("geojson: map.geojson", "missing-file")],
)
def test_a_map_that_is_not_there(run, tour, layer, code):
    (tour / "empty").mkdir()
    text = name_map(tour, layer)
    assert findings(run, tour, 65) == [(code, "tour.yaml", text[: text.index(layer)].count("\n") + 1)]


def test_a_mistake_elsewhere_hides_no_fault_of_the_map(run, tour):
    write_tiles(tour / "map")
    spoil_with_text(tour)
    text = name_map(tour, "tiles: map")
    (tour / "tour.yaml").write_text(text.replace("id: square", "id: The Square"))
    assert {code for code, *_ in findings(run, tour, 65)} == {"bad-id", "bad-map"}


def test_rows_that_count_from_the_south_are_found_out(run, tour):
    write_tiles(tour / "map", turned=True)
    text = name_map(tour, "tiles: map")
    assert findings(run, tour, 65) == [("bad-map", "tour.yaml", text[: text.index("tiles:")].count("\n") + 1)]
    assert "--xyz" in run("check", tour).stderr


def test_a_map_of_elsewhere_is_doubtful(run, tour, tmp_path):
    write_tiles(tour / "map")
    text = name_map(tour, "tiles: map")
    (tour / "tour.yaml").write_text(text.replace("longitude_deg: 7.77", "longitude_deg: 8.77"))
    assert [code for code, *_ in findings(run, tour, 0)] == ["map-elsewhere"]
    assert "warning: the map shows none of the tour's places" in build(run, tour).stderr


def test_so_many_tiles_are_enough(run, tour):
    write_tiles(tour / "map")
    text = name_map(tour, "tiles: map")
    picture = (tour / TILE).read_bytes()
    for number in range(5000 - 27):
        path = tour / f"map/16/{number // 100}/{number % 100}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)
    assert findings(run, tour, 0) == []
    (tour / "map/16/0/1000.png").write_bytes(picture)
    assert findings(run, tour, 65) == [("file-too-large", "tour.yaml", text[: text.index("tiles:")].count("\n") + 1)]


def test_so_much_geojson_is_enough(run, tour):
    path = write_geojson(tour / "map.geojson")
    name_map(tour, "geojson: map.geojson")
    content = path.read_bytes()
    path.write_bytes(content + b" " * ((5 << 20) - len(content)))
    assert findings(run, tour, 0) == []
    path.write_bytes(content + b" " * ((5 << 20) + 1 - len(content)))
    assert findings(run, tour, 65) == [("file-too-large", "map.geojson", None)]


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty-file"),
        (b"\xff\xfe{", "not-text"),
        (b"<gpx/>", "wrong-geometry"),
        (b'{"type": "FeatureCollection"', "syntax"),
        (b'{"type": "FeatureCollection", "features": []}', "wrong-geometry"),
        (b'{"type": "LineString", "coordinates": [[7.7, "49.4"]]}', "wrong-type"),
        (b'{"type": "LineString", "coordinates": [[49.4, 107.7], [49.5, 107.8]]}', "swapped-coordinates"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_no_geojson_map(run, tour, tmp_path, content, code, command):
    (tour / "map.geojson").write_bytes(content)
    name_map(tour, "geojson: map.geojson")
    assert [found[:2] for found in findings(run, tour, 65)] == [(code, "map.geojson")]
    result = run(command, tour)
    assert result.returncode == 65 and result.stderr.count("\n") == 1
    assert not list(tmp_path.glob("*.ztour*"))
