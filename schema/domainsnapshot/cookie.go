package domainsnapshot

// Cookie holds any number of elements of any name and content. It has no text
// and no attributes of its own. What the elements mean is the business of the
// driver that wrote them and may change from release to release.
//
//schema:open elements
type Cookie struct {
	Verbatim string `xml:",innerxml"`
}
