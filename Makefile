# Needs Python 3.11, make and git. `make help` lists the targets.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
QUESTIONS := $(addprefix own_,a b c e f g h i k l o r s t u w x y z aa bb ee ff hh jj kk nn oo qq rr ss tt uu) \
	$(addprefix own_,ww xx yy zz ab ac ah ai at au av aw ax ay az) \
	$(addprefix own_,bc be bf bg bh bi bj bk bl) fragments everyday near_i
MORE_QUESTIONS := $(addprefix own_,d m p q v ii ll mm pp) \
	$(addprefix open_,a b c d e f g h i j k l m) refused $(addprefix near_,a c d e f g h) $(addprefix everyday_,b c)
NEEDS_ONLY := $(addprefix own_,ad ae af ag al am an ao ap aq ar as)
CALIBRATION := SIGNPOST_DATABASE_URL=sqlite:///var/calibrate.sqlite3 $(BIN)/signpost
CALIBRATE_WITH ?= $(if $(SIGNPOST_SHARED),$(SIGNPOST_SHARED)/questions/dev.jsonl)

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

$(VENV)/.runtime: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/.runtime ## Prepare .venv, with .venv/bin/signpost in it

.PHONY: try
try: setup ## Try Signpost in the browser, with the Somerset and Bury packs; no Slack needed
	$(BIN)/signpost try --port $(PORT)

.PHONY: test
test: $(VENV)/.development ## Run the tests (SQLite, PostgreSQL, and the browser where Chromium is installed)
	$(BIN)/pytest -n auto

.PHONY: check
check: $(VENV)/.development ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: bench
bench: $(VENV)/.development ## Run the benchmarks and print their figures
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.planning
	$(BIN)/python -m tests.benchmarks.reminders --seeds 1 --kills 20 --deliveries 400

.PHONY: calibrate
calibrate: $(VENV)/.development ## Learn the files of weights, and find numbers of calibration.yaml, from the question sets
	mkdir -p var
	$(CALIBRATION) migrate
	$(CALIBRATION) load data/somerset data/bury
	$(CALIBRATION) calibrate --danger --needs $(patsubst %,tests/questions/%.jsonl,$(QUESTIONS)) \
		$(patsubst %,--beside tests/questions/%.jsonl,$(MORE_QUESTIONS)) \
		$(patsubst %,--only-needs tests/questions/%.jsonl,$(NEEDS_ONLY)) $(CALIBRATE_WITH)

.PHONY: requirements
requirements: $(VENV)/.development ## Pin the dependencies of pyproject.toml anew
	$(BIN)/pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-options \
		--output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-options \
		--extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
