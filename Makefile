# Needs make, sh and any Python from 3.11 to 3.13; PYTHON=/path/to/python chooses one.
.POSIX:

STAMP = .venv/.ready
# An empty PYTHONPATH counts as none, so that no package from outside .venv is taken for one of ours.
IN_VENV = PYTHONPATH= .venv/bin/python

help:
	@echo "make run        serve the hub with the seeds of HUB_SEEDS (default: seeds) on HUB_HOST:HUB_PORT (default: 127.0.0.1:8000)"
	@echo "make test       run the tests on all cores; ARGS='tests/loaders -k table' goes to pytest instead"
	@echo "make lint       ruff, mypy --strict, import-linter and drift of what is generated"
	@echo "make sdl        report breaking changes of the SDL since the last tag, and check every published operation against it"
	@echo "make shape      print how long and dense functions, modules and lines are, room by room"
	@echo "make generated  write the SDL, the JSON Schemas, the drawings and the generated parts of README and docs/ anew"
	@echo "make messages   bring the catalogues of the pages' words up to date, and say what lacks a translation"
	@echo "make screenshots  take the pictures of docs/design.md of a hub that runs; needs Chromium"
	@echo "make migration  write the migration to the declared tables; MESSAGE='what changed'"
	@echo "make lock       write requirements.lock from pyproject.toml; ARGS=--upgrade takes newer versions"
	@echo "make clients    write the generated parts of clients/ anew; ARGS=--check compares; installs the generators into .clients/"
	@echo "make wheel      build dist/: the wheel, twice with the same bytes, its bill of materials and its lock; install and serve it"
	@echo "make release    check all, date CHANGELOG.md, commit and tag; VERSION=0.2.0"
	@echo "make yardstick  measure the evidence of identity on the Febrl sets, which it puts into .bench/ first, see docs/identity.md"
	@echo "make setup      set up .venv; all others do so when needed"
	@echo "make bench      measure the hub beside its peers, see docs/performance.md; BENCH='--size s --questions Q1,Q5' measures less"
	@echo "make bench-peers  install those peers into .bench/, git-ignored; needs npm"
	@echo "make reconciler  ask a hub by the client reconciler, which it installs into .reconciler/"
	@echo "make validators  check a snapshot of the seeds by the validators of its formats, and run docs/research.ipynb; installs both into .validators/"
	@echo "make clean      remove .venv, node_modules and caches; hub.db stays"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(STAMP)

run: $(STAMP)
	@$(IN_VENV) -m hub serve $(ARGS)

test: $(STAMP)
	@$(IN_VENV) -m pytest $(or $(ARGS),-n auto --dist worksteal)

lint: ruff mypy imports drift

ruff: $(STAMP)
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .

mypy: $(STAMP)
	$(IN_VENV) -m mypy --strict

imports: $(STAMP)
	PYTHONPATH= .venv/bin/lint-imports

drift: $(STAMP)
	$(IN_VENV) -m hub schema --check
	$(IN_VENV) -m scripts.migrations --check
	$(IN_VENV) -m scripts.documents --check
	$(IN_VENV) -m scripts.drawings --check
	$(IN_VENV) -m scripts.messages --check
	$(IN_VENV) -m scripts.sdl

sdl: $(STAMP)
	$(IN_VENV) -m scripts.sdl

shape: $(STAMP)
	@$(IN_VENV) -m scripts.shape $(ARGS)

generated: $(STAMP)
	$(IN_VENV) -m hub schema > schema/schema.graphql.new
	mv schema/schema.graphql.new schema/schema.graphql
	$(IN_VENV) -m scripts.documents
	$(IN_VENV) -m scripts.drawings
	$(IN_VENV) -m scripts.answers

messages: $(STAMP)
	$(IN_VENV) -m scripts.messages

screenshots: $(STAMP)
	$(IN_VENV) -m scripts.screenshots $(ARGS)

migration: $(STAMP)
	$(IN_VENV) -m scripts.migrations "$(MESSAGE)"

lock: $(STAMP)
	@sh scripts/lock.sh $(ARGS)

bench: $(STAMP)
	@$(IN_VENV) -m scripts.bench $(BENCH)

bench-peers: $(STAMP)
	@sh scripts/bench/install.sh

clients: $(STAMP)
	@sh scripts/clients/install.sh
	@$(IN_VENV) -m scripts.clients.generating $(ARGS)

wheel: $(STAMP)
	@$(IN_VENV) -m scripts.packaging.wheel

release: $(STAMP)
	@$(IN_VENV) -m scripts.packaging.release $(VERSION) $(ARGS)

yardstick: $(STAMP)
	@$(IN_VENV) -m pip install --quiet --no-deps --require-hashes --upgrade --target .bench/yardstick -r scripts/yardstick/requirements.txt
	@$(IN_VENV) -m scripts.yardstick

reconciler: $(STAMP)
	@sh scripts/reconciler/install.sh
	@$(IN_VENV) -m pytest tests/hub/web/test_reconciler.py

validators: $(STAMP)
	@sh scripts/validators/install.sh $(ARGS)
	@$(IN_VENV) -m pytest tests/hub/snapshots/test_validators.py tests/docs/test_notebook.py

clean:
	rm -rf .bench .clients .reconciler .validators dist .venv node_modules .assets .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: help setup run test lint ruff mypy imports drift sdl shape generated messages screenshots migration lock bench bench-peers clients wheel release yardstick reconciler validators clean
