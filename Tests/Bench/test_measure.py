"""How the benchmarks time programs, and what they say of it."""

import json
import sys

import measure
import pytest
import report


def test_takes_turns_and_leaves_out_what_fails():
    calls, notes = [], []

    def failing():
        calls.append("b")
        raise measure.Failed("b ended with 1: no word")

    contenders = {"a": lambda: calls.append("a"), "b": failing, "c": lambda: calls.append("c")}
    results = measure.interleaved(contenders, 3, notes.append)
    assert calls == ["a", "b", "c", "a", "c", "a", "c"]
    assert set(results) == {"a", "c"} and len(results["a"]) == 3
    assert notes == ["not measured: b: b ended with 1: no word"]


def test_a_slow_round_slows_both():
    assert measure.median_ratio([4.0, 40.0, 4.4], [2.0, 20.0, 2.0]) == 2.0
    assert measure.median_ratio(None, [1.0]) is None


def test_a_child_s_time_memory_and_words(tmp_path):
    words = "bytearray(200 << 20); print('done')"
    run = measure.child([sys.executable, "-c", words], tmp_path / "log")
    assert run.output == "done\n"
    # No upper bound here: this process, with all that it has imported, counts too.
    assert run.peak_memory > 200
    assert 0 < run.cpu_seconds < run.seconds * 1.5


def test_a_failing_child_is_told_by_its_last_words(tmp_path):
    with pytest.raises(measure.Failed, match="ended with 3: it is over"):
        measure.child(
            [sys.executable, "-c", "import sys; print('begun'); print('it is over', file=sys.stderr); sys.exit(3)"],
            tmp_path / "log",
        )


@pytest.mark.parametrize(
    ("value", "goal", "verdict"),
    [
        (1.9, "<= 2.0", "met"),
        (2.1, "<= 2.0", "missed"),
        (55.0, ">= 55", "met"),
        (0.02, "< 0.02", "missed"),
        (None, ">= 1", ""),
        (1, None, ""),
    ],
)
def test_goals(value, goal, verdict):
    assert report.verdict(report.row("name", value, "x", goal)) == verdict


def test_json_has_the_fields_that_stay():
    document = json.loads(
        report.document("pipeline", "a panorama", [report.row("wall", 1.23456, "s", "<= 2", "floor", 0.5)])
    )
    row = {"name": "wall", "value": 1.235, "unit": "s", "goal": "<= 2", "peer": "floor", "peer_value": 0.5}
    assert document == {"bench": "pipeline", "input": "a panorama", "rows": [row]}
