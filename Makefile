# Every target works on a fresh clone: set-up comes first by itself and is skipped while the locks are unchanged.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8080
# Where the demo keeps its data: .demo, unless root's PostgreSQL could not enter there.
DATA ?= $(shell $(PYTHON) tools/demo_folder.py)
WORKERS ?= 2
TESTS ?= tests
ROUNDS ?= 5

BIN := .venv/bin
PY := $(BIN)/python
UV := $(BIN)/uv --quiet
SDK := tests/foreign/sageintacctsdk
NODE := tests/foreign/intacct-sdk-js

# Hashes for every platform, and no address: whoever installs brings the index.
LOCKED := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

# The first Python that is new enough and can make environments. A shim that answers for nothing is passed over.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	if $$each -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$each; break; fi; done)

.PHONY: help setup foreign demo test test-long bench check format parity migration lock docs clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 20

setup: .venv/.ready ## Make .venv with everything

.venv/.ready: requirements/uv.txt requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer with venv was found; name one with make setup PYTHON=..." >&2; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || { $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip --upgrade; }
	test -x $(BIN)/uv || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(UV) pip sync --compile-bytecode --python $(PY) --require-hashes requirements/dev.txt
	$(UV) pip install --python $(PY) --no-deps --no-build-isolation --editable .
	$(PY) -m compileall -q src
	@touch $@

foreign: $(SDK)/.venv/.ready $(NODE)/node_modules/.ready ## Make the environments of other people's clients

$(SDK)/.venv/.ready: $(SDK)/requirements.txt .venv/.ready
	$(UV) venv --allow-existing --python $(PY) $(SDK)/.venv
	$(UV) pip sync --python $(SDK)/.venv/bin/python --require-hashes $(SDK)/requirements.txt
	@touch $@

$(NODE)/node_modules/.ready: $(NODE)/package-lock.json $(NODE)/package.json .venv/.ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix $(NODE) --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

demo: setup foreign ## Serve the demo company and play its story [PORT=8080] [DATA=.demo] [ONCE=1]
	$(BIN)/ledgergate demo --port $(PORT) --data "$(DATA)" --client-python $(SDK)/.venv/bin/python $(if $(ONCE),--once)

test: setup foreign ## Run everything that must pass
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)

test-long: setup foreign ## Run it again and again, each time in another order and with other examples [ROUNDS=5]
	for round in $$(seq $(ROUNDS)); do $(PY) -m pytest -q -n $(WORKERS) --dist loadgroup $(TESTS); done

bench: setup ## Measure, and compare with the floors
	$(PY) -m bench

check: setup ## Format, lint, types, layers, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/pyright
	$(PY) -m pytest -q -n 0 -p no:randomly tests/house -k "not checked_by"

format: setup ## Write the format that check asks for
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

parity: setup ## Compare with recordings, where there are any; exit 3 says that there are none
	@$(PY) tests/parity/lookup.py

migration: setup ## Write the migration that the declarations ask for: NAME=what_changes
	@test -n "$(NAME)" || { echo "Say what changes: make migration NAME=add_something" >&2; exit 1; }
	$(PY) -m ledgergate.store.migrations "$(NAME)"

docs: setup ## Write the generated pages
	$(PY) tools/reference_docs.py

lock: setup ## Write the locks again, from what pyproject.toml and requirements/*.in ask for
	$(UV) pip compile $(LOCKED) requirements/uv.in --output-file requirements/uv.txt
	$(UV) pip compile $(LOCKED) --all-extras pyproject.toml requirements/dev.in --output-file requirements/dev.txt
	$(UV) pip compile $(LOCKED) $(SDK)/requirements.in --output-file $(SDK)/requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --prefix $(NODE) --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --ignore-scripts --loglevel=error
	$(PY) tools/plain_lock.py $(NODE)/package-lock.json

clean: ## Remove what was made, but for the demo's data
	rm -rf .venv $(SDK)/.venv $(NODE)/node_modules .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
