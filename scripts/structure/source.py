"""The tree as the rules see it: files, lines without comments, and the paths that `crate::` and `super::` name."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

SKIPPED = {".git", "target", "node_modules"}
# A comment begins the line or follows a blank, so that "http://" in a string stays code.
COMMENT = re.compile(r"(^|\s)//.*$")


@dataclass(frozen=True)
class Fault:
    """One broken rule, where it is broken, and what to do, in a sentence."""

    rule: str
    path: str
    line: int
    sentence: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.sentence} [{self.rule}]"


class File:
    """One text file; `lines` are numbered from one and hold code alone."""

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8")
        comment = re.compile(r"(^|\s)#.*$") if path.suffix == ".toml" else COMMENT
        self.lines = [(n, comment.sub("", line)) for n, line in enumerate(self.text.splitlines(), 1)]

    def find(self, pattern):
        """Yields (line number, match) of every place in the code that matches."""
        for number, line in self.lines:
            for match in re.finditer(pattern, line):
                yield number, match


class Tree:
    """The repository, or a planted one."""

    def __init__(self, root):
        self.root = Path(root)

    def files(self, under="", suffix=".rs"):
        found = []
        for folder, folders, names in os.walk(self.root / under):
            folders[:] = sorted(f for f in folders if f not in SKIPPED)
            found += [Path(folder) / name for name in sorted(names) if name.endswith(suffix)]
        return [File(self.root, path) for path in found]

    def file(self, path):
        full = self.root / path
        return File(self.root, full) if full.is_file() else None

    def folders(self, under):
        full = self.root / under
        return sorted(f.name for f in full.iterdir() if f.is_dir()) if full.is_dir() else []


USE_ROOT = re.compile(r"(?<![\w:])(crate|(?:super::)*super)\s*::\s*")


def crate_paths(file, source):
    """Yields (line, segments) of each path from the crate's root that a file under `source` names.

    `use crate::{a::b, c}` counts as two paths; `super::` is counted from where the file is.
    """
    code = "\n".join(line for _, line in file.lines)
    parts = file.path.removeprefix(source + "/").removesuffix(".rs").split("/")
    module = parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts
    for match in USE_ROOT.finditer(code):
        start = match.group(1)
        if start == "crate":
            base = []
        else:
            up = start.count("super")
            # A `super` inside an inline module (tests, mostly) stays within the file or near it.
            base = module[: max(len(module) - up, 0)]
        for offset, tail in expand(code, match.end()):
            yield code.count("\n", 0, offset) + 1, base + tail


def expand(code, at):
    """The paths of a use tree that starts at `at`, each with the offset where its last group began."""
    word = re.compile(r"\s*(\w+)(\s*::\s*)?")
    segments = []
    while True:
        if code[at : at + 1] == "{":
            for inner in branches(code, at):
                for offset, tail in expand(code, inner):
                    yield offset, segments + tail
            return
        match = word.match(code, at)
        if not match:
            yield at, segments
            return
        segments.append(match.group(1))
        if not match.group(2):
            yield match.start(1), segments
            return
        at = match.end()


def branches(code, brace):
    """Offsets at which the branches of `{a, b::{c}, d}` begin."""
    depth = 0
    for at in range(brace, len(code)):
        char = code[at]
        if char == "{":
            depth += 1
        if (char == "{" or char == ",") and depth == 1:
            start = at + 1
            while code[start : start + 1].isspace():
                start += 1
            if code[start : start + 1] not in ("}", ""):
                yield start
        if char == "}":
            depth -= 1
            if depth == 0:
                return
