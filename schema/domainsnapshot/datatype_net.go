package domainsnapshot

// HostName is a name that DNS or the host's own tables know, or an address.
//
//schema:union DNSName DottedAddress ColonAddress MixedAddress
//schema:label "a host name or an IP address"
type HostName string

// DNSName is a host name of letters, digits, dots and hyphens.
//
//schema:data xsd:string
//schema:param pattern `[a-zA-Z0-9\.\-]+`
//schema:label "a host name"
type DNSName string

// DottedAddress is an IPv4 address: four decimal numbers up to 255 with dots
// between them.
//
//schema:data xsd:string
//schema:param pattern `((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])`
//schema:label "an IPv4 address"
type DottedAddress string

// ColonAddress is an IPv6 address: up to eight groups of hexadecimal digits
// with colons between them, where one `::` may stand for the groups that are
// zero.
//
//schema:data xsd:string
//schema:param pattern `([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}:[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){5}(:[0-9A-Fa-f]{1,4}){1,2}|([0-9A-Fa-f]{1,4}:){4}(:[0-9A-Fa-f]{1,4}){1,3}|([0-9A-Fa-f]{1,4}:){3}(:[0-9A-Fa-f]{1,4}){1,4}|([0-9A-Fa-f]{1,4}:){2}(:[0-9A-Fa-f]{1,4}){1,5}|[0-9A-Fa-f]{1,4}:(:[0-9A-Fa-f]{1,4}){1,6}|:(:[0-9A-Fa-f]{1,4}){1,7}|([0-9A-Fa-f]{1,4}:){1,7}:|::`
//schema:label "an IPv6 address"
type ColonAddress string

// MixedAddress is an IPv6 address whose last two groups are written as an IPv4
// address.
//
//schema:data xsd:string
//schema:param pattern `(([0-9A-Fa-f]{1,4}:){6}|([0-9A-Fa-f]{1,4}:){0,5}:|::([0-9A-Fa-f]{1,4}:){0,5})((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])`
//schema:label "an IPv6 address"
type MixedAddress string

// HTTPCookieName is the name of an HTTP cookie: a token in the sense of the
// HTTP standard.
//
//schema:data xsd:string
//schema:param pattern "[!#$%&'*+\\-.0-9A-Z\\^_`a-z|~]+"
//schema:label "an HTTP token"
type HTTPCookieName string

// HTTPCookieValue is the value of an HTTP cookie, which may stand in double
// quotes: printable ASCII characters but space, comma, semicolon, backslash,
// braces and the double quote itself.
//
//schema:data xsd:string
//schema:param pattern "\"?[!#$%&'()*+\\-./0-9:>=<?@A-Z\\^_`\\[\\]a-z|~]+\"?"
//schema:label "the value of an HTTP cookie"
type HTTPCookieValue string
