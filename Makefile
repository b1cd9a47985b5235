# Everything a person calls. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
ENGINE := scripts/engine -W ignore

.PHONY: help
help: ## lists the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

.PHONY: set-up
set-up: ## brings what is missing: uv, the two Pythons, the two environments
	@scripts/set-up

# What the model is made of: when a part of it is newer, the model is old and may not even load.
MODEL_SOURCES := config.yml domain.yml $(shell find data engine \( -name .venv -o -path engine/channel \) -prune \
	-o \( -name '*.yml' -o -name '*.py' \) -print)

models/assistant.tar.gz: $(MODEL_SOURCES) | set-up
	@scripts/train

.PHONY: run
run: set-up models/assistant.tar.gz ## starts the assistant: http://127.0.0.1:8000/chat
	@. scripts/environment.sh && exec .venv/bin/python -m launcher

.PHONY: demo
demo: set-up models/assistant.tar.gz ## fills var/demo.sqlite3 with 500 conversations, by talking to the assistant
	@scripts/demo

.PHONY: train
train: set-up ## trains the model on data/
	@scripts/train

.PHONY: check-data
check-data: set-up ## checks every example, answer, marker and word of data/
	@.venv/bin/python -m data_checks

.PHONY: import-corrections
import-corrections: set-up ## puts corrections accepted in the console into data/: FILE=corrections.jsonl
	@.venv/bin/python -m data_checks.import_corrections "$(FILE)"

.PHONY: clinic-check
clinic-check: set-up ## lists what is missing in clinic.yml, and what the assistant says meanwhile
	@.venv/bin/python -m clinic.check

.PHONY: evaluate
evaluate: set-up models/assistant.tar.gz ## measures understanding on the held-out questions (reports/)
	@$(ENGINE) -m benchmarks.evaluate $(ARGS)

.PHONY: test
test: ## passes every test, the browser's included
	@scripts/test $(PARTS)

.PHONY: widget
widget: ## builds the chat component into the file that the front desk serves (needs Node; run does not)
	@scripts/build-widget

.PHONY: screenshots
screenshots: ## takes the pictures of the chat that a person looks at (reports/screenshots)
	@scripts/take-screenshots

.PHONY: list-known-failures
list-known-failures: set-up models/assistant.tar.gz ## writes tests/nlu/known_failures.yml anew, keeping its reasons
	@$(ENGINE) -m tests.nlu.list_failures

.PHONY: lint
lint: set-up ## style and types
	@scripts/lint

.PHONY: line-setup
line-setup: set-up ## draws LINE's rich menu; ARGS="--apply" puts it in place
	@.venv/bin/python manage.py line_setup $(ARGS)

.PHONY: line-doctor
line-doctor: set-up ## says what is wrong with the LINE channel; ARGS="--live" also validates every answer at LINE
	@.venv/bin/python manage.py line_doctor $(ARGS)

.PHONY: shell
shell: set-up models/assistant.tar.gz ## Rasa's own shell; actions must run (make run in another window)
	@$(ENGINE) -m rasa shell --model models/assistant.tar.gz

.PHONY: rasa
rasa: set-up ## any command of Rasa: make rasa ARGS="data validate"
	@$(ENGINE) -m rasa $(ARGS)
