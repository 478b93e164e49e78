"""The fitted lines as small integers in one file."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from flows.understand.model.pieces import IDEAS, SIZE
from flows.understand.model.together import UNIT
from training.beside import Network
from training.fit import Floats, Lines
from training.vectors import IDEA, MARK

WEIGHTS = Path(__file__).parent.parent / "flows/understand/model/weights.npz"
MOST, WIDEST = 127, 32_000
LONG_AGO = (2026, 1, 1, 0, 0, 0)


def side_by_side(parts: Sequence[tuple[str, Lines]]) -> Lines:
    """Lines of several kinds side by side; the languages have no marks, and rows of zeros in their place."""
    most = max(one.weights.shape[0] for _, one in parts)
    tall = [np.vstack([one.weights, np.zeros((most - one.weights.shape[0], one.weights.shape[1]))]) for _, one in parts]
    labels = tuple(f"{kind}{label}" for kind, one in parts for label in one.labels)
    return Lines(labels, np.hstack(tall), np.concatenate([one.bias for _, one in parts]))


def save(lines: Lines, floors: Floats, beside: Network, where: Path = WEIGHTS) -> None:
    """Write the file that ships. The same lines make the same bytes."""
    tables = {"piece": lines.weights[:SIZE], "idea": lines.weights[SIZE:SIZE + IDEAS] * IDEA,
              "mark": lines.weights[SIZE + IDEAS:] * MARK}
    scales = {name: np.maximum(np.abs(table).max(axis=0), 1e-6) / MOST for name, table in tables.items()}
    arrays = {
        **_network(beside),
        "labels": np.array(lines.labels), "bias": np.round(lines.bias, 4), "floors": np.round(floors, 3),
        **{f"{name}s": _small(table, scales[name]) for name, table in tables.items()},
        **{f"{name}_scale": scale for name, scale in scales.items()},
    }
    with zipfile.ZipFile(where, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
        for name, array in arrays.items():
            raw = BytesIO()
            np.lib.format.write_array(raw, array, allow_pickle=False)
            kept.writestr(zipfile.ZipInfo(f"{name}.npy", LONG_AGO), raw.getvalue(), zipfile.ZIP_DEFLATED)


def _network(one: Network) -> dict[str, np.ndarray]:
    """Its tables as small integers. What goes in counts `UNIT` to the point, so the bias within does too."""
    inner = np.abs(one.inner).max() / WIDEST
    outer = np.maximum(np.abs(one.outer).max(axis=0), 1e-6) / WIDEST
    return {"inner": np.rint(one.inner / inner).astype(np.int16),
            "inner_bias": np.rint(one.inner_bias * UNIT / inner).astype(np.int64),
            "outer": np.rint(one.outer / outer).astype(np.int16), "outer_scale": outer * inner / UNIT,
            "outer_bias": np.round(one.bias, 4)}


def _small(weights: Floats, scale: Floats) -> np.ndarray:
    return np.clip(np.rint(weights / scale), -MOST, MOST).astype(np.int8)
