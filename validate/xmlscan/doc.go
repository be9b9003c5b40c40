// Package xmlscan reads XML as a stream of tokens with exact byte ranges. It
// accepts exactly the documents that are well-formed by XML 1.0 (fifth
// edition) and by Namespaces in XML 1.0, and stops at the first fault with a
// diagnostic that says what would be right. On request it goes on instead, as
// an editor needs it: see [Scanner.ResetRecovering].
//
//	s := xmlscan.NewScanner(nil, xmlscan.Options{})
//	s.Reset(r)
//	for {
//		switch s.Next() {
//		case xmlscan.StartElement:
//			fmt.Println(s.QName(), s.Range())
//		case xmlscan.EOF:
//			return s.Fault(), s.Err()
//		}
//	}
//
// # What it reads
//
// The internal subset of a document type declaration is read in full:
// declarations are checked, entities are expanded, attributes are normalised
// by their types and get their defaults. Nothing outside the document is ever
// opened: an external entity gives a [SkippedEntity] token, an external
// subset and external parameter entities are passed over as XML 1.0 §5.1 asks
// of a processor that does not validate.
//
// The encodings are UTF-8, UTF-16, ISO-8859-1 and some of its relatives,
// US-ASCII and the Windows code pages. Text is always handed out as UTF-8;
// ranges are in bytes of the input as it is.
//
// # Recovery
//
// After a fault the same scanner reads on, so that what is well-formed means
// the same in both ways of reading. To find out which tags belong together, a
// document that is to be recovered is read twice: first its tags, from which a
// plan is made of what to do where they do not match (planner), then all of it.
// The files recover*.go have that; elsewhere little more than the field
// recovery tells of it.
//
// # Memory
//
// The scanner holds a window of 64 KB of the document. Text, comments,
// sections and instructions come in pieces where they are longer; only a
// single tag or declaration makes the window grow. All else that a document
// can make grow is bounded by [Limits].
package xmlscan
