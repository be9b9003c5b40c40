// Package docsgen writes the site of a format: the reference page with the
// introduction, the tree of the whole format, an entry for every element with
// its attributes and values, the flags, the data types and the examples, each
// validated and with every name in it linked to its entry; a page of what
// libvirt says of documents, why, and what to do; a page of what each release
// changed, with a feed; a page of the validator's codes; and the reference
// again for programs, as Markdown and as JSON.
//
// Around these are a front page, guides in Markdown and the reference of the
// annotations; see [Manual].
//
// [WriteGrammar] writes a reference of any other RELAX NG schema.
//
// What the pages say comes from a [schema.Model] and from the rules of package
// libvirt, so they cannot drift from the grammar made of the same model, or
// from what the tool foretells. How they look is the business of package site,
// which holds the templates, the style and the script.
//
// # Anchors
//
// The ids of elements, attributes and values on the page are the IDs of
// [schema.Model.Entries], letter for letter, and stand on the tags that carry
// data-entry. All other ids of that page have a prefix of their own: page-,
// type:, example- and flag-. Two anchors of libvirt's page, SnapshotAttributes
// and example, lead where they always led. On the other pages rules and codes
// have their names for ids, and releases their numbers after a "v".
//
// # Releases
//
// What has data-since is marked when an older release is chosen on the page;
// the style sheet does it, so that it works without the script.
package docsgen
