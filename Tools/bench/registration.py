"""How well photographs, cylinders and panoramas are placed whose pose is known."""

import argparse
import json
import subprocess

import composites
import report

# Row: study of the program, its value, unit, goal.
ROWS = {
    "pose_error_median_deg": ("plain", "pose_error_median_deg", "°", "<= 0.05"),
    "pose_error_p95_deg": ("plain", "pose_error_p95_deg", "°", "<= 0.2"),
    "fov_error_p95_percent": ("plain", "fov_error_p95_percent", "%", "<= 0.2"),
    "anywhere_pose_error_p95_deg": ("anywhere", "pose_error_p95_deg", "°", "<= 0.2"),
    "outlier_named_percent": ("outlier", "named_percent", "%", "== 100"),
    "outlier_pose_error_max_deg": ("outlier", "pose_error_max_deg", "°", "<= 0.2"),
    "shift_pose_error_p95_deg": ("shift", "pose_error_p95_deg", "°", "<= 0.4"),
    "shift_edges_pose_error_p95_deg": ("shift, edges", "pose_error_p95_deg", "°", "<= 0.4"),
    "shift_picture_error_p95_deg": ("shift", "picture_error_p95_deg", "°", "<= 0.4"),
    "shift_distortion_picture_error_p95_deg": ("shift, distortion", "picture_error_p95_deg", "°", "<= 0.4"),
    "parallax_told_percent": ("parallax", "parallax_percent", "%", ">= 95"),
    "false_alarms_percent": ("plain", "false_alarms_percent", "%", "<= 2"),
    "careless_false_alarms_percent": ("careless", "false_alarms_percent", "%", None),
    "cylinder_pose_error_p95_deg": ("cylinder", "pose_error_p95_deg", "°", None),
    "cylinder_fov_error_p95_percent": ("cylinder", "fov_error_p95_percent", "%", None),
    "panorama_pose_error_p95_deg": ("panorama", "pose_error_p95_deg", "°", None),
}
# Photographs that are laid into a panorama; each takes a second or two.
MOST_COMPOSITES = 10
COLUMNS = {
    "pose_error_median_deg": "pose median °",
    "pose_error_p95_deg": "p95 °",
    "pose_error_max_deg": "max °",
    "picture_error_p95_deg": "picture p95 °",
    "fov_error_p95_percent": "field of view p95 %",
    "within_two_deviations": "within 2 s.d.",
    "milliseconds_max": "max ms",
}


def measure(seed: int, trials: int) -> dict[str, dict]:
    """What came out of each study, by its name."""
    program = ".build/release/registration-bench"
    lines = subprocess.run([program, str(seed), str(trials)], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {study["name"]: study | shares(study) for study in map(json.loads, lines.splitlines())}


def shares(study: dict) -> dict[str, float]:
    """Counts of verdicts as percentages of the trials."""
    percent = 100 / study["trials"]
    verdicts = study["verdicts"]
    found = {
        "parallax_percent": percent * verdicts.get("parallax", 0),
        "false_alarms_percent": 100 - percent * verdicts.get("good", 0),
    }
    return found | ({"named_percent": percent * study["named"]} if "named" in study else {})


def rows(studies: dict[str, dict]) -> list[dict]:
    found = [report.row(name, studies[study].get(key), unit, goal) for name, (study, key, unit, goal) in ROWS.items()]
    slowest = max(study["milliseconds_max"] for study in studies.values())
    return [*found, report.row("solver_max_ms", slowest, "ms", "< 50")]


def composite_rows(found: dict[str, float]) -> list[dict]:
    return [
        report.row("composite_psnr_db", found["psnr_db"], "dB", ">= 40"),
        report.row("composite_seam_step_levels", found["seam_step_levels"], "levels"),
        report.row("composite_inner_step_levels", found["inner_step_levels"], "levels"),
        report.row("composite_seam_per_inner", found["seam_step_levels"] / found["inner_step_levels"], "", "<= 1.1"),
    ]


def details(studies: dict[str, dict]) -> str:
    def cell(value: float | None) -> float | None:
        return None if value is None else round(value, 3)

    return report.table(
        ("study", *COLUMNS.values(), "verdicts"),
        [
            (
                study["name"],
                *(cell(study.get(key)) for key in COLUMNS),
                ", ".join(f"{count} {verdict}" for verdict, count in sorted(study["verdicts"].items())),
            )
            for study in studies.values()
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/registration", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which pictures (1)")
    parser.add_argument("--trials", type=int, default=100, help="how many of each kind (100)")
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    options = parser.parse_args()
    if options.trials < 1 or options.seed < 0:
        parser.error("give at least 1 trial and a seed from 0")
    studies = measure(options.seed, options.trials)
    found = rows(studies) + composite_rows(composites.measure(options.seed, min(options.trials, MOST_COMPOSITES)))
    source = f"{options.trials} made-up pictures of each kind, seed {options.seed}"
    if options.json:
        print(report.document("registration", source, found))
        return
    print(f"{source}\n", details(studies), "", report.summary(found), sep="\n")


if __name__ == "__main__":
    main()
