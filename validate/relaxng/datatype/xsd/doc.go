// Package xsd is the library of the datatypes of XML Schema part 2 (second
// edition) for RELAX NG: all built-in types, and the facets that RELAX NG
// allows as params.
//
// Numbers are compared as strings of digits: there is no largest integer, and
// time is linear in the number of digits. Dates know leap years and time
// zones; those with and without a zone are ordered only where no zone could
// change the order (§3.2.7.3), durations only where no starting point could
// (§3.2.6.2). Durations are equal only if they agree field by field: P1Y and
// P12M are different values. As XSD 1.0 says, there is no year 0000, 24:00:00 is
// where the next day begins, and no minute has a second 60. Of time, the type,
// values with a zone are moments of one and the same day: 00:00:00+01:00 and
// 23:00:00Z are a day apart.
//
// Names are those of XML 1.0 up to the fourth edition. URIs are judged by the
// rules of RFC 2396 that hold for any scheme.
//
// Besides the types of the standard there are anyAtomicType and untypedAtomic
// of XPath, which accept every string.
package xsd
