# Everything runs in .venv, from pinned packages with hashes; only Python (3.11 or newer) and make are needed.
# Package registries are those of your own pip configuration.

PYTHON ?= python3
ROWS ?= 1000000
PORT ?= 8000
TREES ?= 5000
PYTEST_WORKERS ?= 2

venv := .venv
bin := $(venv)/bin
pip := $(bin)/python -m pip install --quiet --disable-pip-version-check
lock := CUSTOM_COMPILE_COMMAND="make lock" $(bin)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --annotation-style line
extras := postgres objects bigquery clickhouse databricks snowflake spark trino dev

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs truth proof-crash proof-api proof-cancel bench lock clean
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(venv)/ready ## invented customers, their exports, a server to try (ROWS=…, PORT=…, EXIT=1: it ends)
	@$(bin)/sendoff demo --rows $(ROWS) --port $(PORT) $(if $(filter-out 0,$(EXIT)),--exit)

test: $(venv)/ready-dev ## the whole proof: formatting, lint, types, imports, all tests
	.ci/machine
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/pytest -n $(PYTEST_WORKERS) --dist worksteal -q

check: $(venv)/ready-dev ## the quick proof: formatting, lint, types, imports, tests not marked slow
	.ci/machine
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/pytest -n $(PYTEST_WORKERS) --dist worksteal -q -m "not slow"

format: $(venv)/ready-dev ## format the code and mend what lint can mend
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

docs: $(venv)/ready-dev ## write the reference pages anew, from the code
	$(bin)/python docs/reference/generate.py

truth: $(venv)/ready-dev ## referee = every engine on 5,000 random trees each, into docs/explanation/truth.md (TREES=…)
	.ci/machine
	rm -f $(venv)/truth.jsonl
	SENDOFF_TRUTH_TREES=$(TREES) SENDOFF_TRUTH_RESULTS=$(venv)/truth.jsonl $(bin)/pytest -q -n $(PYTEST_WORKERS) \
		tests/property/test_engine_truth.py tests/property/test_engines_agree.py
	$(bin)/python -m tests.property.truth $(venv)/truth.jsonl

proof-crash: $(venv)/ready-dev ## kill -9 of the server at many random moments (SENDOFF_PROOF_RUNS=…)
	SENDOFF_PROOF_RUNS=$${SENDOFF_PROOF_RUNS:-50} $(bin)/pytest -q --timeout=0 tests/crash

proof-api: $(venv)/ready-dev ## many more requests against the served OpenAPI document (SENDOFF_PROOF_RUNS=…)
	SENDOFF_PROOF_RUNS=$${SENDOFF_PROOF_RUNS:-400} $(bin)/pytest -q --timeout=0 tests/integration/test_openapi.py

proof-cancel: $(venv)/ready-bench ## 50 cancels of an export of 40 M customers, at random moments
	$(bin)/python -m benchmarks.cancel

bench: $(venv)/ready-bench ## measure against COPY, Polars, PostgreSQL and a plain script (ROWS=…)
	$(bin)/python -m benchmarks.one_shot --rows $(ROWS)
	$(bin)/python -m benchmarks.api_export --rows $(ROWS)
	$(bin)/python -m benchmarks.throughput
	$(bin)/python -m benchmarks.api_load --rows $(ROWS)

lock: $(venv)/ready-dev ## pin the newest packages that pyproject.toml allows
	$(lock) --upgrade --extra postgres --extra objects --build-deps-for editable -o requirements.txt pyproject.toml
	$(lock) --upgrade $(foreach extra,$(extras),--extra $(extra)) --build-deps-for editable -c requirements.txt \
		-o requirements-dev.txt pyproject.toml
	$(lock) --upgrade --extra bench -c requirements.txt -o requirements-bench.txt pyproject.toml

clean: ## remove the environment, caches and what the demo and the benchmarks made
	rm -rf $(venv) build dist demo benchmarks/data benchmarks/results .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(bin)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Sendoff needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; } \
		|| { echo "Python has no venv here (Debian: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(venv)

$(venv)/packages: requirements.txt | $(bin)/python
	$(pip) --require-hashes -r requirements.txt
	@touch $@

# The package itself, editable: built by the pinned tools, with nothing more fetched.
$(venv)/ready: $(venv)/packages pyproject.toml
	$(pip) --no-deps --no-build-isolation --editable .
	@touch $@

$(venv)/ready-dev: $(venv)/ready requirements-dev.txt
	$(pip) --require-hashes -r requirements-dev.txt
	@touch $@

$(venv)/ready-bench: $(venv)/ready-dev requirements-bench.txt
	$(pip) --require-hashes -r requirements-bench.txt
	@touch $@
