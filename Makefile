# On the Record.  `make serve` to read, `make test` to check; the rest is listed by `make help`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
FILES ?= --help
T ?= tests
VENV := .venv
BIN := $(VENV)/bin
# Python compiles what is imported; pip would compile all that there is.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --no-compile
PYTEST := $(BIN)/python -m pytest

# Silences the banner that Material prints about its successor.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve edit site add lint check test test-slow evaluate evaluate-people evaluate-desk benchmark benchmark-add benchmark-desk benchmark-search screenshot lock audit sbom clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

serve: $(VENV)/run.stamp ## build, serve on http://127.0.0.1:8000, rebuild on change
	$(BIN)/onrecord serve --port $(PORT)

edit: $(VENV)/run.stamp ## serve, with a desk that corrects statements where they are read
	$(BIN)/onrecord serve --edit --port $(PORT)

site: $(VENV)/run.stamp ## build into site/
	$(BIN)/onrecord build

add: $(VENV)/add.stamp ## make articles of pages, mails, documents: make add FILES="page.html"
	$(BIN)/onrecord add $(FILES)

lint: $(VENV)/test.stamp ## style, the order of the rooms, dead code and types, in seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/vulture
	$(BIN)/mypy

check: $(VENV)/test.stamp ## the tests of one folder: make check T=tests/extract
	$(PYTEST) -m "not slow" $(T)

# Tests that stand together share what they read: a worker keeps them until another has nothing left to do.  One that
# hangs is named after ten minutes, many times what the longest takes, and the others go on.
test: $(VENV)/test.stamp lint ## lint, and all tests but the slow ones
	$(BIN)/python tests/require_chromium.py
	$(PYTEST) -m "not slow" --timeout 600 -n auto --dist worksteal

test-slow: $(VENV)/test.stamp ## the long random rounds
	$(BIN)/python tests/require_chromium.py
	$(PYTEST) -m slow

evaluate: $(VENV)/run.stamp ## measure the extraction against the gold
	$(BIN)/python -m onrecord.evaluate

evaluate-people: $(VENV)/run.stamp ## measure who is one person across an archive
	$(BIN)/python -m onrecord.evaluate.people

evaluate-desk: $(VENV)/run.stamp ## measure how many mistakes stand at the beginning of the desk's queue
	$(BIN)/python -m benchmark.desk

benchmark: $(VENV)/run.stamp ## measure building against plain MkDocs, and reading long articles
	$(BIN)/python -m benchmark.long_articles
	$(BIN)/python -m benchmark.building

benchmark-add: $(VENV)/test.stamp ## measure what is taken from web pages, beside other libraries
	$(BIN)/python -m benchmark.adding

benchmark-desk: $(VENV)/test.stamp ## measure the desk: until its panel is open, a correction on disk and shown
	$(BIN)/python tests/require_chromium.py
	$(BIN)/python -m benchmark.editing

benchmark-search: $(VENV)/test.stamp ## measure finding quotations, in Chromium
	$(BIN)/python tests/require_chromium.py
	$(BIN)/python -m benchmark.finding

screenshot: $(VENV)/test.stamp site ## pictures of the main pages, phone and desktop
	$(BIN)/python tests/require_chromium.py
	$(BIN)/python tests/screenshot.py

lock: ## pin every wheel anew, with hashes (needs uv)
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-build \
	  --no-emit-index-url --no-header --no-annotate --group build -o requirements/run.txt
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-build \
	  --no-emit-index-url --no-header --no-annotate --group build --extra add \
	  -c requirements/run.txt -o requirements/add.txt
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-build \
	  --no-emit-index-url --no-header --no-annotate --group build --group test --extra add \
	  -c requirements/add.txt -o requirements/test.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-build \
	  --no-emit-index-url --no-header --no-annotate --group audit \
	  -c requirements/test.txt -o requirements/audit.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-build --no-deps \
	  --no-emit-index-url --no-header --no-annotate --group properdocs -o requirements/properdocs.txt

audit: $(VENV)/audit/stamp ## ask whether there are advisories about what is pinned
	for lock in run add test audit properdocs; do \
	  $(VENV)/audit/bin/pip-audit --requirement requirements/$$lock.txt --require-hashes --disable-pip || exit 1; \
	done

sbom: $(VENV)/audit/stamp ## write what a site is built with into sbom.json (CycloneDX)
	$(VENV)/audit/bin/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible \
	  --output-file sbom.json requirements/run.txt

# The tools have an environment of their own, inside the other one: they are to look at it, not to be a part of it.
$(VENV)/audit/stamp: requirements/audit.txt
	@$(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes \
	  --only-binary :all: --requirement $<
	@touch $@

clean: ## remove what the other targets made, the environment included
	rm -rf $(VENV) site .cache

# What the set-up says before it begins.
SETUP = Setting up $(VENV): $$(grep -c == $<) pinned packages ($(MEGABYTES_$*) MB to fetch)$(BROWSER). \
	This takes a minute on a fast line, some ten on a slow one, and seconds if it was done before.
MEGABYTES_run := 140
MEGABYTES_add := 150
MEGABYTES_test := 240
test test-slow benchmark-desk benchmark-search screenshot: BROWSER := , and Debian's Chromium (100 MB) if there is none and it may

# Locked wheels first, hashes checked; then the package itself, editable, with nothing more to fetch.  What pip warns
# of matters only where it fails.  The tests' lock holds all of the other one.
$(VENV)/%.stamp: requirements/%.txt pyproject.toml
	@echo "$(SETUP)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --no-deps --require-hashes --only-binary :all: --requirement $< 2> $(VENV)/pip.log \
	  || { cat $(VENV)/pip.log >&2; exit 1; }
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $(VENV)/run.stamp $@
