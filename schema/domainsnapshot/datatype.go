package domainsnapshot

// UUID is 32 hexadecimal digits in either case, bare or with hyphens in the
// usual grouping of 8, 4, 4, 4 and 12 digits. The two spellings are equal to
// libvirt, which prints the hyphens.
//
//schema:data xsd:string
//schema:param pattern `[a-fA-F0-9]{32}|[a-fA-F0-9]{8}\-([a-fA-F0-9]{4}\-){3}[a-fA-F0-9]{12}`
//schema:label "a UUID"
//schema:since 0.9.5
type UUID string

// AbsolutePath is the absolute name of a file on the host: it begins with `/`,
// or with a drive letter, a colon and a backslash. The slash alone is not
// enough. The Windows form passes the schema because some hypervisors run
// there, but the QEMU driver wants the slash.
//
//schema:data xsd:string
//schema:param pattern `(/|[a-zA-Z]:\\).+`
//schema:label "an absolute path"
type AbsolutePath string

// DatastorePath is the way VMware names a file: the datastore in brackets, a
// space and the path within it, as in `[store1] web/web.vmdk`.
//
//schema:data xsd:string
//schema:param pattern `\[[^\]]+\] .+`
//schema:label "a VMware path"
type DatastorePath string

// ImagePath is the name of an image file: absolute, or in VMware's form.
//
//schema:union AbsolutePath DatastorePath
//schema:label "an absolute path or a VMware path"
type ImagePath string

// DeviceName is a bare device name made of letters, digits and the characters
// `_ . - \ : /`, for hypervisors that do not name devices by path.
//
//schema:data xsd:string
//schema:param pattern `[a-zA-Z0-9_\.\-\\:/]+`
//schema:label "a device name"
type DeviceName string

// BlockDevice is the name of a block device: a path, or a bare device name.
//
//schema:union AbsolutePath DeviceName
//schema:label "an absolute path or a device name"
type BlockDevice string

// DiskTarget is the name under which the guest definition presents a disk: one
// of the prefixes `fd`, `hd`, `sd`, `vd`, `xvd` and `ubd` followed by letters,
// digits or underscores, as in `vda` or `sdb1`. It may begin with `ioemu:`.
//
//schema:data xsd:string
//schema:param pattern `(ioemu:)?(fd|hd|sd|vd|xvd|ubd)[a-zA-Z0-9_]+`
//schema:label "a disk target such as vda"
type DiskTarget string

// DiskName says which disk of the guest is meant: by its target, as in
// `<target dev='vda'/>` of the guest definition, or by the path of the image
// that the disk uses when the snapshot is taken. libvirt replaces a path by the
// target, so a dump shows the target. A name that no disk of the guest has is
// refused ("no disk named …"), and so is the same disk named twice.
//
//schema:union DiskTarget AbsolutePath
//schema:label "a disk target such as vda or an absolute path"
type DiskName string

// GenericName is one or more letters, digits, underscores, plus signs and
// hyphens.
//
//schema:data xsd:string
//schema:param pattern `[a-zA-Z0-9_\+\-]+`
//schema:label "a name of letters, digits, _, + and -"
type GenericName string

// ObjectName is the name of something that libvirt manages: any characters but
// slash and line feed.
//
//schema:data xsd:string
//schema:param pattern `[^/\n]+`
//schema:label "a name without a slash"
type ObjectName string

// VolumeName is the name of a storage volume: any characters but the slash, and
// neither `.` nor `..`.
//
//schema:data xsd:string
//schema:param pattern `[^/.][^/]*|\.[^/.][^/]*|\.\.[^/]+`
//schema:label "a volume name"
type VolumeName string

// UnsignedInt is a whole number from 0 to 4294967295 in decimal digits, without
// a sign.
//
//schema:data xsd:unsignedInt
//schema:param pattern `[0-9]+`
//schema:label "a whole number from 0 to 4294967295"
type UnsignedInt string

// UnsignedLong is a whole number from 0 to 18446744073709551615 in decimal
// digits, without a sign.
//
//schema:data xsd:unsignedLong
//schema:param pattern `[0-9]+`
//schema:label "a whole number from 0"
type UnsignedLong string

// PositiveInteger is a whole number from 1 in decimal digits, without a sign.
//
//schema:data xsd:positiveInteger
//schema:param pattern `[0-9]+`
//schema:label "a whole number from 1"
type PositiveInteger string

// SizeUnit is a unit of storage, in either case: `b`, `byte` or `bytes`; a
// letter `k`, `m`, `g`, `t`, `p` or `e` alone or with `iB` for powers of 1024;
// the letter with `B` for powers of 1000.
//
//schema:data xsd:string
//schema:param pattern `([bB]([yY][tT][eE][sS]?)?)|([kKmMgGtTpPeE]([iI]?[bB])?)`
//schema:label "a unit such as KiB, MiB or GiB"
type SizeUnit string
