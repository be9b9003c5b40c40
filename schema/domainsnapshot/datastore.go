package domainsnapshot

// DataStore is the storage of the data of a qcow2 image that keeps only its
// tables in the image itself. It is described like a disk of the guest: `type`
// says what kind of storage it is, and `source` where.
//
//schema:choice
//schema:since 10.10.0
type DataStore interface{ isDataStore() }

// DataInFile is data in a file.
type DataInFile struct {
	//schema:fixed file
	Type   *StorageType   `xml:"type,attr"`
	Format DataFormat     `xml:"format"`
	Source DataFileSource `xml:"source,omitempty"`
}

// DataOnBlock is data on a block device.
type DataOnBlock struct {
	//schema:fixed block
	Type   StorageType      `xml:"type,attr"`
	Format DataFormat       `xml:"format"`
	Source *DataBlockSource `xml:"source"`
}

// DataInDir is data in a directory.
type DataInDir struct {
	//schema:fixed dir
	Type   StorageType    `xml:"type,attr"`
	Format DataFormat     `xml:"format"`
	Source *DataDirSource `xml:"source"`
}

// DataOnNetwork is data on network storage.
type DataOnNetwork struct {
	//schema:fixed network
	Type   StorageType   `xml:"type,attr"`
	Format DataFormat    `xml:"format"`
	Source NetworkSource `xml:"source"`
}

// DataInVolume is data in a volume of a storage pool.
type DataInVolume struct {
	//schema:fixed volume
	Type   StorageType       `xml:"type,attr"`
	Format DataFormat        `xml:"format"`
	Source *DataVolumeSource `xml:"source"`
}

// DataOnDrive is data on an NVMe drive.
type DataOnDrive struct {
	//schema:fixed nvme
	Type   StorageType     `xml:"type,attr"`
	Format DataFormat      `xml:"format"`
	Source *DataNVMeSource `xml:"source"`
}

// DataByVhostUser is data that another process provides.
type DataByVhostUser struct {
	//schema:fixed vhostuser
	Type   StorageType         `xml:"type,attr"`
	Format DataFormat          `xml:"format"`
	Source DataVhostUserSource `xml:"source"`
}

// DataByVhostVDPA is data on a vDPA device.
type DataByVhostVDPA struct {
	//schema:fixed vhostvdpa
	Type   StorageType         `xml:"type,attr"`
	Format DataFormat          `xml:"format"`
	Source DataVhostVDPASource `xml:"source"`
}

func (DataInFile) isDataStore()      {}
func (DataOnBlock) isDataStore()     {}
func (DataInDir) isDataStore()       {}
func (DataOnNetwork) isDataStore()   {}
func (DataInVolume) isDataStore()    {}
func (DataOnDrive) isDataStore()     {}
func (DataByVhostUser) isDataStore() {}
func (DataByVhostVDPA) isDataStore() {}

// DataFormat is the format of the data store. qcow2 wants `raw` here.
type DataFormat struct {
	// Type is the format's name.
	Type StorageFormat `xml:"type,attr"`
	// Cache limits the memory for the image's own tables.
	Cache *MetadataCache `xml:"metadata_cache"`
}
