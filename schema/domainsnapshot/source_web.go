package domainsnapshot

// HTTPSource is a file on an HTTP server. Most web servers offer files for
// reading only, which suits a guest's own disk more than an overlay.
type HTTPSource struct {
	//schema:fixed http
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path on the server, without a slash in front.
	Name string `xml:"name,attr"`
	// Query is what follows the question mark in the URL.
	//
	//schema:since 6.2.0
	Query *string `xml:"query,attr"`
	SourceCommon
	// Host is the server.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	// Cookies are sent with every request.
	//
	//schema:since 6.2.0
	Cookies *HTTPCookies `xml:"cookies"`
	Transfer
	Auth *Auth `xml:"auth"`
}

// HTTPSSource is a file on an HTTP server that is reached through TLS.
type HTTPSSource struct {
	//schema:fixed https
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path on the server, without a slash in front.
	Name string `xml:"name,attr"`
	// Query is what follows the question mark in the URL.
	//
	//schema:since 6.2.0
	Query *string `xml:"query,attr"`
	SourceCommon
	// Host is the server.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	// SSL says how the server proves who it is.
	//
	//schema:since 6.2.0
	SSL *SSL `xml:"ssl"`
	// Cookies are sent with every request.
	//
	//schema:since 6.2.0
	Cookies *HTTPCookies `xml:"cookies"`
	Transfer
	Auth *Auth `xml:"auth"`
}

// FTPSource is a file on an FTP server.
type FTPSource struct {
	//schema:fixed ftp
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path on the server.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is the server.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	Transfer
	Auth *Auth `xml:"auth"`
}

// FTPSSource is a file on an FTP server that is reached through TLS.
type FTPSSource struct {
	//schema:fixed ftps
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path on the server.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is the server.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	// SSL says how the server proves who it is.
	//
	//schema:since 6.2.0
	SSL *SSL `xml:"ssl"`
	Transfer
	Auth *Auth `xml:"auth"`
}

// SSHSource is a file on another machine, reached through SSH.
//
//schema:since 9.8.0
type SSHSource struct {
	//schema:fixed ssh
	Protocol Protocol `xml:"protocol,attr"`
	// Name is the path on the other machine.
	Name string `xml:"name,attr"`
	SourceCommon
	// Host is the other machine, at port 22 if none is given.
	Host       Host       `xml:"host"`
	Encryption Encryption `xml:"encryption,omitempty"`
	Transfer
	// KnownHosts is the list of host keys to trust. The connection fails if the
	// other machine's key is not in it.
	//
	//schema:since 9.8.0
	KnownHosts *KnownHosts `xml:"knownHosts"`
	//lint:ignore SA5008 group is an option of the schema, not of encoding/xml
	Login SSHLogin `xml:",group,omitempty"`
}

// KnownHosts names a list of host keys.
type KnownHosts struct {
	// Path is the path of the list, a file in the form of `known_hosts`.
	Path AbsolutePath `xml:"path,attr"`
}

// SSHLogin is a way to log in: with a key or with a password.
//
//schema:choice
type SSHLogin interface{ isSSHLogin() }

// SSHKeyLogin logs in with a key.
type SSHKeyLogin struct {
	// Identity is the user on the other machine, and where the user's key is.
	//
	//schema:since 9.8.0
	Identity SSHIdentity `xml:"identity"`
}

// SSHPasswordLogin logs in with a password.
type SSHPasswordLogin struct {
	Auth Auth `xml:"auth"`
}

func (SSHKeyLogin) isSSHLogin()      {}
func (SSHPasswordLogin) isSSHLogin() {}

// SSHIdentity is a user with a key in a file or in an agent.
//
//schema:choice
type SSHIdentity interface{ isSSHIdentity() }

// SSHKeyFile is a user with a key in a file.
type SSHKeyFile struct {
	// Username is the user's name on the other machine.
	Username GenericName `xml:"username,attr"`
	// KeyFile is the path of the private key, which must not be protected by a
	// password.
	KeyFile AbsolutePath `xml:"keyfile,attr"`
}

// SSHAgent is a user with a key in an SSH agent.
type SSHAgent struct {
	// Username is the user's name on the other machine.
	Username GenericName `xml:"username,attr"`
	// Socket is the path of the socket of an SSH agent that holds the key.
	Socket AbsolutePath `xml:"agentsock,attr"`
}

func (SSHKeyFile) isSSHIdentity() {}
func (SSHAgent) isSSHIdentity()   {}

func (HTTPSource) isNetworkSource()  {}
func (HTTPSSource) isNetworkSource() {}
func (FTPSource) isNetworkSource()   {}
func (FTPSSource) isNetworkSource()  {}
func (SSHSource) isNetworkSource()   {}
