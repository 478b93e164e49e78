"""The trained weights: one small file beside this module, read once. Integers only, so that a sum is a sum anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "weights.npz"
Floats = NDArray[np.float64]
CUSTOMER, DRIVER, LANGUAGE = "c:", "d:", "l:"
"""How the columns of the tables are named: an intent of a customer, of a driver, a language."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The columns of one kind of label.

    A label's points are `bias` + pieces / sqrt(count) + ideas / sqrt(count) + marks, each times its scale. `floors` are
    the points from which it holds, by the measured cost of each mistake (`training/floors.py`).
    """

    names: tuple[str, ...]
    at: slice
    bias: Floats
    piece_scale: Floats
    idea_scale: Floats
    mark_scale: Floats
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One hidden row of `inner` sums, nothing below 0; of it, `bias` and `outer` times `scale` make a customer's intents."""

    inner: NDArray[np.int64]
    inner_bias: NDArray[np.int64]
    outer: NDArray[np.int64]
    scale: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Tables of one column a label, and what their columns mean."""

    pieces: NDArray[np.int8]
    ideas: NDArray[np.int8]
    marks: NDArray[np.int8]
    parts: Mapping[str, Part]
    together: Network


@cache
def weights() -> Weights:
    """The weights that ship with this version."""
    with (files(__package__) / FILE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    labels = [str(one) for one in arrays["labels"]]
    parts = {kind: _part(kind, labels, arrays) for kind in (CUSTOMER, DRIVER, LANGUAGE)}
    inner, outer = (arrays[name].astype(np.int64) for name in ("inner", "outer"))
    network = Network(inner, arrays["inner_bias"], outer, arrays["outer_scale"], arrays["outer_bias"])
    return Weights(arrays["pieces"], arrays["ideas"], arrays["marks"], parts, network)


def _part(kind: str, labels: list[str], arrays: dict[str, NDArray[Any]]) -> Part:
    found = [index for index, one in enumerate(labels) if one.startswith(kind)]
    at = slice(found[0], found[-1] + 1)
    names = tuple(one.removeprefix(kind) for one in labels[at])
    return Part(names, at, arrays["bias"][at], arrays["piece_scale"][at], arrays["idea_scale"][at],
                arrays["mark_scale"][at], dict(zip(names, arrays["floors"][at].tolist(), strict=True)))
