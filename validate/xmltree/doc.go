// Package xmltree makes trees of XML documents for programs that look at a
// document as a whole: editors, rules about several elements, fixes.
//
// A tree is lossless. Every byte of the document belongs to a node, and each
// part of a tag has its range. [Parse] takes any bytes: what is not
// well-formed is listed as faults and repaired as
// [xmlscan.Scanner.ResetRecovering] describes, so that the tree is what the
// author probably meant.
//
//	doc := xmltree.Parse(xmlscan.NewFile("a.xml", text), xmltree.Options{})
//	for disk := range doc.Root.Child("disks").ChildElements("disk") {
//		name, ok := disk.AttrValue("name")
//		…
//	}
//
// Methods of [Element] may be called on nil, which has nothing in it, so that
// a way down the tree needs no tests on its way.
package xmltree
