"""The trained weights: one small file beside this module, read once. Integers only, so that a sum is a sum anywhere."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FILE = "weights.npz"
CUSTOMER, DRIVER, LANGUAGE = "c:", "d:", "l:"
"""How the columns of the tables are named: an intent of a customer, of a driver, a language."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Tables of one column a label. A label's points are `bias` + pieces / sqrt(count) + ideas / sqrt(count) + marks, each
    times the label's scale of that table.

    `floors` are the points from which a label holds, by the measured cost of each mistake (`training/thresholds.py`).
    """

    labels: tuple[str, ...]
    pieces: NDArray[np.int8]
    ideas: NDArray[np.int8]
    marks: NDArray[np.int8]
    piece_scale: tuple[float, ...]
    idea_scale: tuple[float, ...]
    mark_scale: tuple[float, ...]
    bias: tuple[float, ...]
    floors: tuple[float, ...]

    def columns(self, kind: str) -> range:
        """The columns of one kind; they stand together."""
        found = [index for index, one in enumerate(self.labels) if one.startswith(kind)]
        return range(found[0], found[-1] + 1)


@cache
def weights() -> Weights:
    """The weights that ship with this version."""
    with (files(__package__) / FILE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        numbers = {name: tuple(float(one) for one in kept[name])
                   for name in ("piece_scale", "idea_scale", "mark_scale", "bias", "floors")}
        return Weights(tuple(str(one) for one in kept["labels"]), kept["pieces"], kept["ideas"], kept["marks"], **numbers)
