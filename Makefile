PYTHON ?= python3
HOST ?= localhost
PORT ?= 8501
export PATH := $(PATH):/usr/sbin
VENV := .venv
BIN := $(VENV)/bin
PARITY := .venv-parity
AUDIT := .venv-audit
LOCKED := requirements requirements-site
INSTALL := -m pip install --quiet --disable-pip-version-check --retries 5 --timeout 60
BABEL := $(BIN)/pybabel -q
LANGUAGES = $(filter-out en,$(notdir $(wildcard assets/text/*)))
STREAMLIT := $(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

.PHONY: run dev serve test lint parity lock audit bench screenshots plotly messages

run: $(VENV)/installed
	$(STREAMLIT)

dev: $(VENV)/installed
	$(STREAMLIT) --server.fileWatcherType auto --server.runOnSave true

serve: $(VENV)/installed-dev
	$(BIN)/python -m tests.nginx
	PORT=$(PORT) exec $(BIN)/python -m deploy $(ARGS)

test: $(VENV)/installed-dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.nginx
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --ignore tests/browser
	$(BIN)/python -m pytest tests/browser
endif

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy activations ui deploy bench

parity: $(PARITY)/installed
	$(PARITY)/bin/python -m parity $(ARGS)

lock: $(AUDIT)/installed
	for name in $(LOCKED); do \
		$(AUDIT)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--custom-compile-command "make lock" --output-file $$name.lock $(ARGS) $$name.txt || exit 1; done

audit: $(AUDIT)/installed
	$(AUDIT)/bin/python $(INSTALL) --dry-run --ignore-installed --require-hashes $(LOCKED:%=-r %.lock)
	$(AUDIT)/bin/python .ci/audit.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench $(ARGS)

screenshots: $(VENV)/installed-dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.screenshots

plotly:
	cd plotly_build && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs

messages: $(VENV)/installed-dev
	PYTHONPATH=. $(BABEL) extract -F assets/locale/babel.cfg -k N_ -k Sentence -k Refusal --add-location file \
		-o assets/locale/messages.pot .
	@for language in $(LANGUAGES); do \
		words=assets/locale/$$language/LC_MESSAGES/messages; \
		names="-l $$(echo $$language | tr - _) -i assets/locale/messages.pot -o $$words.po"; \
		mkdir -p $$(dirname $$words); \
		if [ -f $$words.po ]; then $(BABEL) update -N --ignore-pot-creation-date $$names; \
		else $(BABEL) init $$names; fi && \
		$(BABEL) compile -i $$words.po -o $$words.mo || exit 1; done

%/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This app needs Python 3.11 or newer, and '$(PYTHON)' is not; try 'make $(MAKECMDGOALS) PYTHON=python3.12'."; \
		exit 1; }
	@$(PYTHON) -m venv --clear $* || { \
		rm -rf $*; \
		echo "Python could not make a virtual environment; on Debian and Ubuntu, install python3-venv."; \
		exit 1; }

$(VENV)/installed: requirements.txt | $(BIN)/python
	$(BIN)/python $(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-site.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python $(INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/installed

$(PARITY)/installed: requirements-parity.txt | $(PARITY)/bin/python
	$(PARITY)/bin/python $(INSTALL) -r requirements-parity.txt
	@touch $@

$(AUDIT)/installed: requirements-audit.txt | $(AUDIT)/bin/python
	$(AUDIT)/bin/python $(INSTALL) -r requirements-audit.txt
	@touch $@
