"""Violations planted in a tree of their own: each must be found, by its rule alone, at its line."""

import tempfile
from pathlib import Path

import manifests
from source import Tree

# A tree that breaks no rule, and comes near to breaking many.
CLEAN = {
    "Cargo.toml": '[workspace.dependencies]\n# Words.\nserde = "1"\nserde_json = "1"\n\n# Errors.\nthiserror = "2"\n',
    "migrations/0001_start.sql": "-- Why.\n",
    "migrations/0002_more.sql": "-- Why.\n",
    "domain/Cargo.toml": "[dependencies]\nserde.workspace = true\n",
    "domain/src/lib.rs": "//! No tokio, no sqlx and no cfg(feature = \"x\") here.\npub fn see() -> &'static str { \"https://x.example//y\" }\n",
    "backend/Cargo.toml": "[dependencies]\nsqlx = { workspace = true }\n[dev-dependencies]\naxum.workspace = true\n",
    "backend/src/fleet/store.rs": "pub fn rows() { sqlx::query(\"SELECT 1\"); }\n",
    "backend/src/fleet/aws.rs": "use aws_sdk_workspaces::Client;\nfn f(r: R) { r.query(1); }\n",
    "app/src/request.rs": "use backend::who;\n",
    "app/src/fleet/mod.rs": "mod page;\npub use page::Page;\n",
    "app/src/fleet/page.rs": "use crate::{jobs::Tray, ui::button::Button};\nuse super::doors::list;\n",
    "app/src/fleet/doors.rs": "pub fn list() { backend::fleet::list() }\n",
    "app/src/audit.rs": "fn f(all: Resource<A>) { Memo::new(move |_| now.get()); all.get(); Resource::new(move || memo.get(), g); }\n",
    "app/src/jobs/mod.rs": "pub struct Tray;\nmod tests { use super::*; }\n",
    "app/src/paths/fixed.rs": "pub const JOBS: &str = \"/jobs\";\n",
    "app/src/ui/button.rs": "use crate::ui::icon::Icon;\nuse crate::paths;\nuse super::icon::Other;\n",
    "server/src/main.rs": "use leptos_axum::Router;\n",
    "simulator/src/server.rs": "use crate::server::run;\nfn f() { server::run(); }\n",
}

# rule → the file that breaks it, its text, and the line of the violation.
PLANTED = [
    ("features", "app/src/a.rs", '#[cfg(feature = "a")]\n' * 2 + '#[cfg_attr(feature = "b", x)]\n' + 'fn f() { cfg!(feature = "c"); }\n', 4),
    ("aws-in-backend", "server/src/x.rs", "\nuse aws_sdk_sts::Client;\n", 2),
    ("domain-is-pure", "domain/src/x.rs", "use tokio::sync::Mutex;\n", 1),
    ("domain-is-pure", "domain/src/x.rs", '\n#[cfg(feature = "ssr")]\n', 2),
    ("backend-has-no-pixels", "backend/src/x.rs", "use leptos_axum::y;\n", 1),
    ("backend-has-no-pixels", "backend/src/x.rs", "\n\nfn f() { std::env::var(\"A\"); }\n", 3),
    ("doors-only", "app/src/fleet/x.rs", "\nfn f() { backend::fleet::list(); }\n", 2),
    ("app-has-no-engine", "app/src/x.rs", "use tokio::time::sleep;\n", 1),
    ("ui-knows-no-address", "app/src/ui/x.rs", "use leptos_router::hooks::use_query;\n", 1),
    ("sql-in-stores", "backend/src/fleet/mod.rs", 'fn f() {\n    sqlx::query_as("SELECT 1");\n}\n', 2),
    ("sql-in-stores", "backend/src/fleet/mod.rs", 'fn f() {\n    query_scalar::<_, i64>("SELECT 1");\n}\n', 2),
    ("server-holds-no-sql", "server/src/x.rs", "use sqlx::SqlitePool;\n", 1),
    ("independent-witness", "simulator/src/x.rs", "use domain::fleet::State;\n", 1),
    ("ui-knows-no-slice", "app/src/ui/x.rs", "use crate::{\n    ui::icon::Icon,\n    fleet::Page,\n};\n", 3),
    ("ui-knows-no-slice", "app/src/ui/x.rs", "use super::super::frame::Bar;\n", 1),
    ("slices-apart", "app/src/jobs/x.rs", "\nuse crate::fleet::page::Row;\n", 2),
    ("slices-apart", "app/src/jobs/x.rs", "use crate::{\n    fleet::{Page, doors::list},\n};\n", 2),
    ("slices-apart", "app/src/jobs/x.rs", "fn f() { super::super::fleet::doors::list(); }\n", 1),
    ("memos-read-no-resource", "app/src/x.rs", "let all = Resource::new(f(), g);\nlet few = Memo::new(move |_| (\n    all.get().map(few)));\n", 3),
    ("edges", "simulator/Cargo.toml", "[dependencies]\ndomain.workspace = true\n", 2),
    ("edges", "app/Cargo.toml", "[dependencies]\naws-sdk-sts = { workspace = true }\n", 2),
    ("named-once", "server/Cargo.toml", '[dependencies]\nregex = "1"\n', 2),
    ("reasons", "Cargo.toml", '[workspace.dependencies]\n# Words.\nserde = "1"\n\nregex = "1"\n', 5),
    ("migrations", "migrations/0004_gap.sql", "", 1),
    ("migrations", "migrations/0002_twin.sql", "", 1),
    ("migrations", "migrations/late.sql", "", 1),
]


def missed(every):
    """Sentences about rules that do not find what is planted, or find what is not there."""
    sentences = [f"on a tidy tree it says: {fault}" for fault in faults_in(every, {})]
    for rule, path, text, line in PLANTED:
        found = faults_in(every, {path: text})
        if [(fault.rule, fault.path, fault.line) for fault in found] != [(rule, path, line)]:
            sentences.append(f"planted {rule} at {path}:{line}, found {[str(fault) for fault in found]}")
    if [fault.rule for fault in manifests.browser_dependencies("app v0.1.0\ntokio v1.0.0\ntokens v1\n")] != ["browser"]:
        sentences.append("planted tokio in the browser's tree, and it was not found alone")
    return sentences


def faults_in(every, planted):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**CLEAN, **planted}.items():
            full = Path(root) / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text(text, encoding="utf-8")
        return [fault for rule in every for fault in rule(Tree(root))]
