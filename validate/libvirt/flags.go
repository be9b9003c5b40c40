package libvirt

import (
	"fmt"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// Flags are the flags of virDomainSnapshotCreateXML
// (virDomainSnapshotCreateFlags), with libvirt's values.
type Flags uint32

// The flags. What each means, since when, with which others and with which
// drivers, is in [FlagTable].
const (
	Redefine   Flags = 1 << iota // VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE
	Current                      // VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT
	NoMetadata                   // VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA
	Halt                         // VIR_DOMAIN_SNAPSHOT_CREATE_HALT
	DiskOnly                     // VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY
	ReuseExt                     // VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT
	Quiesce                      // VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE
	Atomic                       // VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC
	Live                         // VIR_DOMAIN_SNAPSHOT_CREATE_LIVE
	Validate                     // VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE
)

// Has reports whether all of some flags are set.
func (f Flags) Has(some Flags) bool { return f&some == some }

// String lists the flags by their names on the command line, "none" for none.
func (f Flags) String() string {
	var names []string
	for _, info := range FlagTable() {
		if f.Has(info.Flag) {
			names = append(names, info.Name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ",")
}

// ParseFlags reads flags as the command line takes them: names with commas
// between, or "none". A name is that of virsh's option ("reuse-external"), of
// libvirt's constant with or without its prefix ("REUSE_EXT"), or anything
// between ("reuse-ext").
func ParseFlags(s string) (Flags, error) {
	var flags Flags
	if s == "none" || s == "" {
		return 0, nil
	}
	for name := range strings.SplitSeq(s, ",") {
		f, ok := parseFlag(name)
		if !ok {
			return 0, unknownFlag(name)
		}
		flags |= f
	}
	return flags, nil
}

const flagPrefix = "VIR_DOMAIN_SNAPSHOT_CREATE_"

// parseFlag finds one flag.
func parseFlag(name string) (Flags, bool) {
	key := strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(name)), flagPrefix)
	key = strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(key, "_", "-")), "--")
	for _, info := range FlagTable() {
		if key == info.Name || key == info.short() {
			return info.Flag, true
		}
	}
	return 0, false
}

// unknownFlag is the error for a name that is no flag's.
func unknownFlag(name string) error {
	names := FlagNames()
	if name == "none" {
		return fmt.Errorf("flag \"none\" does not go with others")
	}
	return fmt.Errorf("unknown flag %s; expected \"none\" or names of %s%s", diag.Quote(name), diag.OneOf(names), diag.DidYouMean(name, names))
}

// FlagNames are the names of all flags, in the order of their values.
func FlagNames() []string {
	names := make([]string, 0, len(FlagTable()))
	for _, info := range FlagTable() {
		names = append(names, info.Name)
	}
	return names
}

// supported is the mask of a driver's virCheckFlags in a release.
func supported(d Driver, at Release) Flags {
	var mask Flags
	for _, info := range FlagTable() {
		for _, s := range info.Drivers {
			if s.Driver == d && at.Has(s.Since, Release{}) {
				mask |= info.Flag
			}
		}
	}
	return mask
}
