# Every developer command. `make run` shows the site, `make test` checks everything.
PORT ?= 8000
PY := .venv/bin/python

.PHONY: setup run test test-spark check fix bench bench-guard bench-health bench-listening bench-meaning bench-outreach bench-signals attack demo-data vendor screenshots clean

## setup: a ready virtual environment in .venv, with .venv/bin/dayroom
setup: .venv/.ready

.venv/.ready: requirements/dev.txt pyproject.toml tools/setup.sh
	@sh tools/setup.sh

## run: the demo on http://127.0.0.1:$(PORT), with its worker; Ctrl-C stops both
run: setup
	@exec .venv/bin/dayroom demo --port $(PORT)

## test: lint, types, architecture, guards, unit, integration on both databases, browser stories
test: setup
	@$(PY) tools/suite.py

## check: the quick part of test (no browser, SQLite only)
check: setup
	@$(PY) tools/suite.py quick

## fix: what a machine can mend
fix: setup
	@$(PY) -m ruff check --fix src tests bench tools
	@$(PY) -m ruff format src tests bench tools
	@$(PY) tools/reference.py

## bench: the figures of docs/performance.md
bench: setup
	@$(PY) -m bench $(ARGS)

## bench-guard: how well the guard reads, and how fast (docs/reference/guard-quality.md)
bench-guard: setup
	@$(PY) -m bench.guard --write $(ARGS)

## bench-signals: how good the alarms are, and how fast, beside R (docs/reference/signals-quality.md)
bench-signals: setup
	@$(PY) -m bench.signals --write $(ARGS)

## bench-outreach: how fast an issue is queued, what readers feel meanwhile, and how fast an alert stands on every page; ARGS=banner measures that alone (docs/reference/outreach-speed.md)
bench-outreach: setup
	@$(PY) -m bench.outreach --write $(ARGS)

## bench-health: how well and how fast health data is read (docs/reference/health-quality.md)
bench-health: setup
	@$(PY) -m bench.health --write $(ARGS)

## bench-meaning: how well and how fast public posts are read (docs/reference/meaning-quality.md)
bench-meaning: setup
	@$(PY) -m bench.meaning --write $(ARGS)

## bench-listening: how fast public posts are taken in and counted, and whether one is lost (docs/reference/listening-quality.md)
bench-listening: setup
	@$(PY) -m bench.listening --write $(ARGS)

## test-spark: the counts of the lake on Spark and on DuckDB, compared; fetches pyspark once, needs Java (docs/operators/lake.md)
test-spark: setup
	@sh tools/spark_test.sh

## attack: somebody tries for a long time to find a small number on the pages about treatments (ARGS=5000 for so many stories)
attack: setup
	@DAYROOM_ATTACK=$(or $(ARGS),2000) $(PY) -m pytest -q --timeout 0 tests/unit/tracking/test_numbers_attack.py

## screenshots: the pictures of the README, from the running demo
screenshots: setup
	@$(PY) tools/screenshots.py
	@$(PY) tools/first_five_minutes.py

## vendor: fetch the front-end files again and check their sums
vendor:
	@sh tools/vendor.sh

## demo-data: the demo in a database of its own, not started
demo-data: setup
	@.venv/bin/dayroom demo --reset --no-serve
