package main

import (
	"fmt"
	"strings"
)

// repeated joins f(0) to f(n-1).
func repeated(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// laughs declares n entities, each of which is ten of the one before.
func laughs(n int) string {
	return `<!ENTITY e0 "ha">` + repeated(n, func(i int) string {
		return fmt.Sprintf(`<!ENTITY e%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&e%d;", i), 10))
	})
}

// manyNames is a document with so many distinct names. It is apart because what
// keeps whole documents in memory takes more for it than other attacks may.
func manyNames(n int) string {
	return "<a>" + repeated(n, func(i int) string { return fmt.Sprintf("<e%d/>", i) }) + "</a>"
}

// hostileDocuments are documents that make XML readers take very long, very
// much memory, or a fall.
func hostileDocuments() map[string]string {
	x := func(n int) string { return strings.Repeat("x", n) }
	documents := map[string]string{
		"billion laughs":              "<!DOCTYPE a [" + laughs(10) + "]><a>&e10;</a>",
		"billion laughs in attribute": "<!DOCTYPE a [" + laughs(10) + "]><a b='&e10;'/>",
		"billion laughs in default":   "<!DOCTYPE a [" + laughs(10) + "<!ATTLIST a b CDATA '&e10;'>]><a/>",
		"parameter entity laughs": `<!DOCTYPE a [<!ENTITY % p0 "<!--x-->">` + repeated(9, func(i int) string {
			return fmt.Sprintf(`<!ENTITY %% p%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&#37;p%d;", i), 10))
		}) + "%p9;]><a/>",
		"quadratic entity": `<!DOCTYPE a [<!ENTITY e "` + x(100_000) + `">]><a>` + strings.Repeat("&e;", 100_000) + "</a>",
		"empty entity":     `<!DOCTYPE a [<!ENTITY e "">]><a>` + strings.Repeat("&e;", 2_000_000) + "</a>",
		"entity chain": `<!DOCTYPE a [<!ENTITY e0 "x">` + repeated(100_000, func(i int) string {
			return fmt.Sprintf(`<!ENTITY e%d "&e%d;">`, i+1, i)
		}) + "]><a>&e100000;</a>",
		"entity cycle":    `<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a>&e;</a>`,
		"external entity": `<!DOCTYPE a SYSTEM "file:///dev/zero" [<!ENTITY e SYSTEM "/dev/zero"><!ENTITY % p SYSTEM "/dev/zero">%p;]><a>&e;</a>`,
		"default storm":   "<!DOCTYPE a [<!ATTLIST b " + repeated(2000, func(i int) string { return fmt.Sprintf("a%d CDATA 'x' ", i) }) + ">]><a>" + strings.Repeat("<b/>", 20_000) + "</a>",
		"many declarations": "<!DOCTYPE a [" + repeated(200_000, func(i int) string {
			return fmt.Sprintf("<!ATTLIST a a%d CDATA #IMPLIED><!ELEMENT e%d ANY>", i, i)
		}) + "]><a/>",
		"deep content model":      "<!DOCTYPE a [<!ELEMENT a " + strings.Repeat("(", 500_000) + "b" + strings.Repeat(")", 500_000) + ">]><a/>",
		"attributes":              "<a " + repeated(1_000_000, func(i int) string { return fmt.Sprintf("a%d='' ", i) }) + "/>",
		"attributes at the limit": "<a " + repeated(9_999, func(i int) string { return fmt.Sprintf("a%d='' ", i) }) + "/>",
		"prefixed attributes":     "<a xmlns:p='u' xmlns:q='v' " + repeated(4_000, func(i int) string { return fmt.Sprintf("p:a%d='' q:a%d='' ", i, i) }) + "/>",
		"one attribute often":     "<a " + strings.Repeat("a='' ", 500_000) + "/>",
		"namespaces":              "<a " + repeated(100_000, func(i int) string { return fmt.Sprintf("xmlns:p%d='u' ", i) }) + "/>",
		"namespaces nested": "<a>" + repeated(9_000, func(i int) string { return fmt.Sprintf("<a xmlns:p%d='u%d'>", i, i) }) +
			strings.Repeat("</a>", 9_001),
		"names":                          manyNames(100_000),
		"broken tags":                    strings.Repeat("<", 3_000_000),
		"open tags":                      strings.Repeat("<a ", 1_000_000),
		"end tags":                       strings.Repeat("</a>", 1_000_000),
		"ampersands":                     "<a>" + strings.Repeat("&", 2_000_000) + "</a>",
		"mismatches":                     repeated(300_000, func(i int) string { return fmt.Sprintf("<a%d></b%d>", i%1000, i%777) }),
		"quotes":                         "<a b=" + strings.Repeat("'\"", 1_000_000),
		"comments":                       strings.Repeat("<!--", 1_000_000),
		"sections":                       "<a>" + strings.Repeat("<![CDATA[", 500_000),
		"instructions":                   "<?xml version='1.0'" + strings.Repeat("<?xml ", 500_000),
		"zero bytes":                     strings.Repeat("\x00", 5_000_000),
		"UTF-16":                         "\xff\xfe" + strings.Repeat("<\x00a\x00", 1_000_000) + "\x00",
		"UTF-32":                         "\x00\x00\xfe\xff" + strings.Repeat("\x00\x00\x00<", 500_000),
		"not UTF-8":                      "<a>" + strings.Repeat("\xff", 3_000_000) + "</a>",
		"ignore comments":                "<a>" + strings.Repeat("<!-- snapxml:ignore element-value: x --><b/>", 100_000) + "</a>",
		"schema processing instructions": strings.Repeat("<?xml-model href='a.rng'?>", 200_000) + "<a/>",
		"wrong children":                 "<domainsnapshot>" + strings.Repeat("<z/>", 200_000) + "</domainsnapshot>",
		"wrong attributes":               "<domainsnapshot>" + strings.Repeat("<name a='' b='' c=''/>", 50_000) + "</domainsnapshot>",
		"disks": "<domainsnapshot><disks>" + repeated(100_000, func(i int) string {
			return fmt.Sprintf("<disk name='vd%d' snapshot='external'><source file='/%d'/></disk>", i, i)
		}) + "</disks></domainsnapshot>",
		"one disk often": "<domainsnapshot><disks>" + strings.Repeat("<disk name='vda'/>", 200_000) + "</disks></domainsnapshot>",
		"guest devices": "<domainsnapshot><name>a</name><domain type='qemu'><name>g</name><devices>" +
			strings.Repeat("<disk device='disk'><target dev='vda'/></disk><interface type='user'/>", 40_000) + "</devices></domain></domainsnapshot>",
		"digits": "<domainsnapshot><creationTime>" + strings.Repeat("9", 1_000_000) + "</creationTime></domainsnapshot>",
	}
	for _, depth := range []int{257, 258, 9_999, 100_000, 1_000_000} {
		documents[fmt.Sprint("depth ", depth)] = strings.Repeat("<a>", depth) + strings.Repeat("</a>", depth)
	}
	for _, n := range []int{50_000, 50_001, 20_000_000} {
		documents[fmt.Sprint("name of ", n)] = "<" + x(n) + "/>"
	}
	const large = 10_000_001
	for name, d := range map[string]string{
		"text": "<a>" + x(large) + "</a>", "attribute": "<a b='" + x(large) + "'/>", "comment": "<a><!--" + x(large) + "--></a>",
		"instruction": "<a><?p " + x(large) + "?></a>", "section": "<a><![CDATA[" + x(large) + "]]></a>",
		"value":      "<domainsnapshot><state>" + x(large) + "</state></domainsnapshot>",
		"whitespace": "<domainsnapshot>" + strings.Repeat(" ", large) + "</domainsnapshot>",
	} {
		documents["large "+name] = d
	}
	return documents
}
