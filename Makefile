PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KNOWLEDGE := knowledge/knowledge.sqlite
SOURCES := $(shell find knowledge -name '*.py' -o -name '*.csv' -o -name '*.toml')

# "3.12", "old" below 3.11, nothing where it does not run.
version = $(shell $(1) -c 'import sys; print("%d.%d" % sys.version_info[:2] if sys.version_info >= (3, 11) else "old")' 2>/dev/null)
HAVE := $(call version,$(BIN)/python)
# A .venv of another Python than the PYTHON=… given is made anew; where none is given, one that is new enough stays.
STAYS := $(and $(filter file,$(origin PYTHON)),$(filter-out old,$(HAVE)))
WANTED := $(if $(STAYS),$(HAVE),$(call version,$(PYTHON)))

# Ends with one line where a Python ($(1)) is none, or one of a version ($(2)) that gocbot does not run on.
define runs_on
case "$(2)" in \
"") echo "gocbot needs Python 3.11 or newer; $(1) does not run. Name one: make PYTHON=python3.12" >&2; exit 1;; \
old) echo "gocbot needs Python 3.11 or newer; $(1) is older. Name another: make PYTHON=python3.12" >&2; exit 1;; \
esac
endef

.PHONY: chat test contracts every-test questions coverage same bench bench-replicas bench-scale check build installed clean anew

chat: $(KNOWLEDGE)
	@$(BIN)/python -m bot chat

# What pytest makes of tests and of its plugins is kept, whatever else is not: making it anew in each process costs
# as much as the plugins and conftest.py themselves.
test coverage: export PYTHONDONTWRITEBYTECODE :=

# Tests of Telegram mostly wait, so there are more workers than cores. Files go in the order of tests/conftest.py: the
# longest first.
WORKERS = $(shell $(BIN)/python -c 'import os; print(max(os.cpu_count() * 3 // 2, 2))')

# What takes no time comes first and ends it. Types and contracts take one core of several, so the tests begin beside
# them; what they find is told when it is found and ends `make test` with its code when the tests are through.
test: $(KNOWLEDGE)
	$(BIN)/ruff check bot knowledge tests
	$(BIN)/ruff format --check bot knowledge tests
	@$(MAKE) --no-print-directory --jobs=2 contracts every-test

contracts:
	$(BIN)/mypy
	$(BIN)/lint-imports

every-test:
	@[ "$$GOCBOT_TESTS" = long ] || echo "Few kills: 30 chats, 120 messages, 4 kills of replicas." \
		"200, 2,000 and ten: GOCBOT_TESTS=long make test"
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -rs --knowledge $(KNOWLEDGE) \
		tests bot knowledge

# The fast loop: three in four of the project's own questions, against the knowledge base as it is built. All of them, as
# `make test` asks them: make questions BUT_EVERY=0
BUT_EVERY := 4

questions: $(KNOWLEDGE)
	$(BIN)/python -m tests.question_sets tests/questions/*.jsonl --against tests/questions/missed.txt \
		--but-every $(BUT_EVERY)

# What every known message is understood as, against what it was when .same/before.jsonl was written.
# SAME=--rules: by the rules alone.
same: $(KNOWLEDGE)
	@test -f .same/before.jsonl || $(BIN)/python -m tests.same write .same/before.jsonl $(SAME)
	@$(BIN)/python -m tests.same write .same/after.jsonl $(SAME)
	@$(BIN)/python -m tests.same compare .same/before.jsonl .same/after.jsonl

# Each package by its own tests, against its floor (tests/floors.py).
OWN_TESTS := tests/answering tests/claims tests/families tests/importing tests/knowledge tests/language tests/replies \
	tests/understanding $(addprefix tests/test_,conversing.py several_programmes.py terminal.py verdict.py) \
	$(addprefix tests/telegram/test_,bringing_up.py interleavings.py rights.py sessions.py state.py state_in_time.py \
		state_promises.py takeover.py)

coverage: $(KNOWLEDGE)
	$(BIN)/python -m pytest -q -n auto --dist loadfile --knowledge $(KNOWLEDGE) $(OWN_TESTS) bot knowledge \
		--cov=bot --cov=knowledge --cov-report=
	$(BIN)/python -m tests.floors

bench: $(KNOWLEDGE)
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/telegram/bench.py
	$(BIN)/python tests/bench_import.py
	$(BIN)/python tests/bench_scale.py
	$(BIN)/python tests/telegram/bench_replicas.py

# REPLICAS=--write: into docs/scale.md.
bench-replicas: $(KNOWLEDGE)
	$(BIN)/python tests/telegram/bench_replicas.py $(REPLICAS)

bench-scale: $(KNOWLEDGE)
	$(BIN)/python tests/bench_scale.py

check: $(KNOWLEDGE)
	$(BIN)/python -m knowledge check

build: $(KNOWLEDGE)

$(KNOWLEDGE): $(VENV)/installed $(SOURCES)
	$(BIN)/python -m knowledge build
	@$(BIN)/python -m compileall -q bot knowledge

$(VENV)/installed: pyproject.toml
	@if [ -z "$(HAVE)" ] || [ "$(HAVE)" != "$(WANTED)" ]; then \
		$(call runs_on,$(PYTHON),$(WANTED)); \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); \
	fi
	@echo "Installing what gocbot needs into $(VENV): a few minutes, once"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' 2>$(VENV)/pip.log || { \
		echo "pip could not install what gocbot needs; is there a network? What it said: $(VENV)/pip.log" >&2; exit 1; }
	@touch $@

ifneq ($(HAVE),$(WANTED))
$(VENV)/installed: anew
endif

# The wheel in fresh environments, read-only, as another user: make installed PYTHONS="python3.11 python3.12"
INSTALLER := $(if $(STAYS),$(BIN)/python,$(PYTHON))

installed:
	@$(foreach one,$(INSTALLER) $(PYTHONS),$(call runs_on,$(one),$(call version,$(one))); )
	$(INSTALLER) -m tests.installed $(PYTHONS)

clean:
	rm -rf $(VENV) $(KNOWLEDGE) build dist *.egg-info .same .pytest_cache .mypy_cache .ruff_cache .hypothesis
