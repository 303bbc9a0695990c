"""That the hour's instrument tells memory that grows from memory that stays, and the restarts' record knows what was ordered."""

import random

import pytest
import soak
from restart_record import Record


def test_growth_is_of_the_end_against_what_came_after_warming_up():
    warm = [10.0, 60.0] * 10
    assert soak.growth(warm + [100.0] * 180) == 0
    assert soak.growth(warm + [100.0] * 160 + [107.0] * 20) == pytest.approx(7)
    assert soak.growth(warm + [100.0 + second / 90 for second in range(180)]) == pytest.approx(1.8, abs=0.1)


def test_a_drive_is_nmea_with_right_checksums_and_stays_on_the_route():
    lines = soak.drive(700).splitlines()
    assert len(lines) == 700
    for line in lines[::50]:
        body, checksum = line[1:].split("*")
        value = 0
        for byte in body.encode():
            value ^= byte
        assert int(checksum, 16) == value
        fields = body.split(",")
        assert 49.44 < int(fields[3][:2]) + float(fields[3][2:]) / 60 < 49.45


def test_a_record_sees_what_is_missing_and_what_was_done_twice():
    places = [(f"p{number}", ["old", "new"]) for number in range(4)]
    record = Record(places)
    for order in [{"command": "go_to", "place": "p1", "epoch": "new"}, {"command": "volume", "volume": 0.5}, {"command": "recentre"}]:
        record = record.after(order)
    state = {"scene": {"place": "p1", "epoch": "new"}, "held": True, "volume": 0.5, "language": None, "headsets_off": False,
             "recentres": 1, "messages": []}
    assert record.differences(state) == []
    step = record.after({"command": "next"})
    assert len(step.differences(state)) == 1, "an order is missing"
    assert step.differences(state | {"scene": {"place": "p2", "epoch": "old"}}) == []
    assert step.differences(state | {"scene": {"place": "p3", "epoch": "old"}}), "an order was carried out twice"
    assert record.differences(state | {"volume": 0.25}) and record.differences(state | {"recentres": 2})
    chance = random.Random(1)
    assert all(record.order(chance, number)["command"] for number in range(100))
