"""Rows of a benchmark: as a table for people and as the JSON that Tools/bench promises."""

import json


def row(
    name: str,
    value: float | None,
    unit: str,
    goal: str | None = None,
    peer: str | None = None,
    peer_value: float | None = None,
) -> dict:
    """Four digits are all that a measurement holds; None is what could not be measured."""
    value, peer_value = (None if number is None else float(f"{number:.4g}") for number in (value, peer_value))
    return {"name": name, "value": value, "unit": unit, "goal": goal, "peer": peer, "peer_value": peer_value}


def verdict(row: dict) -> str:
    """Whether the goal is met; nothing where there is none, or no value."""
    if row["goal"] is None or row["value"] is None:
        return ""
    sign, bound = row["goal"].split()
    met = {
        "<=": row["value"] <= float(bound),
        ">=": row["value"] >= float(bound),
        "<": row["value"] < float(bound),
        "==": row["value"] == float(bound),
    }[sign]
    return "met" if met else "missed"


def table(head: tuple, rows: list[tuple]) -> str:
    """Columns as wide as their widest cell; numbers to the right."""
    cells = [[str(cell) for cell in head]] + [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]

    def line(row: list[str]) -> str:
        return "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()

    return "\n".join([line(cells[0]), "  ".join("-" * width for width in widths), *map(line, cells[1:])])


def summary(rows: list[dict]) -> str:
    """The rows that have a name of their own, with what they are held against."""
    return table(
        ("row", "value", "unit", "goal", "", "peer", "peer's"),
        [
            (row["name"], row["value"], row["unit"], row["goal"], verdict(row), row["peer"], row["peer_value"])
            for row in rows
        ],
    )


def document(bench: str, source: str, rows: list[dict]) -> str:
    return json.dumps({"bench": bench, "input": source, "rows": rows}, indent=2, ensure_ascii=False)
