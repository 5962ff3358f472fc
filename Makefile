# `make` prints the commands. Everything that a command needs is set up by it: a virtual environment in .venv, and
# node from a Python package, so that none has to be installed. Needs Python >= 3.11; tests in a browser use Chromium.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help setup page demo test check unit browser pythons wheels bench peers soak faults docs screenshots shape serve clean

# The first of these that is new enough and can make virtual environments.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
  "$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && command -v "$$p" && break; done)
BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
# npm says it whatever its --loglevel.
export npm_config_update_notifier := false
PAGE := server/sightline_server/page/index.html
DOCS := server/sightline_server/docs_site/index.html

help:
	@echo "make demo      train three small detectors on real blood-cell images and open the comparison"
	@echo "make test      every check and test (sets up all it needs)"
	@echo "make check     format, lint, types, layering: no tests"
	@echo "make unit      the Python tests without a browser     (ARGS=... goes to pytest)"
	@echo "make browser   the tests in a real Chromium           (ARGS=... goes to pytest)"
	@echo "make pythons   the SDK's tests on every Python 3.10 to 3.13 that is here"
	@echo "make wheels    both distributions, built and tried in a clean environment"
	@echo "make bench     speed, each figure beside its control; writes docs/performance.md"
	@echo "make peers     the trackers of the field beside ours, about an hour; writes docs/performance-peers.md"
	@echo "make soak      32 writers and kills of both sides, half an hour; writes docs/soak.md  (ARGS=\"--seconds 120\")"
	@echo "make faults    10,000 simulated worlds full of faults; writes docs/reliability.md"
	@echo "make docs      the docs as a site, which the server shows under /docs/"
	@echo "make screenshots   the pictures of README.md, from the demo"
	@echo "make shape     sizes of files, functions and components: something to look at"
	@echo "make serve     a server on ./data, with the page built from source"

.venv/.ready: pyproject.toml sdk/pyproject.toml server/pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python >= 3.11 with venv found: install one (Debian: apt install python3-venv), or say PYTHON=path"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "setting up .venv (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev -e sdk -e "server[demo,postgresql]"
	@touch $@

ui/node_modules/.ready: ui/package.json ui/package-lock.json | .venv/.ready
	@echo "setting up the page's libraries"
	@cd ui && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(PAGE): ui/node_modules/.ready $(shell find ui/src ui/index.html ui/*.ts ui/*.json -type f 2>/dev/null | grep -v -e openapi.json -e schema.ts) \
         $(shell find server/sightline_server sdk/sightline -name '*.py' 2>/dev/null)
	@echo "building the page"
	@cd ui && npm run --silent api -- >/dev/null && npm run --silent build -- --logLevel warn
	@touch $@

# Built anew as a whole: a warning, which is an error, comes only from pages that are read.
$(DOCS): .venv/.ready $(shell find docs tools/docs server/sightline_server sdk/sightline -type f -not -name '*.pyc' \
         -not -path '*/page/*' -not -path '*/docs_site/*' 2>/dev/null)
	@echo "building the docs"
	@rm -rf $(@D) && $(BIN)/python -m sphinx -W --keep-going -E -q -d .make/docs docs $(@D)

setup: .venv/.ready ui/node_modules/.ready
page: $(PAGE)

demo: .venv/.ready $(PAGE) $(DOCS)
	@$(BIN)/sightline demo $(ARGS)

serve: .venv/.ready $(PAGE) $(DOCS)
	@$(BIN)/sightline server --data data $(ARGS)

check: .venv/.ready $(PAGE) $(DOCS)
	ruff format --check .
	ruff check .
	mypy sdk/sightline server/sightline_server demo bench
	lint-imports
	cd ui && npm run --silent check && npm run --silent cycles

unit: .venv/.ready $(PAGE) $(DOCS)
	pytest --ignore tests/e2e $(ARGS)

browser: .venv/.ready $(PAGE) $(DOCS)
	pytest tests/e2e $(ARGS)

pythons: .venv/.ready
	$(BIN)/python tools/pythons.py

wheels: .venv/.ready $(PAGE) $(DOCS)
	$(BIN)/python tools/wheels.py

test: check
	cd ui && npm run --silent test
	$(BIN)/python tools/pythons.py
	$(BIN)/python tools/wheels.py
	pytest --ignore tests/e2e
	pytest tests/e2e

bench: .venv/.ready $(PAGE)
	$(BIN)/python -m bench $(ARGS)

peers: .venv/.ready $(PAGE)
	$(BIN)/python -m bench.peers --page docs/performance-peers.md $(ARGS)

soak: .venv/.ready $(PAGE)
	$(BIN)/python -m bench.soak $(ARGS)

faults: .venv/.ready
	$(BIN)/python -m tests.faults.simulation --seeds 10000 --write docs/reliability.md

docs: $(DOCS)

screenshots: .venv/.ready $(PAGE)
	SIGHTLINE_SCREENSHOTS=1 pytest tests/e2e/test_screenshots.py

shape: .venv/.ready
	@$(BIN)/python tools/shape.py

clean:
	rm -rf .venv .make ui/node_modules server/sightline_server/page server/sightline_server/docs_site ui/src/api/schema.ts ui/openapi.json build dist
