# The verbs of the house; each is one script, and CI runs the same ones.
# ARGS is passed on: make demo ARGS="--port 3001", make e2e ARGS="fleet --project=no-js".

.PHONY: help demo dev build check test contract e2e shots bench soak

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /make \1\t/p' Makefile

demo: ## install what is missing, build, and serve http://127.0.0.1:3000 with a simulated estate
	@scripts/demo $(ARGS)

dev: ## the demo in debug, rebuilt on every change
	@scripts/dev $(ARGS)

build: ## target/release/deskwarden, one file with everything inside
	@scripts/build

check: ## formatting, structure, styles, lints: before every commit
	@scripts/verify check

test: ## everything: check, Rust tests, contract tests, browser tests, of one build
	@scripts/verify test

contract: build ## the simulator against boto3 and the AWS CLI
	@scripts/contract $(ARGS)

e2e: build ## Playwright against the release binary
	@scripts/e2e $(ARGS)

shots: build ## docs/screenshot.png, the README's picture
	@scripts/shots $(ARGS)

bench: build ## measure, print the tables, and write docs/benchmarks.md
	@scripts/bench $(ARGS)

soak: ## the random tests, for an hour rather than a minute; docs/soak.md holds the last numbers
	@scripts/soak $(ARGS)
