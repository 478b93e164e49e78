"""`porchlight lint`: what keeps a wording from being sent as it is, in every language."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.linting import RULES, Finding, Tongue, lint, lint_brands, size, tongues
from bot.settings import load

RULE_LIST = "\n".join(f"  {one.name:<9} {one.sentence}" for one in RULES)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("lint", help="read every wording in every language and say what is wrong with it",
                              description=f"The rules, in order:\n{RULE_LIST}",
                              formatter_class=argparse.RawDescriptionHelpFormatter)
    one.add_argument("--language", default="", metavar="CODE", help="this language alone, such as pl")
    one.add_argument("--brands", default="", metavar="FOLDER", help="brands' own words; else those of BRANDS")
    one.add_argument("--json", action="store_true", help="for a machine")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    spoken = tuple(tongues())
    known = [one.language for one in spoken]
    if args.language and args.language not in known:
        print(f"porchlight: --language: expected one of {', '.join(known)}", file=sys.stderr)
        return 2
    findings, brands = lint(spoken, args.language), args.brands or load().brands
    if brands:
        findings += [one for one in lint_brands(Path(brands), spoken)
                     if args.language in {"", one.language.partition("/")[2]}]
    asked = [one for one in spoken if args.language in {"", one.language}]
    print(_json(findings, asked) if args.json else _lines(findings, asked))
    return 1 if findings else 0


def _lines(findings: Sequence[Finding], asked: Sequence[Tongue]) -> str:
    told = [f"{one.language} {one.where}: {one.rule}: {one.text}" for one in findings]
    return "\n".join([*told, *map(_summary, asked)])


def _summary(tongue: Tongue) -> str:
    """How many wordings cost how many segments with usual values, and how many are in plain letters."""
    sizes = [size(one) for one in tongue.sayings]
    by_count = ", ".join(f"{many} of {count}" for count, many in sorted(Counter(one.count for one in sizes).items()))
    plain = sum(one.encoding == "GSM-7" for one in sizes)
    return f"{tongue.language}: {len(sizes)} wordings; segments: {by_count}; {plain} in GSM-7"


def _json(findings: Sequence[Finding], asked: Sequence[Tongue]) -> str:
    sizes = {tongue.language: {one.name: {"segments": (found := size(one)).count, "encoding": found.encoding,
                                          "units": found.units, "allowed": one.allowed or None}
                               for one in tongue.sayings} for tongue in asked}
    return json.dumps({"findings": [{"language": one.language, "where": one.where, "rule": one.rule, "text": one.text}
                                    for one in findings], "sizes": sizes}, ensure_ascii=False)
