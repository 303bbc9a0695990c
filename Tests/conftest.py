"""For all tests that run the built program."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def pytest_configure(config):
    config.addinivalue_line("markers", "alone: measures times; `Tools/test` runs nothing beside it")


@pytest.fixture(scope="session")
def program() -> str:
    """Path of `zeitreise`."""
    path = os.environ.get("ZEITREISE", str(REPOSITORY / ".build/release/zeitreise"))
    assert os.access(path, os.X_OK), f"{path} is not there; build it, or name it in ZEITREISE"
    return path
