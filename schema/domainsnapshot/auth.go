package domainsnapshot

// Auth says who asks for the data, and which of libvirt's secrets proves it.
// The password itself is never in the document.
//
//schema:since 3.9.0
type Auth struct {
	// Username is the name of the user on the server.
	Username GenericName `xml:"username,attr"`
	// Secret refers to the secret that holds the password or key. It must exist
	// on the host before the guest can use the image.
	Secret AuthSecret `xml:"secret"`
}

// AuthSecret refers to a secret by its UUID or by its usage.
//
//schema:choice
type AuthSecret interface{ isAuthSecret() }

// AuthSecretUUID refers to a secret by UUID.
type AuthSecretUUID struct {
	Type AuthSecretType `xml:"type,attr"`
	// UUID identifies the secret, as `virsh secret-list` shows it.
	UUID UUID `xml:"uuid,attr"`
}

// AuthSecretUsage refers to a secret by usage.
type AuthSecretUsage struct {
	Type AuthSecretType `xml:"type,attr"`
	// Usage is the name that the secret was defined with for this use.
	Usage ObjectName `xml:"usage,attr"`
}

func (AuthSecretUUID) isAuthSecret()  {}
func (AuthSecretUsage) isAuthSecret() {}

// AuthSecretType says what kind of server the secret is for.
type AuthSecretType string

// What a secret is for.
const (
	// SecretCeph is the key of a Ceph user.
	SecretCeph AuthSecretType = "ceph"
	// SecretISCSI is the CHAP password of an iSCSI target.
	SecretISCSI AuthSecretType = "iscsi"
)
