"""What the benchmark of registration makes of the program's lines. What those count: Tests/PanoramaTests/TrueCameraTests.swift."""

import json

import registration
import report

GOOD = {
    "trials": 50,
    "verdicts": {"good": 50},
    "pose_error_median_deg": 0.03,
    "pose_error_p95_deg": 0.1,
    "pose_error_max_deg": 0.15,
    "picture_error_p95_deg": 0.1,
    "fov_error_p95_percent": 0.1,
    "within_two_deviations": 0.95,
    "milliseconds_max": 3.0,
}
NAMES = ["plain", "anywhere", "careless", "outlier", "shift", "shift, edges", "shift, distortion", "parallax", "cylinder", "panorama"]
CHANGES = {
    "careless": {"verdicts": {"good": 49, "doubtful": 1}},
    "outlier": {"verdicts": {"doubtful": 50}, "named": 49, "pose_error_max_deg": 0.21},
    "shift": {"pose_error_p95_deg": 0.7},
    "parallax": {"verdicts": {"parallax": 48, "lens": 2}},
    "cylinder": {"milliseconds_max": 50.0, "within_two_deviations": None},
}


def test_rows_hold_the_goals_against_their_studies(tmp_path, monkeypatch):
    program = tmp_path / ".build/release/registration-bench"
    program.parent.mkdir(parents=True)
    lines = [GOOD | {"name": name} | CHANGES.get(name, {}) for name in NAMES]
    program.write_text("#!/bin/sh\n" + "\n".join(f"echo '{json.dumps(line)}'" for line in lines) + "\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    studies = registration.measure(seed=1, trials=50)
    rows = {row["name"]: row for row in registration.rows(studies)}
    missed = {name for name, row in rows.items() if report.verdict(row) == "missed"}
    assert missed == {"outlier_named_percent", "outlier_pose_error_max_deg", "shift_pose_error_p95_deg", "solver_max_ms"}
    assert rows["parallax_told_percent"]["value"] == 96
    assert rows["outlier_named_percent"]["value"] == 98
    assert (rows["false_alarms_percent"]["value"], rows["careless_false_alarms_percent"]["value"]) == (0, 2)
    assert "2 lens, 48 parallax" in registration.details(studies)
