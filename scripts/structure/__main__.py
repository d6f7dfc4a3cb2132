"""Holds the rules of the house that neither rustc nor cargo can hold. Run from the clone: python3 scripts/structure.

The check first proves itself on planted violations, because a rule that finds nothing looks like a tidy tree.
"""

import subprocess
import sys
from pathlib import Path

import manifests
import planted
import rules
from source import Fault, Tree

ROOT = Path(__file__).resolve().parents[2]
BROWSER_TREE = (
    "cargo tree --package app --no-default-features --features hydrate "
    "--target wasm32-unknown-unknown --edges normal --prefix none"
)


def browser_faults():
    """What the browser's half depends on, asked of cargo."""
    run = subprocess.run(BROWSER_TREE.split(), cwd=ROOT, capture_output=True, text=True)
    if run.returncode != 0:
        return [Fault("browser", "app/Cargo.toml", 1, f"`{BROWSER_TREE}` failed: {run.stderr.strip()}")]
    return list(manifests.browser_dependencies(run.stdout))


def main():
    every = rules.RULES + manifests.RULES
    missed = planted.missed(every)
    for sentence in missed:
        print(f"structure check is broken: {sentence}", file=sys.stderr)
    faults = [fault for rule in every for fault in rule(Tree(ROOT))] + browser_faults()
    for fault in faults:
        print(fault, file=sys.stderr)
    if missed or faults:
        sys.exit(1)
    print(f"structure: {len(every) + 1} rules, each proven on a planted violation, hold")


main()
