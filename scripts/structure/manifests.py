"""Rules read from the manifests, the migrations and cargo's own tree of dependencies."""

import re

from source import Fault

DEPENDENCY = re.compile(r"^([\w-]+)(?:\.workspace)?\s*=")
SECTION = re.compile(r"^\[(.+)\]\s*$")

# What no manifest of a crate may ask for. Cargo holds edges between our crates only in so far as
# nobody adds them.
NEVER = {
    "domain": (r"(tokio|leptos|sqlx|aws|axum)\b.*|backend|app|server|simulator", "domain is pure: words and rules only"),
    "backend": (r"(leptos|axum)\b.*|app|server", "backend knows no pixels and no HTTP of ours"),
    "app": (r"(sqlx|aws|tokio)\b.*|server|simulator", "app is what a person sees; it reaches data through backend's verbs"),
    "server": (r"sqlx\b.*", "server holds no SQL; ask backend"),
    "simulator": (r"domain|backend|app|server", "the simulator is an independent witness and shares nothing of ours"),
}


def dependencies(file):
    """Yields (line, section, name, whole line) of each dependency a manifest asks for."""
    section = ""
    for number, line in file.lines:
        if match := SECTION.match(line):
            section = match.group(1)
        elif section.endswith("dependencies") and (match := DEPENDENCY.match(line)):
            yield number, section, match.group(1), line


def edges(tree):
    """No manifest asks for a crate that its own crate must never mention."""
    for crate, (pattern, why) in NEVER.items():
        manifest = tree.file(f"{crate}/Cargo.toml")
        for number, section, name, _ in dependencies(manifest) if manifest else ():
            # Tests of a crate may use what the crate itself may not: backend's run the simulator's axum.
            if section != "dev-dependencies" and re.fullmatch(pattern, name):
                yield Fault("edges", manifest.path, number, f"{crate} asks for {name}, but {why}.")


def named_once(tree):
    """Every dependency of a member comes from the workspace, where its reason stands."""
    for crate in NEVER:
        manifest = tree.file(f"{crate}/Cargo.toml")
        for number, _, name, line in dependencies(manifest) if manifest else ():
            if "workspace = true" not in line:
                yield Fault("named-once", manifest.path, number, f"{name} must be named in the root Cargo.toml and asked for by `workspace = true`.")


def reasons(tree):
    """Every group of workspace dependencies stands under a comment that says why it is in the house."""
    manifest = tree.file("Cargo.toml")
    if not manifest:
        return
    section, explained = "", False
    for number, line in enumerate(manifest.text.splitlines(), 1):
        if match := SECTION.match(line):
            section, explained = match.group(1), False
        elif line.startswith("#"):
            explained = True
        elif not line.strip():
            explained = False
        elif section == "workspace.dependencies" and (match := DEPENDENCY.match(line)) and not explained:
            yield Fault("reasons", manifest.path, number, f"{match.group(1)} stands under no comment that says why it is needed.")


def migrations(tree):
    """Migrations are numbered from 1 without a gap, so that two branches cannot add the same step unseen."""
    expected = 1
    for file in tree.files("migrations", ".sql"):
        match = re.match(r"migrations/(\d+)_\w+\.sql$", file.path)
        if not match:
            yield Fault("migrations", file.path, 1, "a migration is named NUMBER_words.sql.")
        elif int(match.group(1)) != expected:
            yield Fault("migrations", file.path, 1, f"the next migration should be number {expected}.")
            expected = int(match.group(1)) + 1
        else:
            expected += 1


def browser_dependencies(listing):
    """Faults in what `cargo tree` prints for the browser's half, one crate a line."""
    for line in listing.splitlines():
        name = line.split(" ")[0]
        if re.fullmatch(r"(tokio|sqlx|aws)(-.*)?", name):
            yield Fault("browser", "app/Cargo.toml", 1, f"{name} would be shipped to the browser; `cargo tree -i {name} --target wasm32-unknown-unknown -p app --features hydrate` shows the way in.")


RULES = [edges, named_once, reasons, migrations]
