# shellcheck shell=bash
# Shared by every script here: where the clone is, where tools live, how a step is announced.
# Sourced, never run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Tools live outside the clone, keyed by version: a second clone finds them, and a new version never
# meets the remains of the old one.
TOOLS=${DESKWARDEN_TOOLS:-$HOME/.cache/deskwarden/tools}
# The binary that is served, driven and measured; `verify` names the one it tests.
export BINARY=${BINARY:-$ROOT/target/release/deskwarden}

CARGO_LEPTOS_VERSION=0.3.10
BINARYEN_VERSION=132.0.0
# The wasm-bindgen program must equal the library to the last digit, so the manifest is the one place to say it.
WASM_BINDGEN_VERSION=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' Cargo.toml)

CARGO_LEPTOS=$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION
WASM_BINDGEN=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
BINARYEN=$TOOLS/binaryen-$BINARYEN_VERSION

# cargo-leptos takes its helpers from PATH; ours come before any that Debian installed, because
# Debian's wasm-opt makes wasm that fails only in the browser.
export PATH=$ROOT/scripts/path:$CARGO_LEPTOS/bin:$WASM_BINDGEN/bin:$PATH

# Called by its path, because `cargo leptos` would put ~/.cargo/bin, and whatever helpers are there, before ours.
leptos() { "$CARGO_LEPTOS/bin/cargo-leptos" leptos "$@"; }

# Steps go to the terminal as "[2/5] …"; the numbers come from the caller, who knows how many there are.
step() { printf '\n[%s] %s\n' "$1" "$2"; }

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

# Debian's packages, where we may install them; elsewhere the person is told what to install.
debian_install() {
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    fail "$* is needed: install it (Debian: apt-get install $*) and run this again"
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The structure check and the contract tests are Python, any version from 3.9.
ensure_python() {
  if ! command -v python3 >/dev/null; then debian_install python3 python3-venv; fi
}
