"""An option that names a file or folder: without a name it would mean the folder one is in."""

import pytest


@pytest.mark.parametrize(
    "command, option",
    [
        (["build", "tour"], "--output"),
        (["tile", "a.jpg"], "--output"),
        (["export", "a.ztour"], "--output"),
        (["sync", "file:///depot"], "--to"),
        (["simulate", "tour", "--synthetic"], "--picture"),
        (["simulate", "tour", "--synthetic"], "--record"),
    ],
)
def test_no_name_is_wrong_usage(command, option, run, tmp_path):
    result = run(*command, option, "")
    assert result.returncode == 2 and result.stdout == ""
    assert option in result.stderr and "give a name" in result.stderr
    assert list(tmp_path.iterdir()) == []
