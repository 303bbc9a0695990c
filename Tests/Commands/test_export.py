"""`zeitreise export`: what others read of a bundle, judged by their own tools."""

import contextlib
import json
import re
import sqlite3
import subprocess
import urllib.request
from io import BytesIO

import geojson
import pytest
from PIL import Image
from running import REPOSITORY, assert_fault, contents, noise

BASE = "https://tours.example.org/old"

TOUR = """\
zeitreise: 1
id: sample
title: {de: Probe, en: Sample}
languages: [de, en]
places:
  - id: castle
    title: {de: Burg, en: Castle}
    location: {latitude_deg: 49.4466, longitude_deg: 7.7660}
    epochs:
      - id: today
        year: 2026
        panorama: today.jpg
        credit: Jane Example
        licence: CC BY 4.0
        source: Taken for this tour
        certainty: documented
      - id: y1905
        year: 1905
        circa: true
        photo:
          path: old.jpg
          on: today
          pose: {yaw_deg: 20, field_of_view_deg: 60}
          tone: fade
        credit: Unknown photographer
        licence: Public domain
        source: |
          Example town archive,
          postcard 1234
        certainty: documented
      - id: middle-ages
        from: 980
        to: 1050
        panorama: past.png
        credit: Example Studio
        licence: https://creativecommons.org/licenses/by-sa/4.0/deed.de
        source: Model after the excavation of 1934
        certainty: reconstructed
  - id: camp
    title: {de: Lager, en: Camp}
    location: {latitude_deg: -49.4401, longitude_deg: -7.5}
    epochs:
      - id: romans
        from: -15
        to: 70
        circa: true
        panorama: past.png
        credit: Example Studio
        licence: CC0-1.0
        source: Drawn for this tour
        certainty: imagined
      - id: celts
        year: -1
        panorama: today.jpg
        credit: Example Studio
        licence: All rights reserved
        source: Drawn for this tour
        certainty: imagined
"""


@pytest.fixture(scope="module")
def bundle(program, tmp_path_factory):
    """A built tour: epochs before Christ, approximate ones, and a photograph laid over another epoch."""
    folder = tmp_path_factory.mktemp("export")
    noise(512, 1).save(folder / "past.png")
    noise(1024, 2).save(folder / "today.jpg", quality=90)
    noise(256, 3).save(folder / "old.jpg", quality=90)
    (folder / "tour.yaml").write_text(TOUR)
    built = subprocess.run(
        [program, "build", folder, "--output", folder / "sample.ztour", "--quiet"], capture_output=True, text=True, timeout=120
    )
    assert built.returncode == 0, built.stderr
    return folder / "sample.ztour"


def exported(run, bundle, *arguments):
    result = run("export", bundle, "--format", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


# MARK: GeoJSON


@pytest.fixture
def places(run, bundle):
    return json.loads(exported(run, bundle, "geojson"))


def test_geojson_is_valid(run, bundle):
    collection = geojson.loads(exported(run, bundle, "geojson"))
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.is_valid, collection.errors()
    assert [type(feature.geometry) for feature in collection.features] == [geojson.Point] * 2


def test_geojson_has_the_places_east_first(places):
    assert [feature["id"] for feature in places["features"]] == ["castle", "camp"]
    points = [feature["geometry"]["coordinates"] for feature in places["features"]]
    assert points == [[7.766, 49.4466], [-7.5, -49.4401]]
    assert places["features"][0]["properties"]["title"] == "Burg"
    assert places["features"][0]["properties"]["titles"] == {"de": "Burg", "en": "Castle"}


def test_times_are_those_of_the_epochs_in_iso_8601(places):
    # ISO 8601 has a year 0, which is 1 BC.
    castle, camp = (feature["when"]["timespans"] for feature in places["features"])
    assert castle == [
        {"start": {"in": "0980"}, "end": {"in": "1050"}},
        {"start": {"in": "1905"}, "end": {"in": "1905"}},
        {"start": {"in": "2026"}, "end": {"in": "2026"}},
    ]
    assert camp == [
        {"start": {"in": "-0014"}, "end": {"in": "0070"}},
        {"start": {"in": "0000"}, "end": {"in": "0000"}},
    ]
    for feature in places["features"]:
        own = [epoch["when"]["timespans"] for epoch in feature["properties"]["epochs"]]
        assert own == [[span] for span in feature["when"]["timespans"]]


def test_approximate_times_are_less_certain(places):
    epochs = [epoch for feature in places["features"] for epoch in feature["properties"]["epochs"]]
    assert {epoch["id"]: epoch["when"].get("certainty") for epoch in epochs} == {
        "middle-ages": None,
        "y1905": "less-certain",
        "today": None,
        "romans": "less-certain",
        "celts": None,
    }
    assert [epoch["when"]["label"] for epoch in epochs] == ["980–1050", "c. 1905", "2026", "c. 15 BC–70", "1 BC"]


def test_geojson_says_whose_pictures_they_are(places):
    _, photo, today = places["features"][0]["properties"]["epochs"]
    assert photo["credit"] == "Unknown photographer"
    assert photo["source"] == "Example town archive,\npostcard 1234\n".strip()
    assert (photo["licence"], photo.get("rights")) == ("Public domain", None)
    assert (photo["certainty"], photo["over"]) == ("documented", "today")
    assert (today["licence"], today["rights"]) == ("CC BY 4.0", "http://creativecommons.org/licenses/by/4.0/")
    assert "over" not in today


# MARK: IIIF


@pytest.fixture
def manifest(run, bundle):
    return json.loads(exported(run, bundle, "iiif", "--base-url", BASE))


JUDGE = """
import json, sys
import iiif_prezi3
for text in json.load(sys.stdin):
    try:
        iiif_prezi3.Manifest.model_validate_json(text)
        print("valid")
    except ValueError as error:
        print(str(error).replace("\\n", " "))
"""


def judged(*texts):
    """What the reference implementation of the IIIF Presentation API 3 says of manifests."""
    python = REPOSITORY / ".venv-iiif/bin/python"
    assert python.exists(), "run Tools/setup test"
    result = subprocess.run([python, "-c", JUDGE], input=json.dumps(texts), capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_manifest_is_valid(run, bundle):
    text = json.dumps(json.loads(exported(run, bundle, "iiif", "--base-url", BASE)))
    # The judge is awake: it finds what is wrong.
    faults = [('"type": "Canvas"', '"type": "Picture"'), ('"width": 1536', '"width": "wide"'), ('"label": {"de"', '"label": {"de fr"')]
    assert all(old in text for old, _ in faults)
    said = judged(text, *(text.replace(old, new) for old, new in faults))
    assert said[0] == "valid"
    assert len(said) == 4 and "valid" not in said[1:], said


def test_context_comes_first_and_the_extension_before(run, bundle):
    text = exported(run, bundle, "iiif", "--base-url", BASE)
    assert next(iter(json.loads(text))) == "@context"
    assert json.loads(text)["@context"] == [
        "http://iiif.io/api/extension/navplace/context.json",
        "http://iiif.io/api/presentation/3/context.json",
    ]


def test_every_epoch_is_a_canvas_and_every_place_a_range(manifest):
    canvases = [canvas["id"] for canvas in manifest["items"]]
    assert canvases == [
        f"{BASE}/iiif/canvas/{name}" for name in ["castle/middle-ages", "castle/y1905", "castle/today", "camp/romans", "camp/celts"]
    ]
    assert [(item["label"], [canvas["id"] for canvas in item["items"]]) for item in manifest["structures"]] == [
        ({"de": ["Burg"], "en": ["Castle"]}, canvases[:3]),
        ({"de": ["Lager"], "en": ["Camp"]}, canvases[3:]),
    ]
    assert [canvas["label"] for canvas in manifest["items"]] == [
        {"de": ["Burg, 980–1050"], "en": ["Castle, 980–1050"]},
        {"de": ["Burg, um 1905"], "en": ["Castle, c. 1905"]},
        {"de": ["Burg, 2026"], "en": ["Castle, 2026"]},
        {"de": ["Lager, um 15 v. Chr.–70"], "en": ["Camp, c. 15 BC–70"]},
        {"de": ["Lager, 1 v. Chr."], "en": ["Camp, 1 BC"]},
    ]


def ids(value):
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value["id"]] if isinstance(value, dict) and "id" in value else []
    return own + [address for child in children for address in ids(child)]


def test_every_id_is_an_address_and_used_once(manifest):
    ranges = [{**item, "items": []} for item in manifest["structures"]]
    found = ids({**manifest, "structures": ranges})
    assert all(address.startswith(f"{BASE}/") for address in found)
    # Files are named as often as they are shown.
    own = [address for address in found if "/iiif/" in address]
    assert len(own) == len(set(own)) == 1 + 2 + 5 * 5


def test_dates_to_navigate_by_begin_with_the_first_year(manifest):
    assert [canvas.get("navDate") for canvas in manifest["items"]] == [
        "0980-01-01T00:00:00Z", "1905-01-01T00:00:00Z", "2026-01-01T00:00:00Z", None, None,
    ]
    said = {"de": ["um 15 v. Chr.–70"], "en": ["c. 15 BC–70"]}
    assert {"label": {"de": ["Zeit"], "en": ["Date"]}, "value": said} in manifest["items"][3]["metadata"]


def test_places_to_navigate_by_are_geojson(manifest):
    for canvas in manifest["items"]:
        collection = geojson.loads(json.dumps(canvas["navPlace"]))
        assert collection.is_valid, collection.errors()
    assert manifest["items"][0]["navPlace"]["features"][0]["geometry"]["coordinates"] == [7.766, 49.4466]


def test_rights_are_known_uris_alone_and_of_all_that_is_seen(manifest):
    assert [canvas.get("rights") for canvas in manifest["items"]] == [
        "http://creativecommons.org/licenses/by-sa/4.0/",
        # Public domain laid over CC BY.
        None,
        "http://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/publicdomain/zero/1.0/",
        None,
    ]


def test_the_statement_names_all_whose_pictures_are_seen(manifest):
    statement = manifest["items"][1]["requiredStatement"]
    assert statement["label"] == {"de": ["Bildnachweis"], "en": ["Attribution"]}
    assert statement["value"] == {"none": ["Unknown photographer, Public domain; Jane Example, CC BY 4.0"]}
    certainty = {"label": {"de": ["Gewissheit"], "en": ["Certainty"]}, "value": {"de": ["belegt"], "en": ["documented"]}}
    assert certainty in manifest["items"][1]["metadata"]


def test_pictures_are_where_the_server_has_them(manifest, program, bundle, tmp_path):
    server = subprocess.Popen(
        [program, "serve", bundle, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(found.group() for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        for canvas in manifest["items"]:
            body = canvas["items"][0]["items"][0]["body"]
            for content in [body, *canvas["thumbnail"]]:
                with urllib.request.urlopen(content["id"].replace(BASE, address)) as answer:
                    assert answer.headers["Content-Type"] == content["format"]
                    assert Image.open(BytesIO(answer.read())).size == (content["width"], content["height"])
            with urllib.request.urlopen(canvas["seeAlso"][0]["id"].replace(BASE, address)) as answer:
                assert json.load(answer)["digest"] in canvas["seeAlso"][0]["id"]
            with urllib.request.urlopen(canvas["rendering"][0]["id"].split("#")[0].replace(BASE, address)) as answer:
                assert answer.headers["Content-Type"].startswith("text/html")
                # The page that follows what stands behind the #.
                assert b"/pages/headset/main.js" in answer.read()
    finally:
        server.terminate()
        server.wait(timeout=30)


# MARK: Attribution


def test_attribution_is_a_line_for_each_epoch(run, bundle):
    assert exported(run, bundle, "attribution").splitlines() == [
        "Burg, 980–1050: Example Studio · https://creativecommons.org/licenses/by-sa/4.0/deed.de"
        " · Model after the excavation of 1934 · rekonstruiert",
        "Burg, um 1905: Unknown photographer · Public domain · Example town archive, postcard 1234 · belegt"
        " · Umgebung: Jane Example, CC BY 4.0",
        "Burg, 2026: Jane Example · CC BY 4.0 · Taken for this tour · belegt",
        "Lager, um 15 v. Chr.–70: Example Studio · CC0-1.0 · Drawn for this tour · nachempfunden",
        "Lager, 1 v. Chr.: Example Studio · All rights reserved · Drawn for this tour · nachempfunden",
    ]


# MARK: What lies over what lies over another


CHAIN = """\
      - id: y1860
        year: 1860
        panorama: {path: part.jpg, projection: cylindrical, field_of_view_deg: 120, on: today, pose: {yaw_deg: 9}, tone: keep}
        credit: Swing-lens studio
        licence: CC BY 4.0
        source: Roll 2
        certainty: documented
      - id: y1900
        year: 1900
        photo: {path: old.jpg, on: y1860, pose: {yaw_deg: -20, field_of_view_deg: 30}}
        credit: Second photographer
        licence: CC BY 4.0
        source: Print 7
        certainty: documented
"""


def test_all_whose_pictures_are_seen_are_named_down_to_the_lowest(run, tmp_path):
    noise(512, 2).save(tmp_path / "today.jpg")
    noise(256, 3).save(tmp_path / "old.jpg")
    noise(400, 4).save(tmp_path / "part.jpg")
    (tmp_path / "tour.yaml").write_text(TOUR[: TOUR.index("      - id: y1905")] + CHAIN)
    bundle = tmp_path / "chain.ztour"
    result = run("build", tmp_path, "--output", bundle, "--quiet")
    assert result.returncode == 0, result.stderr
    photo = next(line for line in exported(run, bundle, "attribution").splitlines() if "Second photographer" in line)
    assert photo.endswith(" · Umgebung: Swing-lens studio, CC BY 4.0; Jane Example, CC BY 4.0")
    canvas = json.loads(exported(run, bundle, "iiif", "--base-url", BASE))["items"][1]
    named = "Second photographer, CC BY 4.0; Swing-lens studio, CC BY 4.0; Jane Example, CC BY 4.0"
    assert canvas["requiredStatement"]["value"] == {"none": [named]}
    around = [entry["value"]["en"] for entry in canvas["metadata"] if entry["label"]["en"] == ["Surroundings"]]
    assert around == [["1860: Swing-lens studio, CC BY 4.0"], ["2026: Jane Example, CC BY 4.0"]]
    assert canvas["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    # One of them under another licence, at the very bottom, and the whole is under no single one.
    text = (tmp_path / "tour.yaml").read_text()
    (tmp_path / "tour.yaml").write_text(text.replace("licence: CC BY 4.0", "licence: CC BY-SA 4.0", 1))
    assert run("build", tmp_path, "--output", bundle, "--quiet").returncode == 0
    canvas = json.loads(exported(run, bundle, "iiif", "--base-url", BASE))["items"][1]
    assert "rights" not in canvas and canvas["requiredStatement"]["value"]["none"][0].endswith("Jane Example, CC BY-SA 4.0")


# MARK: Files and faults


@pytest.mark.parametrize("arguments", [["geojson"], ["attribution"], ["iiif", "--base-url", BASE + "/"]])
def test_a_file_has_what_standard_output_has(run, bundle, tmp_path, arguments):
    said = exported(run, bundle, *arguments)
    name = {"geojson": "out.geojson", "attribution": "out.txt", "iiif": "out.json"}[arguments[0]]
    (tmp_path / name).write_text("older")
    result = run("export", bundle, "--format", *arguments, "--output", name)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / name).read_text() == said
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("arguments", [["geojson"], ["attribution"], ["iiif", "--base-url", BASE + "/"]])
def test_a_person_s_file_is_not_replaced(run, bundle, tmp_path, arguments):
    (tmp_path / "tour.yaml").write_text("precious")
    result = run("export", bundle, "--format", *arguments, "--output", "tour.yaml")
    assert_fault(result, 1, "tour.yaml", "there is something already", "give another name")
    assert (tmp_path / "tour.yaml").read_text() == "precious"


def test_a_slash_at_the_end_of_the_address_makes_no_difference(run, bundle, manifest):
    assert json.loads(exported(run, bundle, "iiif", "--base-url", BASE + "/")) == manifest


@pytest.mark.parametrize(
    "arguments, word",
    [
        (["--format", "iiif"], "--base-url"),
        (["--format", "geojson", "--base-url", BASE], "--base-url"),
        (["--format", "iiif", "--base-url", "tours.example.org"], "tours.example.org"),
        (["--format", "iiif", "--base-url", "ftp://tours.example.org"], "ftp:"),
        (["--format", "iiif", "--base-url", BASE + "?a=b"], "a=b"),
        (["--output", "site", "--base-url", "https://user:secret@tours.example.org"], "leave out the user and the password"),
        (["--output", "site", "--base-url", "https://user@tours.example.org"], "leave out the user and the password"),
        (["--output", "site", "--base-url", "https://"], "https://tours.example.org"),
        (["--output", ""], "--output"),
        (["--format", "geojson", "--output", ""], "--output"),
        (["--format", "kml"], "kml"),
        ([], "--output"),
        (["--output", "site", "--base-url", BASE], "top of an address"),
        (["--format", "attribution", "--base-url", "https://tours.example.org"], "--base-url"),
        (["--format", "geojson", "--output", "other.ztour"], "--output"),
    ],
)
def test_wrong_usage(run, bundle, arguments, word):
    before = bundle.read_bytes()
    result = run("export", bundle, *arguments)
    assert result.returncode == 2
    assert word in result.stderr and result.stdout == ""
    assert "secret" not in result.stderr
    assert bundle.read_bytes() == before


# MARK: Plain files


LIST = ".zeitreise-export"

def test_plain_files_are_what_the_server_answers(run, program, bundle, tmp_path):
    """Every one, byte for byte, and every tile that the bundle has; what is below the lowest folder's name is an address."""
    (tmp_path / "site").mkdir()
    result = run("export", bundle, "--output", "site")
    assert (result.returncode, result.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    files = contents(tmp_path / "site")
    del files[LIST]
    assert re.fullmatch(rf"site: {len(files)} files written \([\d.]+ MiB\), 0 kept, 0 removed\n", result.stdout)
    # The tour in words: a server on the bus has none.
    texts = {name for name in files if re.fullmatch(r"(en/)?(index|places/.+)\.html|404\.html", name)}
    assert len(texts) == 7
    files = {name: content for name, content in files.items() if name not in texts}
    server = subprocess.Popen(
        [program, "serve", bundle, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(found.group() for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        for name, content in files.items():
            path = "headset" if name == "headset/index.html" else name
            with urllib.request.urlopen(f"{address}/{path}") as answer:
                assert answer.read() == content, name
    finally:
        server.terminate()
        server.wait(timeout=30)
    with contextlib.closing(sqlite3.connect(bundle)) as database:
        tiles = database.execute('SELECT hex(digest), level, face, row, "column" FROM tile JOIN panorama ON panorama.id = panorama')
        wanted = {f"tiles/{digest.lower()}/{level}/{'frblud'[face]}/{row}/{column}.jpg" for digest, level, face, row, column in tiles}
    assert {name for name in files if name.startswith("tiles/")} == wanted and len(wanted) > 6
    panoramas = {name for name in files if name.startswith("api/v1/panoramas/")}
    assert len(panoramas) == len({name.split("/")[1] for name in wanted})
    assert {json.loads(files[name])["preview"].lstrip("/") for name in panoramas} <= set(files)
    assert not any("console" in name or name.startswith("pages/align") for name in files)


def test_plain_files_overwrite_nothing_and_are_never_half_there(run, bundle, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("mine")
    assert_fault(run("export", bundle, "--output", "site"), 1, "site", "there is something already", "new or empty folder")
    (tmp_path / "file").write_text("mine")
    assert_fault(run("export", bundle, "--output", "file"), 1, "file", "there is something already")
    assert contents(tmp_path) == {"site/mine.txt": b"mine", "file": b"mine"}
    damaged = tmp_path / "damaged.ztour"
    damaged.write_bytes(bundle.read_bytes())
    with contextlib.closing(sqlite3.connect(damaged)) as database, database:
        database.execute("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT max(blob) FROM tile)")
    for folder in ["new", "folders/that/are/new"]:
        assert_fault(run("export", damaged, "--output", folder), 65, "damaged")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.ztour", "file", "site"]


def test_what_is_no_bundle_is_told(run, tmp_path):
    (tmp_path / "a.ztour").write_text("text")
    assert_fault(run("export", "a.ztour", "--format", "geojson"), 65, "a.ztour", "not a tour bundle")
    assert_fault(run("export", "b.ztour", "--format", "geojson"), 65, "b.ztour", "no such file")


def test_a_place_that_takes_no_file_is_told(run, bundle):
    result = run("export", bundle, "--format", "geojson", "--output", "/proc/a.json")
    assert_fault(result, 1, "/proc/a.json", "cannot be written")
