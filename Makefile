# Parley. `make help` lists what there is to do.
# Needs Go (go.mod says which) and, for the long tools, what each target says. Nothing but package registries is asked of the network.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VERSION ?= $(shell git describe --tags --always 2>/dev/null || echo unknown)
CASE    := sample/pak-afg-2025
# The report of the sample case that `make demo` shows, by its id.
SHOW    ?= 040-geo-asif-deadlock
# Where `make demo` keeps the case.
LEDGER  ?= sqlite:out/ledger.db
# Where it serves the desk.
PORT    ?= 8910

# Where `make accuracy` finds the gold sets and their scorers; they are no part of the project.
GOLD ?= ../shared/gold
SEED ?= ../shared/seed

# How long `make soak` fuzzes each target (60s, or 5000x for so many inputs), and how many reports it streams.
FUZZTIME ?= 60s
REPORTS  ?= 100000
# How often `make soak` kills a writer of the ledger in each store, and the seed of the moments.
CRASHES  ?= 500
CRASHSEED ?= 1
# How many reports the ledger has that `make bench` asks (100000 takes half an hour).
SCALE    ?= 4000

export CGO_ENABLED = 0

.PHONY: help build web demo test check unit browser lint bench soak fuzz stream crashes crowd postgres accuracy extractors clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/parley
	@go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/parley ./cmd/parley

# The scripts of the pages, built again when something of theirs is newer; the binary embeds them.
ISLANDS := desk/assets/dist/licences.txt

web: ## the scripts of map, timeline and charts (needs npm; without them the pages are complete, but still)
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(ISLANDS); else echo "npm is not here: the pages stay without their islands of script (map, zoom, tips)"; fi

desk/web/node_modules/.package-lock.json: desk/web/package.json desk/web/package-lock.json desk/web/.npmrc
	@cd desk/web && npm ci --silent && touch node_modules/.package-lock.json

$(ISLANDS): desk/web/node_modules/.package-lock.json desk/web/build.mjs $(wildcard desk/web/src/*)
	@cd desk/web && npm run --silent check && npm run --silent build

demo: web build ## a record in the terminal, then the desk at http://127.0.0.1:PORT, filling with the sample case (interrupt to end)
	@mkdir -p out && rm -rf out/ledger.db*
	@grep -m1 '"id": "$(SHOW)"' $(CASE)/reports.jsonl > out/demo.jsonl
	@bin/parley read out/demo.jsonl
	@bin/parley read --html out/demo.html out/demo.jsonl
	@bin/parley migrate --ledger $(LEDGER) > /dev/null
	@echo; echo "That was one record. Now the sample case, followed as its weeks came in:"; echo
	@bin/parley serve --ledger $(LEDGER) --addr 127.0.0.1:$(PORT) & desk=$$!; trap 'kill $$desk 2> /dev/null' EXIT; \
	bin/parley watch --sample --speed 12 --ledger $(LEDGER); \
	bin/parley brief --ledger $(LEDGER) --weekly --as-of 2025-11-10 --format html --out out/brief.html; \
	echo; bin/parley truce --ledger $(LEDGER) --as-of 2025-11-10 --cite none | sed -n 1,8p; \
	echo; echo "out/demo.html   the report above with its claims beside it"; \
	echo "out/brief.html  the brief of the week to 10 November 2025, every sentence with its sources"; \
	echo "More in another terminal: bin/parley toll --ledger $(LEDGER) (or talks, positions, incidents, findings, search WORDS …)"; \
	kill -0 $$desk 2> /dev/null && echo && echo "The desk: http://127.0.0.1:$(PORT)  (interrupt to end)"; \
	wait $$desk

test: check unit browser fuzz stream ## everything that must pass, in its short form
test: FUZZTIME = 1000x
test: REPORTS = 2000

check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; }
	@go vet ./...

unit: postgres
	@go test ./.ci/verdict
	@go test -json ./... | go run ./.ci/verdict $(if $(CI),-strict)

postgres: # the tests start their own server, of Debian's package
	@compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || command -v postgres > /dev/null || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends postgresql; }

# Without npm and chromium there is nothing to look with: then this fails, here as in .ci/run. It does not skip.
browser: ## every page in chromium: errors, pixels, keys, paper, no script, axe; pictures in out/screenshots
	@command -v npm > /dev/null && [ -x /usr/bin/chromium ] || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends chromium $$(command -v npm > /dev/null || echo nodejs npm); }
	@$(MAKE) --no-print-directory $(ISLANDS) && $(MAKE) --no-print-directory build
	@cd desk/web && npm exec --offline -- playwright test

crashes: postgres ## kill -9: a writer of the ledger CRASHES times in each store, parley watch 300 times with each queue
	@go test ./ledger -run '^TestCrashes$$' -crashes $(CRASHES) -seed $(CRASHSEED) -timeout 2h
	@go test ./cmd/parley -run '^TestWatchIsKilled$$' -crashes 300 -seed $(CRASHSEED) -timeout 1h

crowd: ## 2,000 sources on a local server, 500 of them hostile
	@PARLEY_SOURCES=2000 go test ./wire -run Crowd -v -timeout 30m

fuzz: ## every fuzz target for FUZZTIME each
	@.ci/fuzz $(FUZZTIME)

stream: build ## REPORTS made-up reports through one process, its memory watched
	@go run ./bench -soak $(REPORTS) -parley bin/parley

lint: ## golangci-lint, as tools/go.mod pins it
	@cd tools && go build -o ../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@bin/golangci-lint run ./...

bench: build ## how fast, how much memory, what grows how
	@go run ./bench -parley bin/parley -scale $(SCALE)

soak: fuzz stream crashes crowd ## the long runs: fuzzing by the minute, 100,000 reports, 800 crashes, 2,000 sources

accuracy: build ## measure against the gold sets in GOLD and write docs/accuracy.md (needs python3); AUDIT=FILE adds the gold of parley audit
	@go run ./accuracy -gold $(GOLD) -seed $(SEED) -parley bin/parley $(if $(AUDIT),-audit $(AUDIT))

extractors: ## text from the corpus of pages, beside what libraries take from them
	@go -C tools/extractors run . ../../article/testdata/pages

clean: ## remove what was built
	@rm -rf bin out desk/web/node_modules
	@find desk/assets/dist -type f ! -name README -delete
