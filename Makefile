# make           builds the tool, refreshes what is generated, validates real
#                documents and writes the reference page
# make test      runs every test, first installing what they compare with
# make bench     compares speed and memory with other validators
# make generate  refreshes the generated schema, model and code
# make editor    refreshes the playground's editor, with npm
# make pgo       refreshes the profile that the tool is compiled with
# make man       writes the manual pages into dist/man
# make release   builds the tool for every platform into dist, with checksums
# make release-check   builds that twice, in other places, and compares

GO      ?= go
BIN     := bin/snapxml
PUBLIC  := site/public
CHECKER := bin/playground
LDFLAGS := -s -w
DIST    := dist

# What make release builds. The values of GOAMD64 and GOARM64 are Go's own
# defaults, so that an environment with others builds the same files.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
RELEASE   := CGO_ENABLED=0 GOAMD64=v1 GOARM64=v8.0 GOFLAGS= GOEXPERIMENT=

.PHONY: all build generate validate playground page editor test lint peers bench pgo man release release-check clean

all: generate build validate page

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/snapxml
	@echo "built $(BIN)"

generate:
	CGO_ENABLED=0 $(GO) run ./cmd/schemagen schema/domainsnapshot schema/testdata/machine

# Every example of the page is validated again by docs; here the tool itself
# reads them, and the documents of testdata, as a user would have it do.
validate: build
	@mkdir -p bin/examples
	@for name in $$($(BIN) sample --list | cut -d' ' -f1); do \
		$(BIN) sample $$name > bin/examples/$$name.xml || exit 1; done
	$(BIN) validate bin/examples testdata/snapshots

# The checker of the playground. Without inlining it is a sixth smaller to load.
playground:
	@mkdir -p $(CHECKER)
	GOOS=js GOARCH=wasm $(GO) build -trimpath -ldflags '$(LDFLAGS)' -gcflags=all=-l -o $(CHECKER)/snapxml.wasm ./cmd/playground
	$(GO) run ./cmd/wasmpack $(CHECKER)/snapxml.wasm
	cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" $(CHECKER)

editor:
	cd site/playground && npm ci --silent --no-fund --no-audit --ignore-scripts
	$(GO) run ./cmd/webbuild

page: build playground
	$(BIN) docs -o $(PUBLIC) --playground $(CHECKER)
	@echo
	@echo "the tool is $(CURDIR)/$(BIN)"
	@echo "the page is $(CURDIR)/$(PUBLIC)/formatsnapshot.html, the playground $(CURDIR)/$(PUBLIC)/playground.html"

test: peers lint
	CGO_ENABLED=0 $(GO) build ./...
	$(GO) test ./... ./testdata/peers

lint:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./... ./testdata/peers
	GOOS=js GOARCH=wasm $(GO) vet ./cmd/playground
	$(GO) tool staticcheck ./... ./testdata/peers
	$(GO) mod tidy -diff

peers:
	.ci/peers

bench: build
	$(GO) run ./cmd/bench -snapxml $(BIN)

pgo:
	GOGC=400 GODEBUG=asyncpreemptoff=1 $(GO) test ./validate -run '^$$' -bench . -benchtime 5s -cpuprofile cmd/snapxml/default.pgo -o /dev/null

man:
	$(GO) run -tags man ./cmd/snapxml man -o $(DIST)/man

release:
	@rm -rf $(DIST)/release && mkdir -p $(DIST)/release
	@for platform in $(PLATFORMS); do \
		os=$${platform%/*} arch=$${platform#*/} end=; \
		[ $$os != windows ] || end=.exe; \
		echo "building for $$platform"; \
		$(RELEASE) GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '$(LDFLAGS)' \
			-o $(DIST)/release/snapxml-$$os-$$arch$$end ./cmd/snapxml || exit 1; done
	@cd $(DIST)/release && { sha256sum snapxml-* 2>/dev/null || shasum -a 256 snapxml-*; } > SHA256SUMS
	@cat $(DIST)/release/SHA256SUMS

# Two clones of the last commit, with nothing compiled before, must give the
# same files.
release-check:
	@dir=$$(mktemp -d) && trap 'chmod -R u+w "$$dir"; rm -rf "$$dir"' EXIT && \
	for n in 1 2; do \
		git clone --quiet . "$$dir/a$$n/snapxml" && \
		GOCACHE="$$dir/cache$$n" $(MAKE) --no-print-directory -C "$$dir/a$$n/snapxml" release PLATFORMS='$(PLATFORMS)' >/dev/null || exit 1; done && \
	diff "$$dir/a1/snapxml/$(DIST)/release/SHA256SUMS" "$$dir/a2/snapxml/$(DIST)/release/SHA256SUMS" && \
	echo "two builds are the same:" && cat "$$dir/a1/snapxml/$(DIST)/release/SHA256SUMS"

clean:
	rm -rf bin $(DIST) $(PUBLIC)
