"""UNDERSTAND: processor time and memory of understanding a reply, over every reply the tests know."""

import json
import resource
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

REPLIES = Path(__file__).parent.parent / "tests" / "understand" / "replies.jsonl"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
TIMES, MEDIAN, LATE, MEMORY = 5, 2.0, 10.0, 100.0
KILOBYTES = 1024


def understand_path() -> str:
    """UNDERSTAND, in a process of its own: what else is loaded is not its memory."""
    done = subprocess.run([sys.executable, "-m", "bench.understanding"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> None:
    """Print the line."""
    before = _memory()
    from flows.understand import understand

    rows = [json.loads(line) for line in REPLIES.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        understand(row["text"], row["context"], NOW)
    taken = []
    for row in rows * TIMES:
        began = time.process_time_ns()
        understand(row["text"], row["context"], NOW)
        taken.append((time.process_time_ns() - began) / 1e6)
    taken.sort()
    middle, late, memory = taken[len(taken) // 2], taken[len(taken) * 99 // 100], _memory() - before
    good = middle < MEDIAN and late < LATE and memory < MEMORY
    print(f"UNDERSTAND porchlight={middle:.2f}ms limit={MEDIAN:.0f}ms ratio={middle / MEDIAN:.2f} goal=1.00 "
          f"{'ok' if good else 'short'} p99={late:.2f}ms/{LATE:.0f}ms "
          f"memory={memory:.0f}MB/{MEMORY:.0f}MB replies={len(rows)}")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES


if __name__ == "__main__":
    main()
