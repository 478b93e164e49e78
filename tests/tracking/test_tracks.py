"""Drawn drives: each file in tests/tracks is a run and its fixes, and says beside a line what that line causes.

The doorsteps stand at the top. A fix is `time lat lon speed accuracy`, with - for what the tracker did not say.
Other lines are what happens around it: `late 540` (fixes come so many seconds after their time; negative: before),
`upload 10:20:00` (all that follow come at once, then), `live` (no longer), `tapped A`, `closed A`, `tick`, `off duty`.
Exactly the events that are written down may happen. What is known of the van goes through JSON between any two lines.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from domain.events import Arrived, Departed, SignalLost
from domain.position import Fix
from tracking.admit import UNKNOWN, Trust, Verdict, admit
from tracking.ahead import NOTHING, Ahead
from tracking.doorstep import Doorstep
from tracking.progress import IDLE, Advanced, Crossing, Progress, advance, silence

TRACKS = sorted((Path(__file__).parents[1] / "tracks").glob("*.txt"))
DAY = datetime(2026, 11, 24, tzinfo=UTC).timestamp()
WORDS = {Arrived: "arrived", Departed: "departed", SignalLost: "lost"}
LIVE = 2.0


@dataclass
class Drive:
    """A track being played: what is known of the van, what lies ahead, what the last line caused."""

    ahead: Ahead = NOTHING
    trust: Trust = UNKNOWN
    progress: Progress = IDLE
    late: float = LIVE
    upload: float | None = None
    caused: list[str] = field(default_factory=list)

    def play(self, words: list[str]) -> None:
        match words:
            case ["late", seconds]:
                self.late = float(seconds)
            case ["upload", time]:
                self.upload = seconds_of(time)
            case ["live"]:
                self.late, self.upload = LIVE, None
            case ["off", "duty"]:
                self.ahead = NOTHING
            case [time, "tick"]:
                self.happened(silence(self.progress, self.ahead, seconds_of(time)))
            case [time, lat, lon, speed, accuracy]:
                self.fix(Fix(seconds_of(time), float(lat), float(lon), said(speed), None, said(accuracy)))
            case _:
                self.ahead = Ahead("run", stops_after(self.ahead.stops, words))

    def fix(self, fix: Fix) -> None:
        received = fix.at + self.late if self.upload is None else self.upload
        self.trust, position, verdict = admit(self.trust, fix, received)
        if verdict is not Verdict.BELIEVED:
            self.caused.append(verdict.value)
        elif position is not None:
            self.happened(advance(self.progress, position, self.ahead))

    def happened(self, advanced: Advanced) -> None:
        self.progress, crossings = advanced
        self.caused += [f"{WORDS[type(one.event)]} {one.delivery}" for one in crossings]
        self.ahead = replace(self.ahead, stops=tuple(noted(step, crossings) for step in self.ahead.stops))


def stops_after(stops: tuple[Doorstep, ...], words: list[str]) -> tuple[Doorstep, ...]:
    match words:
        case ["stop", name, "nowhere"]:
            return (*stops, Doorstep(name, None, 300.0, DAY, DAY + 86_400))
        case ["stop", name, lat, lon, "service", seconds]:
            return (*stops, Doorstep(name, (float(lat), float(lon)), float(seconds), DAY, DAY + 86_400))
        case [time, "tapped", name]:
            at = seconds_of(time)
            return tuple(structs.replace(one, arrived=at) if one.delivery == name else one for one in stops)
        case [_, "closed", name]:
            return tuple(step for step in stops if step.delivery != name)
    raise ValueError(words)


def noted(step: Doorstep, crossings: tuple[Crossing, ...]) -> Doorstep:
    came = [one.event.at for one in crossings if isinstance(one.event, Arrived) and one.delivery == step.delivery]
    return structs.replace(step, arrived=came[0].timestamp()) if came else step


def seconds_of(time: str) -> float:
    hours, minutes, seconds = time.split(":")
    return DAY + int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def said(word: str) -> float | None:
    return None if word == "-" else float(word)


def through_json(drive: Drive) -> None:
    drive.trust = msgspec.json.decode(msgspec.json.encode(drive.trust), type=Trust)
    drive.progress = msgspec.json.decode(msgspec.json.encode(drive.progress), type=Progress)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.stem)
def test_a_track_causes_exactly_what_is_written_beside_its_lines(track: Path) -> None:
    drive, written, caused = Drive(), [], []
    for number, line in enumerate(track.read_text().splitlines(), 1):
        text, _, expected = line.partition("->")
        if not text.strip() or text.startswith("#"):
            continue
        drive.caused = []
        drive.play(text.split())
        through_json(drive)
        written += [f"{number}: {one.strip()}" for one in expected.split(",") if one.strip()]
        caused += [f"{number}: {one}" for one in drive.caused]
    assert caused == written


def test_the_tracks_are_there_and_say_what_they_show() -> None:
    assert len(TRACKS) >= 14
    assert all(track.read_text().startswith("# ") for track in TRACKS)
