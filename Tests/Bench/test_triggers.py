"""What the benchmark of triggers makes of the program's lines. What those count: Tests/GuidanceTests/TriggerScoreTests.swift."""

import json

import report
import triggers

OURS = {"route": "all", "program": "zeitreise", "drives": 4, "triggers": 40, "missed": 0, "double": 1, "false": 0, "wrong_order": 0}
PEER = OURS | {"program": "radius geofence", "missed": 7, "median_error": None}


def test_rows_hold_the_goals_against_all_routes_together(tmp_path, monkeypatch):
    program = tmp_path / ".build/release/trigger-bench"
    program.parent.mkdir(parents=True)
    lines = [
        OURS | {"route": "loop", "missed": 9},
        OURS | {"median_error": 3.25, "p95_error": 25.5, "overall_median": 4.0, "overall_p95": 30.0},
        PEER,
        {"fixes_per_s": 199_000.0},
    ]
    program.write_text("#!/bin/sh\n" + "\n".join(f"echo '{json.dumps(line)}'" for line in lines) + "\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    results, speed = triggers.measure(seed=1, drives=4)
    rows = {row["name"]: row for row in triggers.rows(results, speed)}
    assert {name: report.verdict(row) for name, row in rows.items() if row["goal"]} == {
        "missed": "met",
        "double": "missed",
        "false": "met",
        "wrong_order": "met",
        "error_median_m": "met",
        "error_p95_m": "missed",
        "fixes_per_s": "missed",
    }
    assert (rows["missed"]["value"], rows["missed"]["peer_value"]) == (0, 7)
    # What nobody fired has no error.
    assert rows["error_median_m"]["peer_value"] is None
    assert "loop" in triggers.details(results)
