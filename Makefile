# Everything a person does here by hand. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh

RUN := node --require ./tools/register.js
PACK_SOURCES := $(shell find policy-pack -name node_modules -prune -o -name dist -prune -o -name '*.ts' -print) \
	policy-pack/tsconfig.json policy-pack/package.json tsconfig.json
JOBS ?= 2

# make test ONLY=unit, ONLY=engine/harness or ONLY=unit/settings.test.ts
ONLY ?=
TESTS = $(if $(ONLY),$(if $(filter %.ts,$(ONLY)),test/$(ONLY),test/$(ONLY)/**/*.test.ts),test/**/*.test.ts)

.PHONY: help install engine pack sandbox sandbox-env sandbox-destroy plan apply drift policy-publish test lint bench clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Install the packages of package-lock.json, if they are not there already
	@node tools/install.js

engine: install ## Find the Pulumi CLI or get one
	@$(RUN) tools/engine/main.ts

pack: policy-pack/dist/.built

policy-pack/dist/.built: $(PACK_SOURCES) | install
	@npm run --silent build --workspace policy-pack
	@touch $@

sandbox: engine pack ## Deploy every stack into the sandbox and say what is there
	@$(RUN) tools/sandbox/main.ts up

sandbox-env: engine ## Print the environment in which `pulumi` works in the sandbox
	@$(RUN) tools/sandbox/print-environment.ts

sandbox-destroy: engine ## Destroy what is in the sandbox, show what resists, remove the sandbox
	@$(RUN) tools/sandbox/main.ts destroy

plan: engine pack ## Save a plan of the changes to a stack and show it (STACK=dev, SANDBOX=1 for the sandbox, OPEN_FAILS=1 to refuse what opens from the internet)
	@$(RUN) tools/change/main.ts plan "$(STACK)"

apply: engine pack ## Do what the saved plan says and nothing else (STACK=dev, SANDBOX=1 for the sandbox, WITHOUT_LOCK=1 for no deployment lock)
	@$(RUN) tools/change/main.ts apply "$(STACK)"

drift: engine pack ## Compare a stack with what stands in the cloud; fails when it differs (STACK=dev)
	@$(RUN) tools/change/main.ts drift "$(STACK)"

own-stack: engine ## Move a workload out of its environment's stack into its own, in the states alone (STACK=dev-reports, SANDBOX=1)
	@$(RUN) tools/change/main.ts own-stack "$(STACK)"

policy-publish: pack ## Publish the policy pack to Pulumi Cloud (ORG=your-organisation)
	@test -n "$(ORG)" || { echo "Say for which organisation: make policy-publish ORG=your-organisation"; exit 2; }
	@cd policy-pack && pulumi policy publish "$(ORG)"

test: engine pack ## Run the tests (ONLY=unit for those of one folder, JOBS=1 for one at a time)
	@node_modules/.bin/mocha --no-config --require ./tools/register.js --extension ts --timeout 10000 --fail-zero \
		--reporter tools/test/reporter.js $(if $(filter 1,$(JOBS)),,--parallel --jobs $(JOBS)) '$(TESTS)'

lint: install ## Check style, types and workflows
	@node_modules/.bin/eslint .
	@node_modules/.bin/prettier --check --log-level warn .
	@npm run --silent typecheck
	@$(RUN) tools/lint/main.ts

bench: engine pack ## Measure against the bars; results in .bench/results.json
	@$(RUN) tools/bench/main.ts

clean: ## Remove what was built or measured; keeps packages, the CLI and the sandbox
	@rm -rf policy-pack/dist .bench .plans node_modules/.cache
