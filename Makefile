# Two commands matter: `make serve` and `make test`. Everything they need, they set up.
.DEFAULT_GOAL := help
.PHONY: help serve dev stack chaos port test unit bench grow bench-growth bench-surfaces check format lint types architecture templates migrations lock clean

VENV := .venv
RUN := $(VENV)/bin/python
PORT ?= 8000
export PORT
# Compiled modules are kept, or every start would compile all of them anew.
export PYTHONDONTWRITEBYTECODE :=

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: port $(VENV)/.ready ## Serve the site with the demonstration on http://localhost:8000 (PORT changes it)
	@exec $(RUN) -m fanmankind.serving

dev: port $(VENV)/.ready-dev ## The same, with reload on change and the debug pages
	@exec env DEBUG=on $(RUN) -m fanmankind.serving

stack: port $(VENV)/.ready ## The whole on this machine: nginx, PostgreSQL, Redis, two web processes, the workers
	@exec $(RUN) -m deploy.stack

chaos: port $(VENV)/.ready ## Break that stack in every way, one after the other, and count what readers saw
	@exec $(RUN) -m deploy.chaos $(ARGS)

# A taken port is told before anything is installed; without a Python, the start itself tells it.
port:
	@! python3 -c "" 2>/dev/null || python3 -m fanmankind.ports

test: $(VENV)/.ready-dev ## Run every test, in a real browser too where a Chromium is found
	@$(RUN) -m tests.chromium || [ -z "$$CI" ]
	@$(RUN) -m tests.edge.nu || [ -z "$$CI" ]
	$(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

unit: $(VENV)/.ready-dev ## Run the rules alone: no database, no browser, no other process
	$(RUN) -m pytest -q -n 2 -m unit --ignore=tests/architecture $(ARGS)

grow: $(VENV)/.ready ## Fill the site's database as if it had grown: see bench/growth/fill.py
	$(RUN) -m bench.growth.fill $(ARGS)

bench-growth: $(VENV)/.ready-dev ## Compare a small site with the one that make grow has filled
	$(RUN) -m bench.growth.compare $(ARGS)

bench-surfaces: $(VENV)/.ready-dev ## Count what each part of the site reads where it has grown
	$(RUN) -m bench.growth.surfaces $(ARGS)

bench: $(VENV)/.ready-dev ## Measure how fast pages come; needs wrk and two quiet cores
	$(RUN) -m bench.speed $(ARGS)

check: format lint types architecture templates migrations ## Format, lint, types, architecture, templates, migrations

format: $(VENV)/.ready-dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djade --check --target-version 6.0 $$(git ls-files 'templates/*.html')

lint: $(VENV)/.ready-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/codespell $$(git ls-files | grep -Ev '\.(jpg|webp|png|ico|woff2|svg)$$|^requirements')
	$(VENV)/bin/deptry .

types: $(VENV)/.ready-dev
	$(VENV)/bin/mypy fanmankind articles accounts reading standins bench deploy tests

architecture: $(VENV)/.ready-dev
	$(VENV)/bin/lint-imports
	$(RUN) -m pytest -q -p no:randomly tests/architecture

templates: $(VENV)/.ready-dev
	$(VENV)/bin/djlint --lint --quiet templates

migrations: $(VENV)/.ready-dev
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check

lock: $(VENV)/.ready-dev ## Write the hashed requirements anew
	$(VENV)/bin/pip install --quiet uv
	for name in requirements requirements-sentry requirements-standins requirements-s3 requirements-dev; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 $$name.in -o $$name.txt || exit 1; \
	done

clean: ## Remove what was set up; the data in var/ stays
	rm -rf $(VENV)

$(VENV)/.ready: requirements-standins.txt requirements.txt
	@sh .ci/environment requirements-standins.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt requirements-s3.txt requirements-standins.txt requirements.txt
	@sh .ci/environment requirements-dev.txt
	@touch $@ $(VENV)/.ready
