# The everyday commands, a word each; CONTRIBUTING.md says more. PYTHON=... names another one.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m

.PHONY: help venv check fix test cover golden bench ci clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

venv: .venv/made ## make .venv with all that the other words need

.venv/made: pyproject.toml
	$(PYTHON) -m venv .venv
	$(RUN) pip install -q -e '.[test,check]'
	touch $@

check: venv ## format, lint, types, import contracts; seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: venv ## write the format, mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: venv ## the whole suite on all cores
	$(RUN) pytest -n auto

cover: venv ## the rules' coverage by their own tests, held to its floor
	$(RUN) coverage run -m pytest -p no:xdist tests/policy tests/labels/reports tests/cli/reports/test_trace.py tests/cli/reports/test_half.py tests/cli/reports/test_unit.py
	$(RUN) coverage report

golden: venv ## rewrite the golden files from what the program does now
	UPDATE_GOLDEN=1 $(RUN) pytest -n auto tests

bench: venv ## measure whole processes side by side
	$(RUN) tests.bench.run

ci: ## what decides whether a change lands
	.ci/run

clean: ## remove what is made and not kept
	rm -rf .venv build wheelhouse revisit-demo *.egg-info .coverage .mypy_cache .ruff_cache
