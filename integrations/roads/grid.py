"""Which road a position lies on: a grid of cells, each with the pieces of road in it or close by.

    +------+------+------+     a cell lists every piece within 20 m of any of its points: one look into one cell
    |  o---+------+--o   |     finds the nearest road of nearly every fix. Only where that shows none within 40 m
    |      | fix  |      |     are the cells around searched, up to 300 m
    +------+------+------+

Cells lie packed in arrays and are unpacked when a van first comes there: a city's worth of tuples would slow down
every garbage collection of the process.
"""

from dataclasses import dataclass
from math import ceil, cos, pi, radians, sin
from typing import NamedTuple

import numpy as np
import shapely  # type: ignore[import-untyped]

from integrations.roads.graph import CLOSED, Int32, Shapes
from integrations.roads.kinds import DEGREE, FARTHEST
from integrations.roads.reading import Floats, Ints

CELL, MARGIN, STEP = 60.0, 20.0, 16.0  # metres: a cell's side, how far it looks beyond it, between samples of a road
SHAPE = 2.0  # metres a simplified road may stray from its drawing
UNPACKED = 20_000  # cells kept unpacked: 30 MB or so
ASTRAY = 600.0  # square metres that a heading across the road counts as; against a one-way, twice as much
NEAR = 40.0 ** 2  # beyond it the look into one cell does not count
AT_MOST = NEAR + 2 * ASTRAY + 1
RINGS = np.arange(-6, 7)  # cells around one that reach 300 m, the narrower ones in the north included
TINY = 1e-9
RADIAN = pi / 180


class Road(NamedTuple):
    """What a straight piece of road belongs to."""

    edge: int
    along: float  # where it starts, as a share of its edge
    share: float  # how much of its edge it is
    ex: float  # its direction, of length 1
    ey: float
    way: int  # 1 or -1: one-way with or against the drawing; 0: both


Piece = tuple[float, float, float, float, float, Road]  # x, y, dx, dy in metres from the cell's corner, 1 / length²


class Cell(NamedTuple):
    """A cell unpacked: its corner, metres of a degree there, and its pieces."""

    lon: float
    lat: float
    east: float
    north: float
    pieces: tuple[Piece, ...]


class Snap(NamedTuple):
    """A place on a road: the edge, the share of it that lies behind, and the metres between place and road.

    `facing` is the cosine between the heading and the edge's drawing; 0 where no heading is known.
    """

    edge: int
    along: float
    off: float
    facing: float


@dataclass(frozen=True, slots=True)
class Packed:
    """The grid as arrays. `keys` are the cells that hold something, sorted; `ends` where each ends in `members`."""

    frame: Floats  # west, south, cells per degree of longitude and of latitude, cells in a row
    keys: Ints
    ends: Ints
    members: Int32
    lines: Floats  # of each piece: lon and lat of both ends, row by row
    edges: Int32
    along: Floats  # share of the edge at both ends


def pack(shapes: Shapes) -> Packed:
    """The grid of a graph's shapes."""
    lines, edges, along = _pieces(shapes)
    west, south = shapes.lon.min() - 0.01, shapes.lat.min() - 0.01
    middle = cos(radians(float(shapes.lat.min() + shapes.lat.max()) / 2))
    per_lon, per_lat = DEGREE * middle / CELL, DEGREE / CELL
    row = ceil((shapes.lon.max() + 0.01 - west) * per_lon) + 1
    frame = np.array([west, south, per_lon, per_lat, row])
    keys, members = _members(lines, frame)
    found, firsts = np.unique(keys, return_index=True)
    return Packed(frame, found, np.append(firsts[1:], len(keys)), members.astype(np.int32), lines, edges, along)


def _pieces(shapes: Shapes) -> tuple[Floats, Int32, Floats]:
    """Both ends of each straight piece, its edge, and the shares of the edge that lie behind its ends."""
    counts = np.diff(shapes.ends, prepend=0)
    of_point = np.repeat(np.arange(len(counts)), counts)
    squeeze = np.cos(np.radians(shapes.lat.mean()))
    flat = np.column_stack((shapes.lon * squeeze, shapes.lat)) * DEGREE
    simple = shapely.simplify(shapely.linestrings(flat, indices=of_point), SHAPE)
    points, of_edge = shapely.get_coordinates(simple, return_index=True)
    within = of_edge[1:] == of_edge[:-1]
    lengths = np.hypot(*np.diff(points, axis=0).T) * within
    run = np.append(0.0, np.cumsum(lengths))
    first = np.searchsorted(of_edge, np.arange(len(counts)))
    whole = np.maximum(np.add.reduceat(np.append(lengths, 0.0), first), 1e-6)
    share = (run - run[first][of_edge]) / whole[of_edge]
    degrees = points / DEGREE / (squeeze, 1.0)
    lines = np.column_stack((degrees[:-1], degrees[1:]))[within]
    return lines, of_edge[:-1][within].astype(np.int32), np.column_stack((share[:-1], share[1:]))[within]


def _members(lines: Floats, frame: Floats) -> tuple[Ints, Ints]:
    """(cell, piece) pairs, sorted: each piece is in every cell that has a point within MARGIN of it."""
    west, south, per_lon, per_lat, row = frame
    squeeze = np.cos(np.radians(lines[:, 1]))
    length = np.hypot((lines[:, 2] - lines[:, 0]) * squeeze, lines[:, 3] - lines[:, 1]) * DEGREE
    counts = np.ceil(length / STEP).astype(np.int64) + 1
    piece = np.repeat(np.arange(len(lines)), counts)
    at = (np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)) / np.maximum(counts - 1, 1)[piece]
    lon = lines[piece, 0] + (lines[piece, 2] - lines[piece, 0]) * at
    lat = lines[piece, 1] + (lines[piece, 3] - lines[piece, 1]) * at
    up = (MARGIN + STEP / 2) / DEGREE
    aside = up / squeeze[piece]
    pairs = [((lat + y * up - south) * per_lat).astype(np.int64) * int(row)
             + ((lon + x * aside - west) * per_lon).astype(np.int64) for x in (-1, 1) for y in (-1, 1)]
    both = np.unique(np.concatenate([cell * len(lines) + piece for cell in pairs]))
    return both // len(lines), both % len(lines)


class Grid:
    """The grid as it is asked."""

    def __init__(self, packed: Packed, weights: Int32) -> None:
        """`weights` says which edges are one-way."""
        self._packed = packed
        self._cells: dict[int, Cell] = {}
        west, south, per_lon, per_lat, row = packed.frame.tolist()
        self._frame = (west, south, per_lon, per_lat, int(row))
        closed = weights.reshape(-1, 2) == CLOSED
        self._ways = closed[:, 1].astype(np.int8) - closed[:, 0].astype(np.int8)

    def snap(self, lat: float, lon: float, heading: float | None = None) -> Snap | None:
        """The road a position lies on: the nearest, or one nearly as near that fits the heading better.

        None where there is none within 300 m.
        """
        west, south, per_lon, per_lat, row = self._frame
        key = int((lat - south) * per_lat) * row + int((lon - west) * per_lon)
        left, low, east, north, pieces = self._cells.get(key) or self._unpack(key)
        x, y = (lon - left) * east, (lat - low) * north
        hx, hy = (0.0, 0.0) if heading is None else (sin(heading * RADIAN), cos(heading * RADIAN))
        best, edge, behind, off, facing = AT_MOST, -1, 0.0, 0.0, 0.0
        for px, py, dx, dy, inverse, road in pieces:
            aside, up = x - px, y - py
            at = (aside * dx + up * dy) * inverse
            if at > 0.0:
                if at > 1.0:  # noqa: PLR1730 a call of min would cost a twentieth of the fix
                    at = 1.0
                aside -= at * dx
                up -= at * dy
            else:
                at = 0.0
            far = aside * aside + up * up
            if far < best:
                number, along, share, ex, ey, way = road
                fit = ex * hx + ey * hy
                score = far if heading is None else far + ASTRAY * (1 - (abs(fit) if way == 0 else fit * way))
                if score < best:
                    best, edge, behind, off, facing = score, number, along + at * share, far, fit
        if edge < 0 or off > NEAR:
            return self._around(lat, lon)
        return Snap(edge, behind, off ** 0.5, facing)

    def _unpack(self, key: int) -> Cell:
        west, south, per_lon, per_lat, row = self._frame
        lon, lat = west + key % row / per_lon, south + key // row / per_lat
        east = DEGREE * cos(radians(lat))
        members = self._members(np.array([key]))
        lines = (self._packed.lines[members] - (lon, lat, lon, lat)) * (east, DEGREE, east, DEGREE)
        edges = self._packed.edges[members]
        pieces = tuple(_piece(*parts) for parts in zip(
            lines.tolist(), edges.tolist(), self._packed.along[members].tolist(), self._ways[edges].tolist(),
            strict=True))
        if len(self._cells) >= UNPACKED:
            self._cells.clear()
        self._cells[key] = cell = Cell(lon, lat, east, DEGREE, pieces)
        return cell

    def _members(self, keys: Ints) -> Int32:
        """The pieces of these cells, some more than once."""
        held = self._packed
        at = np.searchsorted(held.keys, keys)
        at = at[(at < len(held.keys)) & (held.keys[np.minimum(at, len(held.keys) - 1)] == keys)]
        spans = [held.members[held.ends[one - 1] if one else 0:held.ends[one]] for one in at]
        return np.concatenate(spans) if spans else held.members[:0]

    def _around(self, lat: float, lon: float) -> Snap | None:
        """The nearest road within 300 m, in all the cells around."""
        west, south, per_lon, per_lat, row = self._frame
        middle = int((lat - south) * per_lat) * row + int((lon - west) * per_lon)
        members = self._members((middle + row * RINGS[:, None] + RINGS).ravel())
        if not len(members):
            return None
        east = DEGREE * cos(radians(lat))
        ax, ay, bx, by = ((self._packed.lines[members] - (lon, lat, lon, lat)) * (east, DEGREE, east, DEGREE)).T
        dx, dy = bx - ax, by - ay
        at = np.clip(-(ax * dx + ay * dy) / np.maximum(dx * dx + dy * dy, TINY), 0, 1)
        far = np.hypot(ax + at * dx, ay + at * dy)
        best = int(far.argmin())
        if far[best] > FARTHEST:
            return None
        start, stop = self._packed.along[members[best]].tolist()
        return Snap(int(self._packed.edges[members[best]]), start + float(at[best]) * (stop - start),
                    float(far[best]), 0.0)


def _piece(line: list[float], edge: int, along: list[float], way: int) -> Piece:
    ax, ay, bx, by = line
    dx, dy = bx - ax, by - ay
    squared = max(dx * dx + dy * dy, TINY)
    length = squared ** 0.5
    road = Road(edge, along[0], along[1] - along[0], dx / length, dy / length, way)
    return ax, ay, dx, dy, 1 / squared, road
