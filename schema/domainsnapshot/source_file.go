package domainsnapshot

// FileSource is an overlay in a file. Unlike elsewhere in the document, the
// order of the children counts. There is no `startupPolicy` as a guest's own
// disk may have.
//
//schema:order sequence
type FileSource struct {
	// File is the path of the overlay, which libvirt creates unless the flag
	// `VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT` is given. A relative path is
	// refused ("disk snapshot image path … must be absolute"), and so are a
	// file that exists and has content, and any path for a disk that is not
	// external.
	//
	//schema:access create
	//schema:redefine read
	File *AbsolutePath `xml:"file,attr"`
	//schema:access create
	//schema:redefine read
	Seclabels []Seclabel `xml:"seclabel"`
	SourceCommon
	//schema:access create
	//schema:redefine read
	Encryption Encryption `xml:"encryption,omitempty"`
}

// BlockSource is an overlay on a block device. The order of the children
// counts.
//
//schema:order sequence
type BlockSource struct {
	// Device is the path of the device, such as `/dev/vg0/web-overlay`. The
	// device must exist and be large enough. What is on it is lost, unless the
	// flag `VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT` says that it already holds
	// the overlay.
	//
	//schema:access create
	//schema:redefine read
	Device AbsolutePath `xml:"dev,attr"`
	//schema:access create
	//schema:redefine read
	Seclabels []Seclabel `xml:"seclabel"`
	SourceCommon
	//schema:access create
	//schema:redefine read
	Encryption Encryption `xml:"encryption,omitempty"`
}

// SourceCommon is what the sources of images have in common.
//
//schema:order sequence
type SourceCommon struct {
	// Index numbers the image within the chain of images of its disk, so that
	// block jobs can name it (`vda[2]`). It appears in dumps only.
	//
	//schema:access readonly
	//schema:redefine read
	Index *PositiveInteger `xml:"index,attr"`
	// Slices says which part of the storage the image takes up; all of it if
	// left out.
	Slices    *Slices   `xml:"slices"`
	DataStore DataStore `xml:"dataStore,omitempty"`
}

// Slices holds exactly one slice.
type Slices struct {
	// Slice is a contiguous part of the storage.
	Slice Slice `xml:"slice"`
}

// Slice is a part of a storage, in bytes.
type Slice struct {
	// Type says what is sliced.
	Type SliceType `xml:"type,attr"`
	// Offset is where the slice begins, counted from 0.
	Offset UnsignedInt `xml:"offset,attr"`
	// Size is how long the slice is.
	Size PositiveInteger `xml:"size,attr"`
}

// SliceType says what is sliced.
type SliceType string

// What can be sliced.
const (
	// SliceStorage means the storage that contains the image with all its
	// headers, not the data inside the image.
	SliceStorage SliceType = "storage"
)
