# Everything starts from Python >= 3.10 and make: each target brings what it needs into .venv.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.10; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
	&& echo $$python && break; done)
VENV ?= .venv
DIST ?= dist
BIN := $(VENV)/bin

# js.save links its code: with the system's compiler, or with the one in the ziglang wheel.
LINKER := $(if $(shell command -v cc || command -v gcc || command -v clang),,linker)
comma := ,
EXTRAS = $(1)$(if $(LINKER),$(comma)$(LINKER))
PROJECTS := pyproject.toml

.PHONY: demo test bench lint wheels clean help

help:
	@echo "make demo    learn handwritten digits, save the network, run it without a compiler"
	@echo "make test    lint, types and the whole test suite"
	@echo "make bench   all benchmarks, against NumPy, Numba and C"
	@echo "make wheels  both wheels, into $(DIST)/"

demo: $(VENV)/.demo wheels
	$(BIN)/python -m examples.digits $(DIST)/jitscript_runtime-*.whl

test: lint
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.bench
	$(BIN)/python -m bench

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy

wheels: | $(VENV)/.python
	rm -rf build/lib build/bdist.* packaging/runtime/build
	$(BIN)/python -m pip wheel --disable-pip-version-check --no-deps -w $(DIST) ./packaging/runtime .

clean:
	rm -rf build packaging/runtime/build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache *.egg-info packaging/runtime/*.egg-info

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "make: no Python >= 3.10 found; name one: make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --upgrade "pip>=24"
	@touch $@

$(VENV)/.%: $(PROJECTS) | $(VENV)/.python
	$(BIN)/python -m pip install --disable-pip-version-check -e ".[$(call EXTRAS,$*)]"
	@touch $@
