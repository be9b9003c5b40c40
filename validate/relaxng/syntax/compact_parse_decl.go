package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// keywords are the names that stand for themselves only after a backslash.
var keywords = map[string]bool{
	"attribute": true, "default": true, "datatypes": true, "div": true, "element": true, "empty": true, "external": true,
	"grammar": true, "include": true, "inherit": true, "list": true, "mixed": true, "namespace": true, "notAllowed": true,
	"parent": true, "start": true, "string": true, "text": true, "token": true,
}

// declaration reads one declaration; it is false where none begins.
func (c *compactParser) declaration() bool {
	switch {
	case c.seesWord("namespace"):
		c.take()
		prefix, at := c.prefix()
		c.namespace(prefix, at)
	case c.seesWord("default"):
		c.defaultNamespace()
	case c.seesWord("datatypes"):
		c.datatypes()
	default:
		return false
	}
	return !c.broken
}

// prefix reads a name, which may be a keyword, to declare or use as a prefix.
func (c *compactParser) prefix() (name string, at source.Range) {
	if c.broken || c.tok.kind != tokenWord && c.tok.kind != tokenQuoted {
		c.unexpected("a prefix")
		return "", c.tok.rng
	}
	t := c.take()
	return t.text, t.rng
}

// defaultNamespace reads what may also declare a prefix for the same
// namespace.
func (c *compactParser) defaultNamespace() {
	at := c.take().rng
	if !c.seesWord("namespace") {
		c.unexpected(`"namespace"`)
		return
	}
	c.take()
	prefix, prefixAt := "", at
	if !c.sees("=") {
		prefix, prefixAt = c.prefix()
	}
	if c.once("default namespace", at) {
		c.standard = c.namespace(prefix, prefixAt)
	} else {
		c.namespace(prefix, prefixAt)
	}
}

// once reports whether something was not declared before.
func (c *compactParser) once(what string, at source.Range) bool {
	if c.declared[what] {
		c.wrong(diag.SchemaDeclaration, at, "%s is declared twice", what)
		return false
	}
	if c.declared == nil {
		c.declared = map[string]bool{}
	}
	c.declared[what] = true
	return true
}

// namespace reads what a prefix is bound to.
func (c *compactParser) namespace(prefix string, at source.Range) binding {
	c.expect("=")
	var b binding
	if c.seesWord("inherit") {
		c.take()
		b.open = true
	} else {
		b.uri, _ = c.literal()
	}
	if prefix == "" || c.broken || !c.once("prefix "+diag.Quote(prefix), at) {
		return b
	}
	c.checkDeclarable(prefix, b.uri, at)
	c.prefixes[prefix] = b
	if c.scope = c.scope.declare(prefix, b.uri); c.scope.size > maxNamespaces {
		c.fail(diag.SchemaTooManyNamespaces, at, "more than %s namespace declarations", thousands(maxNamespaces))
		c.over = true
	}
	return b
}

// checkDeclarable reports what XML namespaces do not allow to declare.
func (c *compactParser) checkDeclarable(prefix, uri string, at source.Range) {
	switch {
	case prefix == "xmlns":
		c.wrong(diag.SchemaDeclaration, at, "\"xmlns\" is reserved and cannot be declared")
	case (prefix == "xml") != (uri == XMLNamespace):
		c.wrong(diag.SchemaDeclaration, at, "the prefix \"xml\" and the namespace %s belong to each other only", diag.Quote(XMLNamespace))
	}
}

// datatypes reads the declaration of a prefix for a datatype library.
func (c *compactParser) datatypes() {
	c.take()
	prefix, at := c.prefix()
	c.expect("=")
	uri, uriAt := c.literal()
	uri = escapeURI(uri)
	switch {
	case c.broken || !c.once("datatypes prefix "+diag.Quote(prefix), at):
	case prefix == "xsd" && uri != XSDDatatypes:
		c.wrong(diag.SchemaDeclaration, at, "the datatypes prefix \"xsd\" stands for %s only", diag.Quote(XSDDatatypes))
	case uri != "" && !isAbsoluteURI(uri):
		c.wrong(diag.SchemaDeclaration, uriAt, "a datatype library must be an absolute URI without a fragment (RELAX NG §4.3)")
	default:
		c.libraries[prefix] = uri
	}
}

// undeclared is the namespace of prefixes that were reported.
const undeclared = "\x00"

// resolve is what a prefix of a name stands for.
func (c *compactParser) resolve(t token) binding {
	b, ok := c.prefixes[t.prefix]
	if !ok {
		b.uri = undeclared
		at := source.Range{Start: t.rng.Start, End: t.rng.Start + int64(len(t.prefix))}
		c.wrong(diag.SchemaPrefix, at, "prefix %s is not declared; expected namespace %s = \"…\" at the top", diag.Quote(t.prefix), t.prefix)
	}
	return b
}

// inherit reads the optional end of include and external.
func (c *compactParser) inherit() binding {
	if !c.seesWord("inherit") {
		return c.standard
	}
	c.take()
	c.expect("=")
	prefix, at := c.prefix()
	if c.broken {
		return c.standard
	}
	return c.resolve(token{prefix: prefix, rng: at})
}
