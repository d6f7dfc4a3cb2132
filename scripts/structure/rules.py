"""Rules read from the Rust sources: who may mention what, and where SQL and AWS live."""

import re

from source import Fault, crate_paths

AWS = r"\baws_(sdk_\w+|config|smithy_\w+|types)\b"
FEATURE = r"\bcfg(_attr|!)?\s*\(.*\bfeature\s*="
FEATURES_ALLOWED = 3


def features(tree):
    """Features split the code into programs that nobody builds; three places are all the house has."""
    places = [(file.path, number) for file in tree.files() for number, _ in file.find(FEATURE)]
    for path, number in places[FEATURES_ALLOWED:]:
        yield Fault("features", path, number, f"the tree may hold {FEATURES_ALLOWED} cfg(feature …), and this is one more.")


def mentions(rule, under, pattern, sentence, allowed=lambda path: False):
    """A rule that code under a folder never matches a pattern, but for the files that `allowed` names."""

    def check(tree):
        for file in tree.files(under):
            if not allowed(file.path):
                for number, match in file.find(pattern):
                    yield Fault(rule, file.path, number, f"{match.group(0).strip()} is named here; {sentence}")

    check.__name__ = rule
    return check


def is_door(path):
    return path == "app/src/request.rs" or path.endswith("/doors.rs")


def holds_sql(path):
    return path.endswith(("/store.rs", "/db.rs")) or "/store/" in path


MENTIONS = [
    mentions("aws-in-backend", "", r"\baws_sdk_\w+", "the AWS SDK is backend's alone.", lambda path: path.startswith("backend/")),
    mentions("domain-is-pure", "domain", rf"\b(tokio|leptos|sqlx|axum)\b|{AWS}|{FEATURE}", "domain compiles anywhere and does nothing."),
    mentions("backend-has-no-pixels", "backend/src", r"\b(leptos|axum)\w*\b|\bstd::env\b", "backend knows no page, no HTTP of ours and no environment; server tells it."),
    mentions("doors-only", "app/src", r"\bbackend::|\buse\s+backend\b", "only request.rs and doors.rs files reach backend.", is_door),
    mentions("app-has-no-engine", "app/src", rf"\b(sqlx|tokio)\b|{AWS}", "app reaches data and time through backend's verbs."),
    mentions("ui-knows-no-address", "app/src/ui", r"\bleptos_router\b|#\[server\b|\bserver_fn\b", "a part of the kit is told where it leads; it knows no router and no door."),
    mentions("sql-in-stores", "backend/src", r"\bsqlx::(query\w*|raw_sql|QueryBuilder)\b|\bQueryBuilder::|(?<![\w:.])query(_as|_scalar)?(::<|!?\()", "SQL lives in store.rs files alone.", holds_sql),
    mentions("server-holds-no-sql", "server", r"\bsqlx\b", "server asks backend."),
    mentions("independent-witness", "simulator", r"\b(use|extern crate)\s+(domain|backend|app|server)\b", "the simulator shares nothing of ours."),
]


def slices(tree):
    """The folders that people see something of; addresses are named by all."""
    return [name for name in tree.folders("app/src") if name not in ("ui", "frame", "paths")]


def ui_knows_no_slice(tree):
    """The kit can be used anywhere because it knows of nothing that uses it."""
    beyond = {*slices(tree), "frame", "request"}
    for file in tree.files("app/src/ui"):
        for number, path in crate_paths(file, "app/src"):
            if path and (path[0] in beyond or "doors" in path):
                yield Fault("ui-knows-no-slice", file.path, number, f"crate::{'::'.join(path)} is named here; the kit knows no slice, no frame and no door.")


def slices_apart(tree):
    """A slice may name what another slice's mod.rs offers, never a file inside it."""
    names = slices(tree)
    for own in names:
        for file in tree.files(f"app/src/{own}"):
            for number, path in crate_paths(file, "app/src"):
                other = path[0] if path else None
                if other in names and other != own and inside(tree, other, path):
                    yield Fault("slices-apart", file.path, number, f"crate::{'::'.join(path)} is inside the slice {other}; {own} may use only what {other}/mod.rs offers.")


def inside(tree, other, path):
    """Whether a path leads into a file or folder of a slice."""
    if len(path) < 2:
        return False
    folder = tree.root / "app/src" / other
    return (folder / f"{path[1]}.rs").exists() or (folder / path[1]).is_dir()


def memos_read_no_resource(tree):
    """On the server, a memo that is computed in the moment in which a resource becomes known misses that, and stays as it was."""
    for file in tree.files("app/src"):
        code = "\n".join(line for _, line in file.lines)
        names = "|".join(set(re.findall(r"\b(\w+)\s*[=:]\s*Resource\b", code)))
        for memo in re.finditer(r"\bMemo::new\(", code) if names else []:
            body = code[memo.end() : closing(code, memo.end())]
            for read in re.finditer(rf"\b(?:{names})\.(?:get|with|read)\(", body):
                line = code.count("\n", 0, memo.end() + read.start()) + 1
                yield Fault("memos-read-no-resource", file.path, line, f"{read.group(0)} reads a resource in a memo; a closure reads it anew.")


def closing(code, at):
    """Where the parenthesis closes inside of which `at` is."""
    depth = 1
    while depth and at < len(code):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        at += 1
    return at


RULES = [features, *MENTIONS, ui_knows_no_slice, slices_apart, memos_read_no_resource]
