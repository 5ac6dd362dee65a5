# `make demo` plays a reception; `make test` runs every check. Both set up what they need.
.PHONY: setup demo test check lock

# These play films at the pace of a camera: a core that is shared makes them late.
PACED = tests/drivers/test_matching.py tests/kiosk/test_demo.py

setup:
	@tools/setup

demo: setup
	.venv/bin/kiosk demo

test: setup check
	.venv/bin/pytest -n 2 --dist loadfile $(PACED:%=--ignore=%)
	.venv/bin/pytest $(PACED)

check: setup
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: setup
	.venv/bin/python tools/lock
