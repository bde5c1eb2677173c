# Two commands do all: `make run` and `make test`. Both set up what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: run test setup bench lint types core-tests ui-tests format lock clean

run: setup
	@packaging/run.sh

test: $(VENV)/.dev lint types core-tests ui-tests

# The environment -----------------------------------------------------------

setup: $(VENV)/.system $(VENV)/.runtime

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.system: packaging/system-libraries.sh | $(VENV)/bin/python
	packaging/system-libraries.sh
	@touch $@

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements/build.txt -r requirements/runtime.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime $(VENV)/.system
	$(PIP) -r requirements/dev.txt
	@touch $@

# The checks ----------------------------------------------------------------

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

core-tests: $(VENV)/.dev # the core has to work where no Qt is installed
	ARCHEX_WITHOUT_QT=1 $(BIN)/python -P -m pytest -p no:pytest-qt -n 2 --ignore tests/ui

ui-tests: $(VENV)/.dev
	QT_QPA_PLATFORM=offscreen $(BIN)/python -P -m pytest -o qt_api=pyside6 -o qt_log_level_fail=WARNING tests/ui

bench: $(VENV)/.dev
	$(BIN)/python benchmarks

# For those who work on it ----------------------------------------------------

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.dev
	cd requirements && ../$(COMPILE) -o build.txt build.in
	$(COMPILE) -o requirements/runtime.txt pyproject.toml
	cd requirements && ../$(COMPILE) -o dev.txt dev.in

clean:
	rm -rf $(VENV) build dist
