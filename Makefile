# Works with GNU make 3.81 and newer and with BSD make: plain sh, one shell a line.
BIN = .venv/bin
PRODUCTION = DEBUG=false ALLOWED_HOSTS=example.org DATABASE_URL=postgresql:///preceptor \
	SECRET_KEY=only-to-check-the-settings-of-a-production-server-0123456789

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: .venv/run.stamp ## Start Preceptor on http://127.0.0.1:8000 (PORT=, DATABASE_URL=)
	@$(BIN)/python -m portal.launch

test: check ## Run all checks, then all tests, those in a browser too
	@$(BIN)/pytest -m "not browser" --cov --cov-report=term
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/pytest -m browser

check: .venv/dev.stamp ## Run the checks that need no database
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m mypy
	find templates -name '*.html' | xargs $(BIN)/djade --check
	$(BIN)/djlint --quiet --check --lint templates
	git ls-files '*.py' | xargs $(BIN)/django-upgrade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -W ignore manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level ERROR
	$(BIN)/python requirements/lock.py --check

format: .venv/dev.stamp ## Put code and templates into their one form
	-$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format
	find templates -name '*.html' | xargs $(BIN)/djade
	-$(BIN)/djlint --quiet --reformat templates

lock: .venv/dev.stamp ## Write requirements/*.txt anew from pyproject.toml
	$(BIN)/python requirements/lock.py

bench: .venv/dev.stamp ## Measure the pages against a bare Django view
	@$(BIN)/python -m tests.bench.run

screenshots: .venv/dev.stamp ## Make the pictures in docs/images
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.screenshots

reset: .venv/run.stamp ## Delete the embedded database and make it anew
	@$(BIN)/python -m portal.launch --reset

.venv/run.stamp: requirements/run.txt
	@sh requirements/install.sh requirements/run.txt
	@touch .venv/run.stamp

.venv/dev.stamp: requirements/dev.txt
	@sh requirements/install.sh requirements/dev.txt
	@touch .venv/dev.stamp

.PHONY: help run test check format lock bench screenshots reset
