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

# `make dev` alone watches with it.
CARGO_LEPTOS_VERSION=0.3.10
# It must be the one whose macros the pinned leptos uses.
WASM_SPLIT_VERSION=0.2.3
BINARYEN_VERSION=132.0.0
ESBUILD_VERSION=0.28.2
CARGO_DENY_VERSION=0.20.2
# The wasm-bindgen program must equal the library to the last digit, so the manifest is the one place to say it.
WASM_BINDGEN_VERSION=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' Cargo.toml)

CARGO_LEPTOS=$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION
WASM_BINDGEN=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
WASM_SPLIT=$TOOLS/wasm-split-$WASM_SPLIT_VERSION
BINARYEN=$TOOLS/binaryen-$BINARYEN_VERSION
ESBUILD=$TOOLS/esbuild-$ESBUILD_VERSION
CARGO_DENY=$TOOLS/cargo-deny-$CARGO_DENY_VERSION

# Ours come before any that Debian installed, because Debian's wasm-opt makes wasm that fails only in the browser.
export PATH=$CARGO_DENY/bin:$WASM_SPLIT/bin:$WASM_BINDGEN/bin:$BINARYEN/node_modules/.bin:$ESBUILD/node_modules/.bin:$PATH

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
