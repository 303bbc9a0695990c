"""`Tours/tour.schema.json` and `zeitreise check` agree, as an independent reader of schemas and another of YAML have it."""

import copy
import json
import re

import jsonschema
import pytest
import yaml
from running import REPOSITORY


class Loader(yaml.SafeLoader):
    """YAML 1.2, as far as tours need it: `on` is a word, not true."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))

PAGE = (REPOSITORY / "Tours/FORMAT.md").read_text()
BLOCKS = [yaml.load(block.split("```")[0], Loader) for block in PAGE.split("```yaml\n")[1:]]
TOURS = [block for block in BLOCKS if isinstance(block, dict)]
EPOCHS = [epoch for block in BLOCKS if isinstance(block, list) for epoch in block]


@pytest.fixture(scope="module")
def schema():
    schema = json.loads((REPOSITORY / "Tours/tour.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def tour_with(epoch):
    tour = copy.deepcopy(TOURS[0])
    tour["places"][0]["epochs"].append(epoch)
    return tour


def codes(run, tmp_path, tour):
    """Of the document alone: there are no pictures."""
    # JSON is YAML without aliases.
    (tmp_path / "tour.yaml").write_text(json.dumps(tour))
    found = json.loads(run("check", tmp_path / "tour.yaml", "--json").stdout)
    return [finding["code"] for finding in found if finding["code"] != "missing-file"]


@pytest.mark.parametrize("tour", [*TOURS, *map(tour_with, EPOCHS)], ids=lambda tour: tour["places"][0]["epochs"][-1]["id"])
def test_examples_fit(schema, tour):
    schema.validate(tour)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "Tours").glob("*/tour.yaml")), ids=lambda path: path.parent.name)
def test_our_tours_fit(schema, path):
    schema.validate(yaml.load(path.read_text(), Loader))


POINT = {"x_px": 1, "y_px": 2, "yaw_deg": 3, "pitch_deg": 4}
POSE = {"yaw_deg": 0, "field_of_view_deg": 60}
PHOTO = {"path": "a.jpg", "on": "today", "pose": POSE}
SOLVED = {"path": "a.jpg", "on": "today", "control_points": [POINT] * 4}
CYLINDER = {"path": "a.jpg", "projection": "cylindrical", "field_of_view_deg": 140}


def without(mapping, key):
    return {name: value for name, value in mapping.items() if name != key}


# What both must accept.
@pytest.mark.parametrize(
    "picture",
    [
        {"panorama": "a.jpg"},
        {"panorama": {"path": "a.jpg"}},
        {"panorama": {**CYLINDER, "horizon_px": -20, "even_exposure": True, "tone": "paper"}},
        {"panorama": {**CYLINDER, "horizon_px": 410, "on": "today", "control_points": [POINT] * 2, "tone": "keep"}},
        {"panorama": {"path": "a.jpg", "on": "today", "tone": "fade"}, "heading_deg": 20},
        {"photo": PHOTO},
        {"photo": [PHOTO, without(PHOTO, "on")]},
        {"photo": {**without(PHOTO, "on"), "tone": "paper"}, "heading_deg": 20},
        {"photo": {**SOLVED, "solve": ["shift", "distortion"]}},
        {"photo": {**SOLVED, "solve": ["plane"]}},
        {"photo": {**PHOTO, "stereo": "side-by-side", "swap_eyes": True, "restore": ["fading", "dust"]}},
    ],
)
def test_both_accept(schema, run, tmp_path, picture):
    tour = tour_with({"id": "old", "year": 1900, "credit": "a", "licence": "b", "source": "c", "certainty": "imagined", **picture})
    assert [error.message for error in schema.iter_errors(tour)] == []
    assert codes(run, tmp_path, tour) == []


# What both must refuse, and what `check` calls it.
@pytest.mark.parametrize(
    "change, code",
    [
        ({"credit": None}, "incomplete-attribution"),
        ({"source": None}, "incomplete-attribution"),
        ({"certainty": None}, "incomplete-attribution"),
        ({"certainty": "sure"}, "unknown-value"),
        ({"from": 1900}, "either-or"),
        ({"photo": []}, "empty-list"),
        ({"photo": "a.jpg"}, "wrong-type"),
        ({"photo": without(PHOTO, "on")}, "either-or"),
        ({"photo": {**without(SOLVED, "on"), "tone": "paper"}}, "either-or"),
        ({"photo": without(PHOTO, "pose")}, "either-or"),
        ({"photo": {**PHOTO, **SOLVED}}, "either-or"),
        ({"photo": {**PHOTO, "solve": ["shift"]}}, "unfitting-key"),
        ({"photo": {**SOLVED, "control_points": [POINT]}}, "too-few-points"),
        ({"photo": {**SOLVED, "solve": ["plane", "shift"]}}, "contradiction"),
        ({"photo": {**SOLVED, "solve": ["roll"]}}, "unknown-value"),
        ({"photo": {**SOLVED, "solve": []}}, "empty-list"),
        ({"photo": {**PHOTO, "stereo": "top-bottom"}}, "unknown-value"),
        ({"photo": {**PHOTO, "swap_eyes": True}}, "unfitting-key"),
        ({"photo": {**PHOTO, "restore": ["colour"]}}, "unknown-value"),
        ({"photo": {**PHOTO, "pose": {**POSE, "shift_up": 3}}}, "out-of-range"),
        ({"photo": {**PHOTO, "pose": {**POSE, "distortion": 1.5}}}, "out-of-range"),
        ({"photo": {**PHOTO, "pose": {"yaw_deg": 0}}}, "missing-key"),
        ({"photo": {**PHOTO, "scale": 2}}, "unknown-key"),
        ({"panorama": {"path": "a.jpg"}}, "either-or"),
        ({"photo": None, "panorama": {"projection": "cylindrical"}}, "missing-key"),
        ({"photo": None, "panorama": {**CYLINDER, "projection": "cubemap"}}, "unknown-value"),
        ({"photo": None, "panorama": without(CYLINDER, "projection")}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "field_of_view_deg": 400}}, "out-of-range"),
        ({"photo": None, "panorama": {"path": "a.jpg", "horizon_px": 3}}, "unfitting-key"),
        ({"photo": None, "panorama": {"path": "a.jpg", "projection": "equirectangular", "even_exposure": True}}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "swap_eyes": True}}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "pose": {"yaw_deg": 0}}}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "control_points": [POINT] * 3}}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "tone": "sepia"}}, "unfitting-key"),
        ({"photo": None, "panorama": {**CYLINDER, "on": "today", "pose": POSE}}, "unknown-key"),
        ({"photo": None, "panorama": {**CYLINDER, "stereo": "left-right"}}, "unknown-value"),
        (
            {"photo": None, "panorama": {**CYLINDER, "on": "today", "pose": {"yaw_deg": 0}, "control_points": [POINT] * 3}},
            "either-or",
        ),
    ],
)
def test_both_refuse(schema, run, tmp_path, change, code):
    epoch = {"id": "old", "year": 1900, "credit": "a", "licence": "b", "source": "c", "certainty": "imagined", "photo": PHOTO}
    epoch = {key: value for key, value in {**epoch, **change}.items() if value is not None}
    tour = tour_with(epoch)
    assert list(schema.iter_errors(tour))
    assert codes(run, tmp_path, tour) == [code]
