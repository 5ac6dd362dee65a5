# `make demo` plays a reception; `make test` runs every check. Both set up what they need.
.PHONY: setup demo test test-fast check scenarios matrix lock

# The tests start hundreds of processes: where Python may not keep what it compiled, each one compiles
# the program and its libraries again.
unexport PYTHONDONTWRITEBYTECODE

setup:
	@tools/setup

demo: setup
	.venv/bin/kiosk demo

# Three workers on two cores: many tests wait for a process or a clock. The files with few and long
# tests come early, as their folders do; the default would keep them for the end.
test: setup check
	.venv/bin/pytest -n 3 --dist loadfile --no-loadscope-reorder

# No daemon, no window and few processes: for every save.
FAST = tests/session tests/test_architecture.py tests/kiosk/test_records.py \
	tests/kiosk/test_tables.py tests/texts/test_texts.py tests/texts/test_catalogue.py \
	tests/drivers/card/test_commands.py tests/drivers/card/test_tlv.py
test-fast:
	.venv/bin/pytest -q $(FAST)

# Every shipped scenario of the test kit.
scenarios: setup
	.venv/bin/kiosk play kiosk/testkit/scenarios --jobs 2

# Every fault on every page where it can strike.
matrix: setup
	.venv/bin/kiosk play --matrix --jobs 2

check: setup
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: setup
	.venv/bin/python tools/lock
