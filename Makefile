PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KNOWLEDGE := knowledge/knowledge.sqlite
SOURCES := $(shell find knowledge -name '*.py' -o -name '*.csv' -o -name '*.toml')

.PHONY: chat test questions coverage same bench bench-scale check build clean

chat: $(KNOWLEDGE)
	@$(BIN)/python -m bot chat

test: $(KNOWLEDGE)
	$(BIN)/ruff check bot knowledge tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadfile -rs

# The project's own questions alone.
questions: $(KNOWLEDGE)
	$(BIN)/python -m pytest -q -n auto tests/test_questions.py -k listed

# What every known message is understood as, against what it was when .same/before.jsonl was written.
# SAME=--rules: by the rules alone.
same: $(KNOWLEDGE)
	@test -f .same/before.jsonl || $(BIN)/python -m tests.same write .same/before.jsonl $(SAME)
	@$(BIN)/python -m tests.same write .same/after.jsonl $(SAME)
	@$(BIN)/python -m tests.same compare .same/before.jsonl .same/after.jsonl

coverage: $(KNOWLEDGE)
	$(BIN)/python -m pytest -q tests/families tests/answering \
		--cov=bot.questions --cov=bot.answering --cov-report=term-missing:skip-covered --cov-fail-under=85

bench: $(KNOWLEDGE)
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_scale.py

bench-scale: $(KNOWLEDGE)
	$(BIN)/python tests/bench_scale.py

check: $(KNOWLEDGE)
	$(BIN)/python -m knowledge check

build: $(KNOWLEDGE)

$(KNOWLEDGE): $(VENV)/installed $(SOURCES)
	$(BIN)/python -m knowledge build
	@$(BIN)/python -m compileall -q bot knowledge

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(KNOWLEDGE) .same .pytest_cache .mypy_cache .ruff_cache .hypothesis
