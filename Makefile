# make           builds the tool, refreshes what is generated, validates real
#                documents and writes the reference page
# make test      runs every test, first installing what they compare with
# make bench     compares speed and memory with other validators
# make generate  refreshes the generated schema, model and code
# make pgo       refreshes the profile that the tool is compiled with

GO      ?= go
BIN     := bin/snapxml
PUBLIC  := site/public
LDFLAGS := -s -w

.PHONY: all build generate validate page test lint peers bench pgo clean

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

page: build
	$(BIN) docs -o $(PUBLIC)
	@echo
	@echo "the tool is $(CURDIR)/$(BIN)"
	@echo "the page is $(CURDIR)/$(PUBLIC)/formatsnapshot.html"

test: peers lint
	CGO_ENABLED=0 $(GO) build ./...
	$(GO) test ./... ./testdata/peers

lint:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./... ./testdata/peers
	$(GO) tool staticcheck ./... ./testdata/peers
	$(GO) mod tidy -diff

peers:
	.ci/peers

bench: build
	$(GO) run ./cmd/bench -snapxml $(BIN)

pgo:
	$(GO) test ./validate -run '^$$' -bench . -benchtime 5s -cpuprofile cmd/snapxml/default.pgo -o /dev/null

clean:
	rm -rf bin $(PUBLIC)
