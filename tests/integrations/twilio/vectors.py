"""The vendors' own vectors, in a folder `shared` beside the checkout; tests that need them skip where it is absent."""

import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[3] / "../shared/data"
needed = pytest.mark.skipif(not DATA.is_dir(), reason="the vendors' vectors are not beside this checkout")


def rows(path: str) -> list[dict[str, Any]]:
    """A file of vectors, JSON or JSON lines; nothing where the folder is absent, so that collecting still works."""
    if not DATA.is_dir():
        return []
    text = (DATA / path).read_text()
    return [json.loads(line) for line in text.splitlines()] if path.endswith("l") else list(json.loads(text))


def table(path: str) -> dict[str, Any]:
    """A JSON object; empty where the folder is absent."""
    return dict(json.loads((DATA / path).read_text())) if DATA.is_dir() else {}
