// Package docsgen writes the reference page of a format: one HTML page with
// the introduction, the tree of the whole format, an entry for every element
// with its attributes and values, the data types, and the examples, each
// validated and with every name in it linked to its entry.
//
// What the page says comes from a [schema.Model] alone, so the page cannot
// drift from the grammar made of the same model. How it looks is the business
// of package site, which holds the templates, the style and the script.
//
// # Anchors
//
// The ids of elements, attributes and values on the page are the IDs of
// [schema.Model.Entries], letter for letter, and stand on the tags that carry
// data-entry. All other ids have a prefix of their own: page-, type:,
// example- and flag-. Two anchors of libvirt's page, SnapshotAttributes and
// example, lead where they always led.
package docsgen
