package main

import (
	"fmt"
	"strings"
)

// rng is a schema in XML syntax.
func rng(content string) string {
	return `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">` + content + "</grammar>"
}

// root is the content of a schema with one element.
func root(content string) string {
	return rng(`<start><element name="a">` + content + "</element></start>")
}

// A hostileSchema is a schema, of the file s.rng or s.rnc, with others that it
// refers to and a document.
type hostileSchema struct {
	files    map[string]string
	document string
	valid    bool // the document is, and must be found to be
}

// hostileSchemas make validators take very long, very much memory, or a fall,
// or tell what is in a file.
func hostileSchemas() map[string]hostileSchema {
	schemas := schemasOfFiles()
	add := func(name, schema, document string, valid bool) {
		file := "s.rnc"
		if strings.HasPrefix(schema, "<") {
			file = "s.rng"
		}
		schemas[name] = hostileSchema{map[string]string{file: schema}, document, valid}
	}
	add("ref cycle", rng(`<start><ref name="a"/></start><define name="a"><ref name="b"/></define><define name="b"><ref name="a"/></define>`), "<a/>", false)
	add("chained definitions", rng(`<start><ref name="d0"/></start>`+repeated(100_000, func(i int) string {
		return fmt.Sprintf(`<define name="d%d"><ref name="d%d"/></define>`, i, i+1)
	})+`<define name="d100000"><element name="a"><empty/></element></define>`), "<a/>", false)
	add("nested groups", root(strings.Repeat("<group>", 20_000)+"<empty/>"+strings.Repeat("</group>", 20_000)), "<a/>", false)
	add("nested parentheses", "start = "+strings.Repeat("(", 200_000)+"element a { empty }"+strings.Repeat(")", 200_000), "<a/>", false)
	add("nested elements", "start = "+strings.Repeat("element a { ", 100_000)+"empty"+strings.Repeat("}", 100_000), "<a/>", false)
	add("nested annotations", "[ "+strings.Repeat("x:a [ ", 100_000)+strings.Repeat("]", 100_000)+" ] start = empty", "<a/>", false)
	add("nested name classes", "start = element "+strings.Repeat("(* - ", 50_000)+"b"+strings.Repeat(")", 50_000)+" { empty }", "<a/>", false)
	add("many patterns", "start = element a { "+strings.TrimSuffix(repeated(10_000, func(i int) string { return fmt.Sprintf("element e%d { empty },", i) }), ",")+" }", "<a/>", false)
	add("many wildcards", "start = element a { "+strings.TrimSuffix(repeated(2_000, func(i int) string { return fmt.Sprintf("(attribute * - a%d { text })?,", i) }), ",")+" }", "<a/>", false)
	add("not a schema", strings.Repeat("{", 1_000_000), "<a/>", false)
	add("strings", `start = "`+strings.Repeat(`" ~ "`, 300_000)+`"`, "<a/>", false)

	optional := func(n int) string {
		return repeated(n, func(i int) string {
			return fmt.Sprintf(`<optional><attribute name="a%d"/></optional>`, i)
		})
	}
	attributes := func(n, step int) string {
		return repeated(n/step, func(i int) string { return fmt.Sprintf(" a%d=''", i*step) })
	}
	add("2,000 optional attributes", root(optional(2000)), "<a"+attributes(2000, 1)+"/>", true)
	add("18 optional attributes", root(optional(18)), "<a"+attributes(18, 1)+"/>", true)
	add("32 of 64 attributes", root("<zeroOrMore><element name='b'>"+optional(64)+"</element></zeroOrMore>"),
		"<a>"+repeated(3000, func(i int) string { return "<b" + attributes(64, 1+i%5) + "/>" })+"</a>", true)
	choice := func(n int, of string) string {
		return "<choice>" + repeated(n, func(i int) string { return fmt.Sprintf(of, i) }) + "</choice>"
	}
	add("choice of 100,000 values", root(choice(100_000, "<value>v%d</value>")), "<a>v99999</a>", true)
	add("choice of 2,000 names", root("<zeroOrMore>"+choice(2000, `<element name="e%d"><empty/></element>`)+"</zeroOrMore>"),
		"<a>"+repeated(2000, func(i int) string { return fmt.Sprintf("<e%d/>", 1999-i) })+"</a>", true)
	add("1,000 interleaved options", root("<interleave>"+repeated(1000, func(i int) string {
		return fmt.Sprintf(`<optional><element name="e%d"><empty/></element></optional>`, i)
	})+"</interleave>"), "<a>"+repeated(1000, func(i int) string { return fmt.Sprintf("<e%d/>", 999-i) })+"</a>", true)
	add("100 interleaved pairs", "start = element a { "+strings.TrimSuffix(repeated(100, func(i int) string {
		return fmt.Sprintf("(element a%d { empty }, element b%d { empty })* &", i, i)
	}), "&")+"}", "<a>"+repeated(100, func(i int) string { return fmt.Sprintf("<a%d/>", i) })+repeated(100, func(i int) string { return fmt.Sprintf("<b%d/>", i) })+"</a>", true)
	add("interleaved repeats", "start = element a { "+strings.TrimSuffix(repeated(12, func(i int) string {
		return fmt.Sprintf("(b, element c%d { empty }?)* |", i)
	}), "|")+" } b = element b { empty }", "<a>"+strings.Repeat("<b/>", 2000)+"<z/></a>", false)
	add("one name for two elements", "start = a1 | a2 a1 = element a { (a1 | a2)?, element x { empty }? } a2 = element a { (a1 | a2)?, element y { empty }? }",
		strings.Repeat("<a>", 200)+strings.Repeat("</a>", 199)+"<y/></a>", true)
	add("states", "start = element a { (b | c)*, b, "+strings.TrimSuffix(strings.Repeat("(b | c),", 200), ",")+" } b = element b { empty } c = element c { empty }",
		"<a>"+strings.Repeat("<b/><c/>", 500)+"<b/>"+strings.Repeat("<c/>", 200)+"</a>", true)
	add("400 options", "start = element a { "+strings.TrimSuffix(strings.Repeat("b?,", 400), ",")+" } b = element b { empty }", "<a>"+strings.Repeat("<b/>", 400)+"</a>", true)
	add("nested repeats", "start = element a { "+strings.Repeat("(", 12)+"b*"+strings.Repeat(", b*)*", 12)+" } b = element b { empty }",
		"<a>"+strings.Repeat("<b/>", 200)+"<c/></a>", false)
	add("document as deep as allowed", "start = e e = element a { e? }", strings.Repeat("<a>", 9_999)+strings.Repeat("</a>", 9_999), true)
	add("ambiguous list", `start = element a { list { ("x" | ("x", "x"))*, "y", ("x" | "y")* } }`, "<a>"+strings.Repeat("x ", 50)+"y"+strings.Repeat(" x", 49)+"</a>", true)
	add("long ambiguous list", `start = element a { list { ("x" | ("x", "x"))*, "y", ("x" | "y")* } }`, "<a>"+strings.Repeat("x ", 500_000)+"y</a>", true)
	add("200,000 wrong children", root("<empty/>"), "<a>"+strings.Repeat("<z/>", 200_000)+"</a>", false)
	add("integer of a million digits", root(`<data type="integer"/>`), "<a>"+strings.Repeat("7", 1_000_000)+"</a>", true)
	add("decimal of a million digits", root(`<data type="decimal"><param name="maxInclusive">1`+strings.Repeat("0", 100_000)+`</param></data>`), "<a>0."+strings.Repeat("7", 1_000_000)+"</a>", true)

	as := func(n int, tail string) string { return "<a>" + strings.Repeat("a", n) + tail + "</a>" }
	pattern := func(p string) string {
		return root(`<data type="string"><param name="pattern">` + p + "</param></data>")
	}
	add("pattern (a|aa)*b", pattern("(a|aa)*b"), as(20_000, ""), false)
	add("pattern (a?){60}a{60}", pattern("(a?){60}a{60}"), as(60, ""), true)
	add("pattern (.*a){25}", pattern("(.*a){25}"), as(60, ""), true)
	add("pattern (.*a){25} on much", pattern("(.*a){25}"), as(200_000, "b"), false)
	add("pattern of 5,000 parentheses", pattern(strings.Repeat("(", 5000)+"a"+strings.Repeat(")", 5000)), as(1, ""), true)
	add("pattern of 500,000 parentheses", pattern(strings.Repeat("(", 500_000)+"a"+strings.Repeat(")", 500_000)), as(1, ""), false)
	add("pattern with huge bounds", pattern("((a{1000}){1000}){1000}"), as(1000, ""), false)
	add("pattern with a huge bound", pattern("a{99999999999999999999}"), as(1000, ""), false)
	add("pattern of states", pattern("(a|b)*a(a|b){30}"), "<a>"+strings.Repeat("ab", 100_000)+"</a>", false)
	add("pattern of classes", pattern(strings.Repeat(`[\p{L}-[a-z-[aeiou]]]?`, 3_000)), as(1000, ""), true)
	return schemas
}

// schemasOfFiles are those that refer to other files.
func schemasOfFiles() map[string]hostileSchema {
	include := func(href string) string { return rng(`<include href="` + href + `"/><start><empty/></start>`) }
	external := func(href string) string { return rng(`<start><externalRef href="` + href + `"/></start>`) }
	chain := map[string]string{}
	for i := range 1500 {
		chain[fmt.Sprintf("s%d.rng", i)] = rng(fmt.Sprintf(`<include href="s%d.rng"/>`, i+1))
	}
	chain["s.rng"] = rng(`<include href="s0.rng"/>`)
	chain["s1500.rng"] = root("<empty/>")
	doubling := map[string]string{"s.rng": external("s0.rng"), "s20.rng": `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>`}
	for i := range 20 {
		doubling[fmt.Sprintf("s%d.rng", i)] = fmt.Sprintf(`<choice xmlns="http://relaxng.org/ns/structure/1.0"><externalRef href="s%d.rng"/><externalRef href="s%d.rng"/></choice>`, i+1, i+1)
	}
	doublingIncludes := map[string]string{"s20.rng": rng("")}
	for i := range 20 {
		name := fmt.Sprintf("s%d.rng", i)
		if i == 0 {
			name = "s.rng"
		}
		doublingIncludes[name] = rng(fmt.Sprintf(`<include href="s%d.rng"/><include href="s%d.rng"/>`, i+1, i+1))
	}
	return map[string]hostileSchema{
		"include of itself":         {map[string]string{"s.rng": include("s.rng")}, "<a/>", false},
		"include of each other":     {map[string]string{"s.rng": include("t.rng"), "t.rng": include("s.rng")}, "<a/>", false},
		"external ref to itself":    {map[string]string{"s.rng": external("s.rng")}, "<a/>", false},
		"include chain":             {chain, "<a/>", false},
		"external ref doubling":     {doubling, "<a/>", true},
		"include doubling":          {doublingIncludes, "<a/>", false},
		"include of a secret":       {map[string]string{"s.rng": include("../../../../../../../../etc/passwd")}, "<a/>", false},
		"include of a secret below": {map[string]string{"s.rng": include("secret"), "secret": "secret:x:0:0:root"}, "<a/>", false},
		"include of a device":       {map[string]string{"s.rng": include("file:///dev/zero")}, "<a/>", false},
		"include of an address":     {map[string]string{"s.rng": include("http://127.0.0.1:1/s.rng")}, "<a/>", false},
		"compact include":           {map[string]string{"s.rnc": `include "s.rnc"`}, "<a/>", false},
		"external entity": {map[string]string{"secret": "secret:x:0:0:root", "s.rng": `<!DOCTYPE grammar [<!ENTITY e SYSTEM "secret">]>` +
			root("<value>&e;</value>")}, "<a/>", false},
	}
}
