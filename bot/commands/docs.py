"""`porchlight docs`: make the parts of the documentation that are made: OpenAPI, flow drawings, README's transcript."""

import argparse
import json
import re
from pathlib import Path

from bot.api.openapi import document
from bot.transcript import transitions

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(<!-- transcript -->\n```\n).*?(```\n<!-- /transcript -->)", re.DOTALL)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    commands.add_parser("docs", help="make the made parts of the documentation").set_defaults(run=_run)


def _run(_args: argparse.Namespace) -> int:
    (ROOT / "docs/openapi.json").write_text(json.dumps(document(), indent=1) + "\n", encoding="utf-8")
    _drawings()
    _readme()
    print("made docs/openapi.json, docs/flows and the README's transcript")
    return 0


def _drawings() -> None:
    """A state diagram for each flow, of the transitions that the transcripts take."""
    files = sorted((ROOT / "tests/conversations").glob("*.txt"))
    taken = transitions(path.read_text(encoding="utf-8") for path in files)
    folder = ROOT / "docs/flows"
    folder.mkdir(exist_ok=True)
    for flow in sorted({flow for flow, _, _ in taken}):
        moves = {(_node(before), _node(after)) for name, before, after in taken if name == flow}
        rows = sorted(moves - {("[*]", "[*]")})
        if rows:
            lines = "\n".join(f"    {before} --> {after}" for before, after in rows)
            (folder / f"{flow}.md").write_text(f"# {flow}\n\n```mermaid\nstateDiagram-v2\n{lines}\n```\n",
                                               encoding="utf-8")


def _node(name: str) -> str:
    return "[*]" if name == "(none)" else name


def _readme() -> None:
    path, said = ROOT / "README.md", ROOT / "docs/transcript.txt"
    text = path.read_text(encoding="utf-8")
    shown = said.read_text(encoding="utf-8")
    path.write_text(BLOCK.sub(lambda found: f"{found[1]}{shown}{found[2]}", text), encoding="utf-8")
