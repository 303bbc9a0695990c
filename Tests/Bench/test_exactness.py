"""That the instruments of `Tools/bench/exactness` read what they should: on faces whose faults are known."""

from functools import partial

import exactness
import numpy as np
import peers
import pytest
import sphere

SIZE = 96
UPRIGHT = {face: (face, 0, False) for face in sphere.FACES}


@pytest.fixture(scope="module")
def charts():
    return exactness.Charts(seed=1, size=SIZE)


def sampled(panorama: np.ndarray, size: int, rows_off: float = 0) -> dict[str, np.ndarray]:
    """Faces by linear interpolation, from `rows_off` texels further down."""
    source, faces = peers.padded(panorama).astype(float), {}
    for face in sphere.FACES:
        column, row = sphere.panorama_positions(sphere.face_directions(face, size), panorama.shape[1])
        row = row + rows_off
        left, top = np.floor(column).astype(int) + 8, np.floor(row).astype(int) + 8
        x, y = (column % 1)[..., None], (row % 1)[..., None]
        upper = source[top, left] * (1 - x) + source[top, left + 1] * x
        lower = source[top + 1, left] * (1 - x) + source[top + 1, left + 1] * x
        faces[face] = np.rint(upper * (1 - y) + lower * y).astype(np.uint8)
    return faces


def test_positions_are_those_of_texel_centres():
    column, row = sphere.panorama_positions(sphere.panorama_directions(64), 64)
    assert np.allclose(column, np.arange(64)[None, :]) and np.allclose(row, np.arange(32)[:, None])


def test_faces_look_where_they_should():
    middle = {face: tuple(np.rint(sphere.face_directions(face, 3)[1, 1]).astype(int)) for face in sphere.FACES}
    assert middle == {"f": (0, 0, -1), "r": (1, 0, 0), "b": (0, 0, 1), "l": (-1, 0, 0), "u": (0, 1, 0), "d": (0, -1, 0)}


def test_waves_have_their_deviation_and_fit_into_8_bits(charts):
    assert charts.waves.std() == pytest.approx(28.5, abs=1)
    assert charts.waves.min() > 0 and charts.waves.max() < 255


def test_twelve_edges_of_neighbouring_texels(charts):
    assert len(charts.seams) == 12
    for (face, rows, columns), (other, other_rows, other_columns) in charts.seams:
        here, there = charts.directions[face][rows, columns], charts.directions[other][other_rows, other_columns]
        assert np.linalg.norm(here - there, axis=-1).max() < 2 / SIZE


def test_what_is_exact_reads_as_exact(charts):
    faces = {
        face: np.repeat(sphere.bytes_of(values)[..., None], 3, axis=-1) for face, values in charts.waves_truth.items()
    }
    # Rounding to 8 bits is uniform noise of 1/12.
    assert exactness.fidelity(faces, charts) == pytest.approx((58.92, 58.92), abs=0.1)
    across, inside = exactness.seam_error(faces, charts)
    assert across == pytest.approx(inside, rel=0.1)


@pytest.mark.parametrize("off", [0, 0.1, 0.5])
def test_a_displacement_is_read_in_texels(charts, off):
    largest, usual = exactness.geometry(partial(sampled, rows_off=off), charts, UPRIGHT)
    assert usual == pytest.approx(off, abs=0.01) and largest == pytest.approx(off, abs=0.02)


def test_orientation_is_found(charts):
    faces = {
        "x" + face: np.rot90(np.repeat(values[..., None], 3, axis=-1)[:, ::-1])
        for face, values in charts.waves_truth.items()
    }
    turned = peers.turned(faces, peers.oriented(faces, charts.waves_truth))
    assert all(np.array_equal(turned[face][..., 0], charts.waves_truth[face]) for face in sphere.FACES)


def test_point_sampling_aliases_and_grey_does_not(charts):
    unseen, _ = exactness.alias(sampled, charts, UPRIGHT)
    assert unseen > -6
    unseen, _ = exactness.alias(
        lambda _, size: dict.fromkeys(sphere.FACES, np.full((size, size, 3), 128)), charts, UPRIGHT
    )
    assert unseen < -80
