# make run · make test · make lint · make lock · make setup · make clean
# Needs make, sh and any Python from 3.11 to 3.13; PYTHON=/path/to/python chooses one.
.POSIX:

STAMP = .venv/.ready
# An empty PYTHONPATH counts as none, so that no package from outside .venv is taken for one of ours.
IN_VENV = PYTHONPATH= .venv/bin/python

help:
	@echo "make run    serve the hub with the seeds of HUB_SEEDS (default: seeds) on HUB_HOST:HUB_PORT (default: 127.0.0.1:8000)"
	@echo "make test   run the tests; ARGS='tests/loaders -k table' passes arguments to pytest"
	@echo "make lint   ruff, mypy --strict, import-linter, drift of SDL, migrations and generated documentation"
	@echo "make docs   write the generated parts of docs/ anew"
	@echo "make lock   write requirements.lock from pyproject.toml"
	@echo "make setup  set up .venv (all others do so when needed)"
	@echo "make clean  remove .venv, node_modules and caches; hub.db stays"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(STAMP)

run: $(STAMP)
	@$(IN_VENV) -m hub serve $(ARGS)

test: $(STAMP)
	@$(IN_VENV) -m pytest $(ARGS)

lint: $(STAMP)
	@$(IN_VENV) scripts/lint.py

docs: $(STAMP)
	@$(IN_VENV) scripts/docs.py

lock: $(STAMP)
	@sh scripts/lock.sh

clean:
	rm -rf .venv node_modules .assets .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: help setup run test lint docs lock clean
