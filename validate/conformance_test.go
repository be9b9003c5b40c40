package validate_test

import (
	"fmt"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A tally counts the checks of a suite: each schema is one, and each document.
type tally struct {
	correct, incorrect int // schemas
	valid, invalid     int // documents
}

func (n *tally) schema(correct bool) {
	if correct {
		n.correct++
	} else {
		n.incorrect++
	}
}

func (n *tally) document(valid bool) {
	if valid {
		n.valid++
	} else {
		n.invalid++
	}
}

// checkCase puts a schema and its documents to the validator and counts what
// is judged rightly.
func (n *tally) checkCase(t *testing.T, c peers.Case) {
	t.Helper()
	schema := c.Write(t, t.TempDir())
	v, faults, err := validate.CompileFile(schema, validate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if (v != nil) != c.Correct {
		t.Errorf("%s: the schema is correct: %t; found %v\n%s", c.ID, c.Correct, describe(faults), c.Files[c.Name])
		return
	}
	n.schema(c.Correct)
	for _, d := range c.Documents {
		found := v.Check(xmlscan.NewFile(d.Name, d.Text))
		if diag.HasErrors(found) == d.Valid {
			t.Errorf("%s: %s is valid: %t; found %v\n%s\n%s", c.ID, d.Name, d.Valid, describe(found), c.Files[c.Name], d.Text)
			continue
		}
		n.document(d.Valid)
	}
}

// James Clark's test suite for RELAX NG, 965 checks: what is a correct schema,
// and which documents are valid.
func TestSpecSuite(t *testing.T) {
	var got tally
	for _, c := range peers.SpecSuite(t) {
		got.checkCase(t, c)
	}
	if want := (tally{correct: 172, incorrect: 213, valid: 289, invalid: 291}); got != want {
		t.Errorf("judged rightly: %+v, want %+v", got, want)
	}
}

// James Clark's test suite for the datatypes of XML Schema, 1,283 checks.
func TestDatatypeSuite(t *testing.T) {
	var got tally
	for i, c := range peers.DatatypeSuite(t) {
		got.checkCase(t, c.Case(fmt.Sprintf("%03d (%s)", i+1, c.Type)))
	}
	if want := (tally{correct: 240, valid: 306, invalid: 737}); got != want {
		t.Errorf("judged rightly: %+v, want %+v", got, want)
	}
}
