# Two commands: `make run` answers, `make test` proves. Each sets up .venv first, where it has to.
# PYTHON=/path/to/python3.12 names the interpreter. GNU make 3.81 (macOS) is enough.

PYTHON ?=
SETUP = PYTHON='$(PYTHON)' sh .ci/setup
BIN = .venv/bin

.PHONY: help run test fuzz scan clients browser bench warehouse clean
.NOTPARALLEL:

help:
	@echo 'make run     print the deadlines of the bundled license ($$ICP_AS_OF: as of another day)'
	@echo 'make test    run the linters and the whole test suite'
	@echo 'make fuzz    search on with new seeds, $$FUZZ_SECONDS long (60)'
	@echo 'make scan    read three pictures of pages with the real engine (icpcli[scan])'
	@echo 'make clients have ical.js and libical read the calendars; names and skips what is missing'
	@echo 'make browser look at the page in Chromium; installs it as root on Debian, else names what is missing'
	@echo 'make bench   print how fast it is, beside yardsticks measured in the same run'
	@echo 'make warehouse  join 1,000,000 licenses in DuckDB, and in Spark where it is there'
	@echo 'make clean   remove .venv, builds and caches'

run:
	@$(SETUP) run
	@$(BIN)/icp deadlines

# pytest comes last: its closing line is what people and CI look for. Its compiled files are kept, whatever
# the environment says: without them each worker would spend seconds on compiling the tests.
test:
	@$(SETUP) test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --maxprocesses 8

# FUZZ_SEED=N repeats a search.
fuzz:
	@$(SETUP) test
	@PYTHONPATH=tests $(BIN)/python -m fuzz
	@FUZZ_EFFORT=5 $(BIN)/pytest -q tests/files/test_linear.py

scan:
	@$(SETUP) scan
	@$(BIN)/pytest -m scan

clients:
	@$(SETUP) test
	@PYTHONPATH=tests $(BIN)/python tests/clients/run.py

browser:
	@$(SETUP) test
	@sh .ci/browser
	@PYTHONPATH=tests $(BIN)/python tests/browser/run.py

# -P: bench/calendar.py must not be taken for the calendar of the standard library.
bench:
	@$(SETUP) test
	@$(BIN)/python -P bench/startup.py
	@$(BIN)/python -P bench/calendar.py
	@$(BIN)/python -P bench/growth.py
	@$(BIN)/python -P bench/register.py

warehouse:
	@$(SETUP) test
	@$(BIN)/python -P bench/warehouse.py

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find icpcli tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
