# `make demo` plays a reception; `make test` runs every check. Both set up what they need.
.PHONY: setup demo test check lock

setup:
	@tools/setup

demo: setup
	.venv/bin/kiosk demo

test: setup check
	.venv/bin/pytest -n 2 --dist loadfile

check: setup
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: setup
	.venv/bin/python tools/lock
