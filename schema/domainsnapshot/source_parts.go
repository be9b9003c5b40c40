package domainsnapshot

// Protocol is how the hypervisor reaches an image.
type Protocol string

// Protocols of network storage.
const (
	// ProtocolNBD is the Network Block Device protocol.
	ProtocolNBD Protocol = "nbd"
	// ProtocolGluster is the GlusterFS file system.
	ProtocolGluster Protocol = "gluster"
	// ProtocolRBD is the block storage of Ceph.
	ProtocolRBD Protocol = "rbd"
	// ProtocolISCSI is SCSI over IP.
	ProtocolISCSI Protocol = "iscsi"
	// ProtocolHTTP is HTTP without encryption.
	ProtocolHTTP Protocol = "http"
	// ProtocolHTTPS is HTTP through TLS.
	ProtocolHTTPS Protocol = "https"
	// ProtocolFTP is FTP without encryption.
	ProtocolFTP Protocol = "ftp"
	// ProtocolFTPS is FTP through TLS.
	ProtocolFTPS Protocol = "ftps"
	// ProtocolSheepdog is the Sheepdog block storage, which QEMU dropped in
	// 6.1.
	ProtocolSheepdog Protocol = "sheepdog"
	// ProtocolTFTP is the Trivial File Transfer Protocol.
	ProtocolTFTP Protocol = "tftp"
	// ProtocolVxHS is the protocol of Veritas HyperScale, which QEMU dropped in
	// 5.2.
	//
	//schema:since 3.8.0
	ProtocolVxHS Protocol = "vxhs"
	// ProtocolNFS is the Network File System, reached without a mount.
	//
	//schema:since 7.0.0
	ProtocolNFS Protocol = "nfs"
	// ProtocolSSH is file transfer through SSH.
	//
	//schema:since 9.8.0
	ProtocolSSH Protocol = "ssh"
)

// Host is a server, reached by its name or, on this host, through a socket.
//
//schema:choice
type Host interface{ isHost() }

// HostByName is a server that is reached by name or address.
type HostByName struct {
	// Transport is how to get there; `tcp` if it is left out. `rdma` works for
	// Gluster only.
	//
	//schema:fixed tcp rdma
	Transport *Transport `xml:"transport,attr"`
	// Name is the server's host name or IP address.
	Name HostName `xml:"name,attr"`
	// Port is the server's port; the protocol's usual one if left out.
	Port *UnsignedInt `xml:"port,attr"`
}

// HostBySocket is a server on this host.
type HostBySocket struct {
	// Transport says that there is a socket.
	//
	//schema:fixed unix
	Transport Transport `xml:"transport,attr"`
	// Socket is the path of the server's socket.
	Socket AbsolutePath `xml:"socket,attr"`
}

func (HostByName) isHost()   {}
func (HostBySocket) isHost() {}

// Transport is a way to a server.
type Transport string

// Ways to a server.
const (
	// TransportTCP is a TCP connection.
	TransportTCP Transport = "tcp"
	// TransportRDMA is remote direct memory access, over InfiniBand for
	// example.
	TransportRDMA Transport = "rdma"
	// TransportUnix is a socket in the file system of this host.
	TransportUnix Transport = "unix"
)

// TLS says whether a connection is encrypted. Without it the configuration of
// the host decides (`/etc/libvirt/qemu.conf`).
type TLS string

// Whether a connection is encrypted.
const (
	// TLSYes asks for TLS, whatever the host's configuration says.
	TLSYes TLS = "yes"
	// TLSNo does without TLS.
	TLSNo TLS = "no"
)

// SSL says how far a server's certificate is trusted.
type SSL struct {
	// Verify says whether the server's certificate is checked.
	Verify Verify `xml:"verify,attr"`
}

// Verify says whether a certificate is checked.
type Verify string

// Whether a certificate is checked.
const (
	// VerifyYes checks the certificate.
	VerifyYes Verify = "yes"
	// VerifyNo takes any certificate, so that anybody on the way can pose as
	// the server.
	VerifyNo Verify = "no"
)

// HTTPCookies is a list of cookies.
type HTTPCookies struct {
	// Cookies are cookies as the HTTP standard has them.
	//
	//schema:occurs 1..
	Cookies []HTTPCookie `xml:"cookie"`
}

// HTTPCookie is a name and a value.
type HTTPCookie struct {
	// Name is the cookie's name.
	Name HTTPCookieName `xml:"name,attr"`
	// Value is the cookie's value. It is a secret: dumps leave it out unless
	// they are asked for secrets.
	Value HTTPCookieValue `xml:",chardata"`
}

// Transfer tunes the transfer of data.
//
//schema:order interleave
type Transfer struct {
	// Readahead is the size of the buffer for reading ahead.
	//
	//schema:since 6.2.0
	Readahead *Readahead `xml:"readahead"`
	// Timeout limits how long a connection may take to come about.
	//
	//schema:since 6.2.0
	Timeout *Timeout `xml:"timeout"`
}

// Readahead is a size.
type Readahead struct {
	// Size is a number of bytes.
	Size PositiveInteger `xml:"size,attr"`
}

// Timeout is a span of time.
type Timeout struct {
	// Seconds is a number of seconds.
	Seconds PositiveInteger `xml:"seconds,attr"`
}

// Reconnect says what happens when a connection is lost.
//
//schema:choice
//schema:since 9.1.0
type Reconnect interface{ isReconnect() }

// ReconnectTimeout tries again after a while. It is meant for vhost-user disks.
type ReconnectTimeout struct {
	// Enabled says whether to try again.
	Enabled Reconnecting `xml:"enabled,attr"`
	// Timeout is the number of seconds between attempts.
	Timeout *UnsignedInt `xml:"timeout,attr"`
}

// ReconnectDelay holds requests back for a while. It is meant for NBD.
type ReconnectDelay struct {
	// Delay is the number of seconds for which requests wait and are sent again
	// once the connection is back. After that they fail. 0, the default, fails
	// them at once.
	Delay UnsignedInt `xml:"delay,attr"`
}

func (ReconnectTimeout) isReconnect() {}
func (ReconnectDelay) isReconnect()   {}

// Reconnecting says whether a lost connection is taken up again.
type Reconnecting string

// Whether a lost connection is taken up again.
const (
	// ReconnectingYes tries until the connection is back.
	ReconnectingYes Reconnecting = "yes"
	// ReconnectingNo gives up.
	ReconnectingNo Reconnecting = "no"
)
