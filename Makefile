# make           builds the tool, refreshes what is generated, validates real
#                documents and writes the reference page
# make test      runs every test, first installing what they compare with
# make differential   compares verdicts with other programs on N random cases
# make bench     compares speed and memory with other validators
# make generate  refreshes the generated schema, model and code
# make editor    refreshes the playground's editor, with npm
# make pgo       refreshes the profile that the tool is compiled with
# make vscode    packs the extension for VS Code, with the tool, into dist
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

.PHONY: all build generate validate playground page editor test lint peers differential bench pgo vscode man release release-check clean

all: generate build validate page

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/snapxml
	@echo "built $(BIN)"

generate:
	CGO_ENABLED=0 $(GO) run ./cmd/schemagen schema/domainsnapshot schema/testdata/machine
	CGO_ENABLED=0 $(GO) run ./cmd/sitegen site

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
	@echo "the page is $(CURDIR)/$(PUBLIC)/formatsnapshot.html"
	@echo "the site is $(CURDIR)/$(PUBLIC)/index.html"
	@echo "the playground is $(CURDIR)/$(PUBLIC)/playground.html"

test: peers lint
	CGO_ENABLED=0 $(GO) build ./...
	$(GO) test ./... ./testdata/peers
	@if pkg-config --exists libxml-2.0; then set -x; CGO_ENABLED=1 $(GO) test -tags libxml2 ./validate/libxml2 && \
		CGO_ENABLED=1 $(GO) test -tags libxml2 -run 'TestScripts/engine|TestEngines' ./cmd/snapxml; \
	elif [ "$$SNAPXML_REQUIRE_PEERS" = 1 ]; then echo "libxml2's headers are not here, and SNAPXML_REQUIRE_PEERS=1"; exit 1; \
	else echo "SKIPPED: libxml2's headers are not here; the second engine is not tested"; fi

lint:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./... ./testdata/peers
	GOOS=js GOARCH=wasm $(GO) vet ./cmd/playground
	$(GO) tool staticcheck ./... ./testdata/peers
	@if pkg-config --exists libxml-2.0; then set -x; \
		CGO_ENABLED=1 $(GO) vet -tags libxml2 ./validate/libxml2 ./cmd/snapxml && \
		CGO_ENABLED=1 $(GO) tool staticcheck -tags libxml2 ./validate/libxml2 ./cmd/snapxml; fi
	$(GO) mod tidy -diff

peers:
	.ci/peers

# How many random cases: N pairs of a schema and a document for jing and
# libxml2, N odd documents for libxml2 and expat, MUTANTS snapshots for virsh.
# SEED begins elsewhere.
N       ?= 5000
MUTANTS ?= 2000
SEED    ?= 1
DIFFER  := SNAPXML_REQUIRE_PEERS=1 SNAPXML_SEED=$(SEED)

differential: peers
	$(DIFFER) $(GO) test ./validate ./validate/xmlscan -run 'TestDifferences|TestOddityGoldens' -count=1
	$(DIFFER) SNAPXML_ODDITIES=$(N) $(GO) test ./validate/xmlscan -run 'TestOddities$$' -v -timeout 0
	$(DIFFER) SNAPXML_PAIRS=$(N) $(GO) test ./validate -run 'TestRandomSchemas$$' -v -timeout 0
	$(DIFFER) SNAPXML_MUTANTS=$(MUTANTS) $(GO) test ./validate/libvirt -run 'TestMutants$$' -v -timeout 0

bench: build
	$(GO) run ./cmd/bench -snapxml $(BIN)

pgo:
	GOGC=400 GODEBUG=asyncpreemptoff=1 $(GO) test ./validate -run '^$$' -bench . -benchtime 5s -cpuprofile cmd/snapxml/default.pgo -o /dev/null

# Other systems' extensions come from a VSCODE_TARGET such as darwin-arm64 and
# a BIN for that system.
VSCODE_TARGET ?= linux-x64
VSCODE_VERSION ?= 0.0.0
vscode: build
	cd site/editors/vscode && npm ci --silent --no-fund --no-audit --ignore-scripts
	$(GO) run ./cmd/vsix -version $(VSCODE_VERSION) -program $(BIN) -target $(VSCODE_TARGET) -o $(DIST)/snapxml-$(VSCODE_TARGET).vsix
	@echo "code --install-extension $(DIST)/snapxml-$(VSCODE_TARGET).vsix"

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
