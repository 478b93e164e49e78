# Porchlight. `make demo` and `make test` set up everything they need by themselves.
# DEMO="--day --seed 7" is passed on to `porchlight demo`.

PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
BIN := .venv/bin
RUN := $(BIN)/python
DEMO ?=
# The seed of the day that is interrupted comes from the commit, so that every commit is tried with another one.
SEED := $(shell printf '%d' 0x$$(git rev-parse --short=4 HEAD 2>/dev/null || echo 1))

.PHONY: demo test serve check bench docs understanding days day day-kill lock setup setup-dev browser assets city clean help
help:
	@echo "make demo    be the customer of a small world (DEMO=\"--day\" plays a whole day)"
	@echo "make test    the whole suite, on SQLite and PostgreSQL, in a browser, and two delivery days"
	@echo "make check   lint, types, borders, pure tests"
	@echo "make days    ten delivery days, undisturbed in Helsinki and with the plug pulled in a drawn town"
	@echo "make serve | bench | docs | understanding | lock"

.venv/bin/uv:
	@test -n "$(PYTHON)" || (echo "Python 3.11 or newer is needed; none was found" >&2; false)
	@echo "== making a virtual environment with $(PYTHON)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/.run: requirements.lock .venv/bin/uv
	@echo "== installing what the service needs"
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements.lock --python $(RUN)
	@touch $@

.venv/.dev: requirements-dev.lock .venv/bin/uv
	@echo "== installing what the tests need (PostgreSQL among it; about 200 MB the first time)"
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock --python $(RUN)
	@touch $@ .venv/.run

setup: .venv/.run
setup-dev: .venv/.dev

browser: setup-dev
	@sh scripts/browser.sh

assets: setup
	@sh scripts/assets.sh

city: setup
	@sh scripts/city.sh

# Without the browser's map library everything but the maps is there: that is no reason not to begin.
demo: setup city
	@sh scripts/assets.sh || echo "   the maps stay empty"
	@$(RUN) -m bot demo $(DEMO)

serve: setup
	@$(RUN) -m bot serve

check: setup-dev
	@echo "== lint" && $(BIN)/ruff check --quiet .
	@echo "== types" && $(BIN)/mypy --no-error-summary
	@echo "== borders" && $(BIN)/lint-imports --no-logo > .venv/imports.txt || (cat .venv/imports.txt; false)
	@echo "== pure tests" && $(RUN) -m pytest -q -n 2 tests/conversations tests/engine tests/understand tests/house --ignore tests/understand/test_command.py

test: browser assets
	@$(MAKE) --no-print-directory check
	@echo "== the whole suite, on SQLite and PostgreSQL, browser included, with 5,000 steps of the random walk on SQLite"
	@ADDRESSING_STEPS=5000 $(RUN) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests
	@$(MAKE) --no-print-directory day day-kill

day: setup city
	@echo "== a delivery day"
	@$(RUN) -m bot demo --day --seed 1

day-kill: setup city
	@echo "== a delivery day in a drawn town, with the plug pulled ten times (seed $(SEED))"
	@$(RUN) -m bot demo --day --town --kill 10 --seed $(SEED)

days: setup city
	@for seed in 1 2 3 4 5 6 7 8 9 10; do \
		echo "== day $$seed" && $(RUN) -m bot demo --day --seed $$seed && \
		echo "== day $$seed, plug pulled" && $(RUN) -m bot demo --day --town --seed $$seed --kill 10 || exit 1; \
	done

bench: setup
	@$(RUN) -m bench

understanding: setup
	@$(RUN) -m training.measure

docs: setup
	@$(RUN) -m bot docs

lock: .venv/bin/uv
	@$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --no-annotate pyproject.toml --group dev -o requirements-dev.lock

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
