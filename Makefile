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
SECONDS ?= 60
SHARE ?= 0.02
PROJECTS := pyproject.toml

.PHONY: demo test test-long test-sample costs fuzz plants bench lint wheels clean help

help:
	@echo "make demo    learn handwritten digits, save the network, run it without a compiler"
	@echo "make test    lint, types and the fast part of the test suite"
	@echo "make test-long   the long part: more random programs, and all programs with claims checked"
	@echo "make fuzz    random programs and random IR, SECONDS=60 each"
	@echo "make costs   measure what the tests cost, for the draw of the costly ones"
	@echo "make plants  plant faults one at a time: which do the tests catch?"
	@echo "make bench   all benchmarks, against NumPy, Numba and C"
	@echo "make wheels  both wheels, into $(DIST)/"

demo: $(VENV)/.demo wheels
	$(BIN)/python -m examples.digits $(DIST)/jitscript_runtime-*.whl

# Types are checked beside the tests, and told of at the end if they are wrong. Most programs are
# compiled without LLVM's optimisations here, and with them in the long part (docs/reliability.md).
test: $(VENV)/.test
	$(BIN)/ruff check .
	@told=$$(mktemp); $(BIN)/mypy >$$told 2>&1 & types=$$!; \
	$(BIN)/python -m pytest -n 2 --dist worksteal --drawn; tests=$$?; \
	wait $$types || { cat $$told; rm $$told; exit 1; }; rm $$told; exit $$tests

# The long part of the suite, every program with the analyses' claims compiled in, and fuzzing.
test-long: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal -m long --drawn
	JITSCRIPT_CHECK=claims $(BIN)/python -m pytest -n 2 --dist worksteal tests/programs
	$(MAKE) fuzz SECONDS=300

# What CI runs of it: a share of the long tests, which differs from commit to commit.
test-sample: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal -m long --drawn --sample $(SHARE)
	JITSCRIPT_CHECK=claims $(BIN)/python -m pytest -n 2 --dist worksteal tests/programs --sample $(SHARE)
	$(MAKE) fuzz SECONDS=20

# The table from which costly tests are drawn (tests/costs.py): on a quiet machine, in one process,
# with nothing compiled before.
costs: $(VENV)/.test
	JITSCRIPT_CACHE=$$(mktemp -d) $(BIN)/python -m pytest -n 0 --costs

fuzz: $(VENV)/.test
	$(BIN)/python -m tests.fuzz --kind ir --seconds $(SECONDS)
	$(BIN)/python -m tests.fuzz --kind ordinary --seconds $(SECONDS)
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --claims

plants: $(VENV)/.test
	$(BIN)/python tests/plants/run.py

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
