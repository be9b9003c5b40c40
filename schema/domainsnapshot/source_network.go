package domainsnapshot

// NetworkSource is an overlay on network storage. `protocol` decides which
// other attributes and children there are. libvirt refuses a source without it
// ("Missing required attribute 'protocol' in element 'source'").
//
//schema:choice
type NetworkSource interface{ isNetworkSource() }

// NBDSource is an export of a server that speaks the Network Block Device
// protocol.
type NBDSource struct {
	//schema:fixed nbd
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the name of the export; the server's default export without it.
	Name *string `xml:"name,attr"`
	//schema:since 4.5.0
	TLS *TLS `xml:"tls,attr"`
	// TLSHostname is the host name that the server's certificate must bear, if
	// it is another than the one of the connection.
	//
	//schema:since 8.2.0
	TLSHostname *string `xml:"tlsHostname,attr"`
	SourceCommon
	// Host is the server: exactly one, reached by TCP (port 10809 if none is
	// given) or through a socket.
	Host Host `xml:"host"`
	// Reconnect says how long requests wait for a lost connection to return.
	Reconnect  Reconnect  `xml:"reconnect,omitempty"`
	Encryption Encryption `xml:"encryption,omitempty"`
}

// GlusterSource is a file in a Gluster volume.
type GlusterSource struct {
	//schema:fixed gluster
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the volume, a slash, and the path of the image in the volume.
	Name string `xml:"name,attr"`
	SourceCommon
	// Hosts are servers of the volume: one until 2.1.0, since then any number
	// from one. The transports `tcp`, `rdma` and `unix` are possible, the port
	// is 24007 if none is given.
	//
	//schema:occurs 1..
	Hosts      []Host     `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
}

// RBDSource is an image of Ceph's block storage.
type RBDSource struct {
	//schema:fixed rbd
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the pool, a slash and the image. The schema lets it out, but
	// there is no image without a name.
	Name *string `xml:"name,attr"`
	SourceCommon
	// Hosts are monitors of the cluster. Without any, those of the host's own
	// Ceph configuration are asked.
	Hosts []Host `xml:"host"`
	// Snapshot opens the image at a snapshot that Ceph itself has made.
	//
	//schema:since 1.2.11
	Snapshot *RBDSnapshot `xml:"snapshot"`
	// Config is a Ceph configuration to use in place of the host's.
	//
	//schema:since 1.2.11
	Config     *RBDConfig `xml:"config"`
	Auth       *Auth      `xml:"auth"`
	Encryption Encryption `xml:"encryption,omitempty"`
}

// RBDSnapshot names a snapshot inside Ceph.
type RBDSnapshot struct {
	// Name is the name of the Ceph snapshot.
	Name GenericName `xml:"name,attr"`
}

// RBDConfig names a configuration file.
type RBDConfig struct {
	// File is the path of the configuration file.
	File AbsolutePath `xml:"file,attr"`
}

// ISCSISource is a logical unit of an iSCSI target.
type ISCSISource struct {
	//schema:fixed iscsi
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the qualified name of the target, and after a slash the number of
	// the unit, which is 0 if left out: `iqn.2013-07.com.example:storage/1`.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is the server of the target, at port 3260 if none is given.
	Host       Host       `xml:"host"`
	Auth       *Auth      `xml:"auth"`
	Encryption Encryption `xml:"encryption,omitempty"`
	// Initiator says as whom the hypervisor logs in.
	//
	//schema:since 4.7.0
	Initiator *Initiator `xml:"initiator"`
}

// Initiator holds the name of an iSCSI initiator.
type Initiator struct {
	// IQN is the qualified name.
	IQN IQN `xml:"iqn"`
}

// IQN is an iSCSI qualified name.
type IQN struct {
	// Name is the name, such as `iqn.2013-07.com.example:client`.
	Name string `xml:"name,attr"`
}

// SimpleSource is an image in a Sheepdog cluster or on a TFTP server.
type SimpleSource struct {
	//schema:fixed sheepdog tftp
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the image in the cluster, or the path on the server.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is a server of the cluster (port 7000 if none is given), or the TFTP
	// server.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	Transfer
}

// VXHSSource is a volume of Veritas HyperScale.
//
//schema:since 3.8.0
type VXHSSource struct {
	//schema:fixed vxhs
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the UUID of the volume.
	Name string `xml:"name,attr"`
	//schema:since 3.8.0
	TLS *TLS `xml:"tls,attr"`
	SourceCommon
	// Host is the server, at port 9999 if none is given.
	Host Host `xml:"host"`
}

// NFSSource is a file on an NFS server that the hypervisor reaches by itself,
// without the host mounting anything.
//
//schema:since 7.0.0
type NFSSource struct {
	//schema:fixed nfs
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path of the file on the server.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is the server. Give no port and no other transport than `tcp`.
	Host Host `xml:"host"`
	// Identity is the user and group as whom the file is opened. Release 9.0.0
	// still requires the element.
	//
	//schema:since 7.0.0
	Identity *NFSIdentity `xml:"identity"`
}

// NFSIdentity is a user and a group of the server. What is left out is the
// hypervisor's own.
type NFSIdentity struct {
	// User is a user name, or a plus sign and a number.
	User *GenericName `xml:"user,attr"`
	// Group is a group name, or a plus sign and a number.
	Group *GenericName `xml:"group,attr"`
}

func (NBDSource) isNetworkSource()     {}
func (GlusterSource) isNetworkSource() {}
func (RBDSource) isNetworkSource()     {}
func (ISCSISource) isNetworkSource()   {}
func (SimpleSource) isNetworkSource()  {}
func (VXHSSource) isNetworkSource()    {}
func (NFSSource) isNetworkSource()     {}
