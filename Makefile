# Everything that is done to Attaché; `make` alone lists it.  Each target sets up what it needs.

PYTHON_IN := .venv/bin/python
ARGS ?=
# Tests start hundreds of processes: none of them compiles what another one has compiled.
BYTECODE := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/build/bytecode"
PYTEST := QT_QPA_PLATFORM=offscreen $(BYTECODE) $(PYTHON_IN) -m pytest --numprocesses=auto --dist=worksteal
FOLDER ?= build/screenshots

.DEFAULT_GOAL := help
.PHONY: help setup run test test-slow test-long faults coverage lint bench bench-peers screenshots lock clean
MAKEFLAGS += --no-print-directory

help: ## list what can be done
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-12s %s\n' "$$name" "$$what"; done

setup:
	@./.ci/setup

run: setup ## start the program; ARGS="lookup fpda" hands it arguments
	@.venv/bin/attache $(ARGS)

test: setup ## run the tests, but for the slow ones, on all cores; ARGS="-k palette" chooses
	@$(PYTEST) -m "not slow" $(ARGS)

test-slow: setup ## run the slow tests
	@$(PYTEST) -m slow $(ARGS)

test-long: setup ## run all tests but those of faults with every entry, every learner and more inputs
	@$(PYTEST) --long --ignore=tests/faults $(ARGS)

faults: setup ## try every fault many times (about an hour): kills, flipped bits, full disks
	@$(PYTEST) tests/faults --long $(ARGS)

coverage: setup ## run the tests of the learner's file; fails where a branch is not tested
	@$(PYTEST) -m "not slow" --cov --cov-report= tests/learner tests/study tests/base tests/faults $(ARGS)
	@$(PYTHON_IN) -m coverage report --fail-under=100

lint: setup ## style, types, dead code, layering, and the content of seeds/; all of it, whatever fails first
	@failed=0; \
	$(PYTHON_IN) -m ruff check || failed=1; \
	$(PYTHON_IN) -m ruff format --check || failed=1; \
	$(PYTHON_IN) -m mypy || failed=1; \
	$(PYTHON_IN) -m vulture || failed=1; \
	QT_QPA_PLATFORM=offscreen $(PYTHON_IN) -m pytest --quiet tests/test_layering.py || failed=1; \
	.venv/bin/attache check || failed=1; \
	exit $$failed

bench: setup ## measure, at shipped size and at 100,000 entries; ARGS="--help" tells more
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN) -m tests.bench $(ARGS)

bench-peers: setup ## measure beside GoldenDict and a bare window, in X; ARGS="--base DIR --wheel"
	@env -u PYTHONDONTWRITEBYTECODE $(PYTHON_IN) -m tests.bench.peers $(ARGS)

screenshots: setup ## draw every page into FOLDER (build/screenshots)
	@QT_QPA_PLATFORM=offscreen .venv/bin/attache screenshots $(FOLDER)

lock: setup ## write requirements.lock anew from pyproject.toml; needs uv
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-strip-extras --no-header --quiet --output-file requirements.lock

clean: ## remove everything that was made, the set-up included
	@rm -rf .venv __pycache__ build dist htmlcov .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@rm -f resources/reference.db*
	@find desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +
