"""The pages of text that `zeitreise export` writes for search engines: judged by html5lib, Python's reader of robots.txt, and the tour."""

import html
import json
import subprocess
import urllib.robotparser
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from running import contents, noise

BASE = "https://tours.example.org"
LANGUAGES = ["de", "en", "de-x-leicht"]

TOUR = """\
zeitreise: 1
id: sample
title: {de: 'Burg & Stadt', en: "</script><b>Town's</b> \\"past\\"", de-x-leicht: Die Stadt}
languages: [de, en, de-x-leicht]
places:
  - id: castle
    title: {de: 'Burg <alt>', en: 'Castle <old> & keep', de-x-leicht: Die Burg}
    location: {latitude_deg: 49.4466, longitude_deg: 7.7660}
    epochs:
      - id: middle-ages
        from: -15
        to: 1050
        circa: true
        panorama: past.png
        credit: Jane <Example> & "Co"
        licence: CC BY-SA 4.0
        source: '<script>alert("source")</script>'
        certainty: reconstructed
        captions: {de: de.vtt, en: en.vtt, de-x-leicht: de.vtt}
      - id: today
        year: 2026
        panorama: today.png
        credit: Jane Example
        licence: All rights reserved
        source: Taken for this tour
        certainty: documented
  - id: camp
    title: {de: Lager, en: Camp, de-x-leicht: Das Lager}
    location: {latitude_deg: -49.4401, longitude_deg: -7.5}
    epochs:
      - id: today
        year: 2026
        panorama: today.png
        credit: Jane Example
        licence: CC0-1.0
        source: Taken for this tour
        certainty: documented
"""

CAPTIONS = """\
WEBVTT

STYLE
::cue { color: red }

NOTE
not --&gt; to be read

1
00:00.000 --> 00:02.000 align:start
<v Guide>Hier stand
die <i>Burg</i>.</v>

00:02.000 --> 00:04.000
Tom &amp; Eva sagen: 1 &lt; 2 &amp;amp; <00:03.000>mehr.

00:04.000 --> 00:06.000
&quot;Gibt&#39;s&#x2019;s&nbsp;noch?&quot; &#128; &#0; &#xD800; &#99999999999; &eacute; &; &lrm;&apos;
"""
SPOKEN = {
    # The numbers as Python reads them in HTML; names that WebVTT itself does not have stay.
    "de": "Hier stand die Burg. Tom & Eva sagen: 1 < 2 &amp; mehr. "
    + html.unescape('"Gibt&#39;s&#x2019;s noch?" &#128; &#0; &#xD800; &#99999999999; ')
    + "&eacute; &; \u200e'",
    "en": "The castle stood here. " + "A word and another. " * 20,
}


@pytest.fixture(scope="module")
def bundle(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    for number, name in enumerate(["past.png", "today.png"]):
        noise(512, number).save(folder / name)
    (folder / "de.vtt").write_bytes(b"\xef\xbb\xbf" + CAPTIONS.replace("\n", "\r\n").encode())
    (folder / "en.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:09.000\n{SPOKEN['en']}\n")
    (folder / "tour.yaml").write_text(TOUR)
    command = [program, "build", folder, "--output", folder / "a.ztour", "--quiet"]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert built.returncode == 0, built.stderr
    return folder / "a.ztour"


@pytest.fixture(scope="module")
def exported(program, bundle, tmp_path_factory):
    """The site's folder without and with an address."""
    folder = tmp_path_factory.mktemp("site")
    for name, arguments in {"plain": [], "placed": ["--base-url", BASE + "/"]}.items():
        subprocess.run([program, "export", bundle, "--output", folder / name, *arguments], check=True, capture_output=True, timeout=60)
    return folder / "plain", folder / "placed"


def wanted_pages():
    folders = {"de": "", "en": "en/", "de-x-leicht": "de-x-leicht/"}
    return {f"{folder}{page}": language for language, folder in folders.items() for page in ["index.html", "places/castle.html", "places/camp.html"]}


def parsed(site):
    """The pages by path, of which html5lib has nothing to complain of."""
    paths = [path for path in site.rglob("*.html") if path.parent.name != "headset"]
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed = {str(path.relative_to(site)): parser.parse(path.read_bytes(), transport_encoding=None) for path in paths}
    assert parsed.pop("404.html") is not None
    return parsed


@pytest.fixture(scope="module")
def pages(exported):
    return parsed(exported[0])


def text(element):
    return " ".join("".join(element.itertext()).split())


def linked_data(page):
    [script] = page.findall(".//script")
    assert script.get("type") == "application/ld+json"
    return json.loads(script.text)


def test_there_is_a_page_a_language_for_the_tour_and_for_each_place(pages):
    assert {path: page.get("lang") for path, page in pages.items()} == wanted_pages()
    for page in pages.values():
        assert len(page.findall(".//h1")) == 1 and len(page.findall(".//main")) == 1
        description = page.find(".//meta[@name='description']").get("content")
        assert 20 < len(description) < 170
    assert len({text(page.find(".//title")) for page in pages.values()}) == len(pages)


def test_what_the_tour_says_stands_there_as_it_is_written(pages):
    assert text(pages["en/index.html"].find(".//h1")) == """</script><b>Town's</b> "past\""""
    castle = pages["en/places/castle.html"]
    assert text(castle.find(".//h1")) == "Castle <old> & keep"
    past, today = castle.findall(".//article")
    assert text(past.find("h2")) == "c. 15 BC–1050"
    facts = dict(zip(map(text, past.findall(".//dt")), map(text, past.findall(".//dd"))))
    assert facts == {
        "Picture": 'Jane <Example> & "Co", CC BY-SA 4.0',
        "Source": '<script>alert("source")</script>',
        "Certainty": "reconstructed",
    }
    assert past.find(".//a[@rel='license']").get("href") == "http://creativecommons.org/licenses/by-sa/4.0/"
    assert text(today.find("h2")) == "2026" and today.find(".//a[@rel='license']") is None
    assert text(pages["places/castle.html"].find(".//article/h2")) == "um 15 v. Chr.–1050"


@pytest.mark.parametrize("path, language", [("places/castle.html", "de"), ("en/places/castle.html", "en"), ("de-x-leicht/places/castle.html", "de")])
def test_what_is_spoken_can_be_read(path, language, pages):
    past, today = pages[path].findall(".//article")
    assert [text(paragraph) for paragraph in past.findall(".//p")] == [SPOKEN[language].strip()]
    assert today.findall(".//p") == []
    description = pages[path].find(".//meta[@name='description']").get("content")
    assert SPOKEN[language].startswith(description.removesuffix(" …"))


def test_every_address_is_there_and_every_place_to_look_round(exported, pages):
    tour = json.loads((exported[0] / "api/v1/tour").read_bytes())
    epochs = {(place["id"], epoch["id"]) for place in tour["places"] for epoch in place["epochs"]}
    for path, page in pages.items():
        addresses = [element.get(name) for name in ["href", "src"] for element in page.findall(f".//*[@{name}]")]
        own = [urlsplit(address) for address in addresses if not address.startswith("http")]
        assert all(address.path.startswith("/") and (exported[0] / address.path[1:]).is_file() for address in own), path
        players = [address for address in own if address.path == "/headset/index.html"]
        assert {parse_qs(address.query)["lang"][0] for address in players} == {page.get("lang")}
        looked = {tuple(parse_qs(address.fragment)[key][0] for key in ["place", "epoch"]) for address in players if address.fragment}
        name = PurePosixPath(path).stem
        assert looked == {epoch for epoch in epochs if epoch[0] == name}
        for image in page.findall(".//img"):
            assert image.get("alt") is not None and image.get("width") == image.get("height")


def test_every_page_is_reached_from_the_first(pages):
    reached, ahead = set(), ["index.html"]
    while ahead:
        path = ahead.pop()
        if path in reached:
            continue
        reached.add(path)
        ahead += [link.get("href")[1:] for link in pages[path].findall(".//a[@href]") if link.get("href")[1:] in pages]
    assert reached == set(pages)


def test_linked_data_has_the_tour_and_where_its_places_are(pages):
    points = {"castle": (49.4466, 7.766), "camp": (-49.4401, -7.5)}
    trip = linked_data(pages["en/index.html"])
    assert (trip["@context"], trip["@type"], trip["name"]) == ("https://schema.org", "TouristTrip", """</script><b>Town's</b> "past\"""")
    stops = trip["itinerary"]["itemListElement"]
    assert trip["itinerary"]["@type"] == "ItemList" and trip["itinerary"]["numberOfItems"] == 2
    assert [(stop["@type"], stop["position"], stop["item"]["@type"]) for stop in stops] == [("ListItem", n, "TouristAttraction") for n in (1, 2)]
    assert [stop["item"]["name"] for stop in stops] == ["Castle <old> & keep", "Camp"]
    for stop, point in zip(stops, points.values()):
        assert stop["item"]["geo"] == {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    castle = linked_data(pages["places/castle.html"])
    assert (castle["@type"], castle["name"], castle["geo"]["latitude"]) == ("TouristAttraction", "Burg <alt>", 49.4466)
    assert castle["availableLanguage"] == LANGUAGES
    past, today = castle["subjectOf"]
    # ISO 8601 has a year 0, which is 1 BC.
    assert past["temporalCoverage"] == "-0014/1050" and today["temporalCoverage"] == "2026"
    assert past["license"].endswith("/by-sa/4.0/") and "license" not in today
    assert past["creditText"] == 'Jane <Example> & "Co"'


def test_without_an_address_nothing_names_one(exported, pages):
    plain, _ = exported
    assert not (plain / "sitemap.xml").exists() and not (plain / "robots.txt").exists()
    for page in pages.values():
        assert {link.get("rel") for link in page.findall(".//head/link")} == {"icon", "stylesheet"}
        assert not {"url", "image"} & set(linked_data(page))


def test_with_an_address_pages_name_their_own_and_each_others(exported, pages):
    placed = parsed(exported[1])
    assert set(placed) == set(pages)
    alternates = {}
    for path, page in placed.items():
        [canonical] = page.findall(".//link[@rel='canonical']")
        assert canonical.get("href") == f"{BASE}/{path}"
        alternates[path] = {link.get("hreflang"): link.get("href") for link in page.findall(".//link[@rel='alternate']")}
        first = path.removeprefix(f"{page.get('lang')}/")
        assert linked_data(page)["url"] == f"{BASE}/{path}"
        # A private tag, which no search engine knows; people have their link all the same.
        if page.get("lang") == "de-x-leicht":
            assert alternates.pop(path) == {}
            continue
        assert alternates[path]["x-default"] == f"{BASE}/{first}"
        assert alternates[path][page.get("lang")] == f"{BASE}/{path}"
        assert set(alternates[path]) == {"de", "en", "x-default"}
        assert page.find(".//header//a[@lang='de-x-leicht']") is not None
    # Google: pages that do not name each other are no alternates.
    for path, others in alternates.items():
        assert all(alternates[other.removeprefix(f"{BASE}/")] == others for other in others.values())


def test_with_an_address_robots_find_every_page(exported):
    _, placed = exported
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((placed / "robots.txt").read_text().splitlines())
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]
    assert robots.can_fetch("Googlebot", f"{BASE}/index.html")
    sitemap = ElementTree.parse(placed / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert sitemap.tag == f"{space}urlset"
    assert sorted(location.text for location in sitemap.iter(f"{space}loc")) == sorted(f"{BASE}/{path}" for path in wanted_pages())


def test_the_address_can_be_given_and_taken_away_later(run, bundle, exported, tmp_path):
    plain, placed = map(contents, exported)
    for arguments, wanted in [([], plain), (["--base-url", BASE], placed), ([], plain)]:
        result = run("export", bundle, "--output", "site", "--json", *arguments)
        assert (result.returncode, result.stderr) == (0, "")
        assert contents(tmp_path / "site") == wanted


@pytest.mark.parametrize("given, host", [("HTTPS://Tours.Example.ORG/", "tours.example.org"), ("https://Zeitreise-Käß.example", "zeitreise-käß.example")])
def test_the_address_is_as_browsers_and_search_engines_have_it(given, host, run, bundle, tmp_path):
    result = run("export", bundle, "--output", "site", "--base-url", given)
    assert (result.returncode, result.stderr) == (0, "")
    wanted = "https://" + ".".join("xn--" + label.encode("punycode").decode() if not label.isascii() else label for label in host.split("."))
    [canonical] = parsed(tmp_path / "site")["index.html"].findall(".//link[@rel='canonical']")
    assert canonical.get("href") == f"{wanted}/index.html"
    assert f"Sitemap: {wanted}/sitemap.xml" in (tmp_path / "site/robots.txt").read_text()


def test_there_is_a_page_for_addresses_with_nothing(exported):
    """Some hosts give out the first page there, as if it were found, where no such page is."""
    for site in exported:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        page = parser.parse((site / "404.html").read_bytes(), transport_encoding=None)
        assert page.find(".//meta[@name='robots']").get("content") == "noindex"
        links = {paragraph.get("lang"): paragraph.find("a").get("href") for paragraph in page.findall(".//main/p")}
        assert links == {"de": "/index.html", "en": "/en/index.html"}
        # It is shown at any address, so none may count from there.
        addresses = [element.get(name) for name in ["href", "src"] for element in page.findall(f".//*[@{name}]")]
        assert all(address.startswith("/") and (site / address[1:]).is_file() for address in addresses)
    assert "404" not in (exported[1] / "sitemap.xml").read_text()
