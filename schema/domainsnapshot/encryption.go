package domainsnapshot

// Encryption says how an image is encrypted and where its passphrase comes
// from. The passphrase itself is never in the document: it is in a secret that
// libvirt keeps, and the secret must exist on the host before the guest can use
// the image. Define it there too when a snapshot moves to another host.
//
// The element has one of three shapes: without a secret, with secrets, and with
// secrets and the algorithms.
//
//schema:choice
type Encryption interface{ isEncryption() }

// EncryptionAlone says that the image is encrypted, and no more.
type EncryptionAlone struct {
	// Format is the form of encryption.
	Format EncryptionFormat `xml:"format,attr"`
	// Engine is what encrypts and decrypts. Without it QEMU does.
	Engine *EncryptionEngine `xml:"engine,attr"`
}

// EncryptionWithSecrets is the usual shape.
type EncryptionWithSecrets struct {
	// Format is the form of encryption.
	Format EncryptionFormat `xml:"format,attr"`
	// Engine is what encrypts and decrypts. Without it QEMU does.
	Engine *EncryptionEngine `xml:"engine,attr"`
	// Secrets name the passphrases. One is enough, except that a cloned image
	// of Ceph's with encryption in layers needs one for each layer, beginning
	// with its own; several are allowed since 9.3.0.
	//
	//schema:occurs 1..
	Secrets []EncryptionSecret `xml:"secret"`
}

// EncryptionWithCipher says by which algorithms the image is encrypted.
type EncryptionWithCipher struct {
	// Format is the form of encryption.
	Format EncryptionFormat `xml:"format,attr"`
	// Engine is what encrypts and decrypts. Without it QEMU does.
	Engine *EncryptionEngine `xml:"engine,attr"`
	// Secrets name the passphrases.
	//
	//schema:occurs 1..
	Secrets []EncryptionSecret `xml:"secret"`
	// Cipher is the algorithm that encrypts. It comes with `ivgen` or not at
	// all.
	Cipher Cipher `xml:"cipher"`
	// IVGen is how the initialization vectors are made.
	IVGen IVGen `xml:"ivgen"`
}

func (EncryptionAlone) isEncryption()       {}
func (EncryptionWithSecrets) isEncryption() {}
func (EncryptionWithCipher) isEncryption()  {}

// Cipher is an algorithm of encryption. Which ones work depends on the engine.
// `mode` and `hash` are both there or both not.
//
//schema:choice
type Cipher interface{ isCipher() }

// CipherPlain leaves mode and hash to the engine.
type CipherPlain struct {
	// Name is the algorithm, such as `aes`, `serpent` or `twofish`.
	Name string `xml:"name,attr"`
	// Size is the length of the key in bits.
	Size UnsignedInt `xml:"size,attr"`
}

// CipherWithMode gives mode and hash.
type CipherWithMode struct {
	// Name is the algorithm, such as `aes`, `serpent` or `twofish`.
	Name string `xml:"name,attr"`
	// Size is the length of the key in bits.
	Size UnsignedInt `xml:"size,attr"`
	// Mode is the mode of the algorithm, such as `cbc` or `xts`.
	Mode string `xml:"mode,attr"`
	// Hash is the algorithm that hashes the master key, such as `sha256`.
	Hash string `xml:"hash,attr"`
}

func (CipherPlain) isCipher()    {}
func (CipherWithMode) isCipher() {}

// IVGen is a way to make initialization vectors.
type IVGen struct {
	// Name is the algorithm, such as `plain64` or `essiv`.
	Name string `xml:"name,attr"`
	// Hash is the hash that the algorithm uses, such as `sha256`.
	Hash *string `xml:"hash,attr"`
}

// EncryptionSecret refers to a secret by its UUID or by its usage.
//
//schema:choice
type EncryptionSecret interface{ isEncryptionSecret() }

// EncryptionSecretUUID refers to a secret by UUID.
type EncryptionSecretUUID struct {
	// Type is what the secret holds.
	Type EncryptionSecretType `xml:"type,attr"`
	// UUID identifies the secret, as `virsh secret-list` shows it.
	UUID UUID `xml:"uuid,attr"`
}

// EncryptionSecretUsage refers to a secret by usage.
type EncryptionSecretUsage struct {
	// Type is what the secret holds.
	Type EncryptionSecretType `xml:"type,attr"`
	// Usage is what the secret was defined for: the path of a volume, for
	// example.
	Usage string `xml:"usage,attr"`
}

func (EncryptionSecretUUID) isEncryptionSecret()  {}
func (EncryptionSecretUsage) isEncryptionSecret() {}

// EncryptionSecretType is what a secret for encryption holds.
type EncryptionSecretType string

// What a secret for encryption holds.
const (
	// SecretPassphrase is a passphrase that unlocks the image.
	SecretPassphrase EncryptionSecretType = "passphrase"
)

// EncryptionFormat is a form of encryption.
type EncryptionFormat string

// Forms of encryption.
const (
	// EncryptionDefault leaves the form to libvirt. No image can be created
	// with it any more since 4.5.0.
	EncryptionDefault EncryptionFormat = "default"
	// EncryptionQCOW is the old encryption inside qcow images. It is broken and
	// no longer supported for the disks of guests since 4.5.0.
	EncryptionQCOW EncryptionFormat = "qcow"
	// EncryptionLUKS is Linux Unified Key Setup, the form to use.
	EncryptionLUKS EncryptionFormat = "luks"
	// EncryptionLUKS2 is the second version of LUKS, for RBD images with the
	// engine `librbd` only.
	EncryptionLUKS2 EncryptionFormat = "luks2"
	// EncryptionLUKSAny is either version of LUKS, whichever the RBD image has.
	//
	//schema:since 9.3.0
	EncryptionLUKSAny EncryptionFormat = "luks-any"
)

// EncryptionEngine is a program or library that encrypts.
type EncryptionEngine string

// What encrypts.
const (
	// EngineQEMU is QEMU itself.
	EngineQEMU EncryptionEngine = "qemu"
	// EngineLibRBD is Ceph's library, for RBD images only.
	EngineLibRBD EncryptionEngine = "librbd"
)
