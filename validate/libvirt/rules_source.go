package libvirt

// Rules of the parser of storage, which snapshots and guests share.
var (
	sourceName = &Rule{
		ID: "source-name", Summary: "storage on a network needs a name",
		Doc: "Of all protocols only nbd does without one.", Text: "missing name for disk source", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourceNetworkParse", Advice: "add the attribute name",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='rbd'/>" + diskClose},
	}
	sourceVolume = &Rule{
		ID: "source-volume", Summary: "the name of an image in a pool must hold a slash",
		Doc:  "For gluster and rbd the name is that of the volume or pool, a slash, and the image.",
		Text: "can't split path '%s' into pool name and image name", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourceNetworkParse", Advice: "write pool/image",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='rbd' name='image'/>" + diskClose},
	}
	hostTransport = &Rule{
		ID: "host-transport", Summary: "libvirt does not know the transport",
		Doc: "Transports are tcp, unix and rdma.", Text: "unknown protocol transport type '%s'", Category: ConfigUnsupported,
		Source: "src/conf/domain_conf.c: virDomainStorageNetworkParseHost", Advice: "write tcp, unix or rdma",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='nbd'><host transport='udp'/></source>" + diskClose},
	}
	sourceHost = &Rule{
		ID: "source-host", Summary: "a host of network storage is not complete",
		Doc: "With the transport unix a host has a socket, otherwise a name.", Text: "missing name for host", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainStorageNetworkParseHost", Advice: "give a name, or a socket with the transport unix",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='nbd'><host/></source>" + diskClose},
	}
	sourcePort = &Rule{
		ID: "source-port", Summary: "a port must be a number up to 65535",
		Doc: "Names of services are not looked up.", Text: "failed to parse port number '%s'", Category: InvalidArg,
		Source: "src/util/virstring.c: virStringParsePort", Advice: "write a number from 0 to 65535",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='nbd'><host name='h' port='nbd'/></source>" + diskClose},
	}
	sourceCookie = &Rule{
		ID: "source-cookie", Summary: "a cookie is not as RFC 6265 has it",
		Doc:  "A cookie needs a name and a value, without separators and control characters, and no two may have the same name.",
		Text: "missing cookie name", Category: XMLError,
		Source: "src/conf/storage_source_conf.c: virStorageSourceNetCookiesValidate", Advice: "mend the cookie",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='https' name='x'><cookies><cookie/></cookies></source>" + diskClose},
	}
	sourceTimeout = &Rule{
		ID: "source-timeout", Summary: "a size to read ahead and a timeout must be numbers",
		Doc: "Both have no unit: bytes and seconds.", Text: "invalid readahead size or timeout", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourceNetworkParse", Advice: "write a number",
		Example: Example{Document: diskOpen + "network" + "'>" + "<source protocol='http' name='x'><timeout seconds='soon'/></source>" + diskClose},
	}
	sourcePool = &Rule{
		ID: "source-pool", Summary: "a volume needs both its pool and its name",
		Doc: "One without the other says nothing.", Text: "'pool' and 'volume' must be specified together for 'pool' type source", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourcePoolDefParse", Advice: "add the other attribute",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk type='volume'><source pool='p'/><target dev='vda'/></disk>" + "</devices>"},
	}
	sourcePoolMode = &Rule{
		ID: "source-pool-mode", Summary: "libvirt does not know the mode of a volume",
		Doc: "Modes are host and direct.", Text: "unknown source mode '%s' for volume type disk", Category: ConfigUnsupported,
		Source: "src/conf/domain_conf.c: virDomainDiskSourcePoolDefParse", Advice: "write host or direct",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk type='volume'><source pool='p' volume='v' mode='x'/><target dev='vda'/></disk>" + "</devices>"},
	}
	sourceNVMe = &Rule{
		ID: "source-nvme", Summary: "the place of an NVMe disk is not complete",
		Doc: "It needs type='pci', a namespace and the address of the controller.", Text: "missing 'type' attribute to disk source", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourceNVMeParse", Advice: "give type, namespace and <address>",
		Example: Example{Document: diskOpen + "nvme" + "'>" + "<source/>" + diskClose},
	}
	sourceVhostUser = &Rule{
		ID: "source-vhostuser", Summary: "the place of a vhost-user disk is not complete",
		Doc: "It needs type='unix' and the path of a socket.", Text: "missing 'type' attribute for vhostuser disk source", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskSourceVHostUserParse", Advice: "give type='unix' and path",
		Example: Example{Document: diskOpen + "vhostuser" + "'>" + "<source/>" + diskClose},
	}
	sourceAuth = &Rule{
		ID: "source-auth", Summary: "credentials are not complete",
		Doc: "They need a user name and a secret.", Text: "missing username for auth", Category: XMLError,
		Source: "src/conf/storage_source_conf.c: virStorageAuthDefParseXML", Advice: "give username and <secret>",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><auth/></source>" + diskClose},
	}
	sourceAuthType = &Rule{
		ID: "source-auth-type", Summary: "libvirt does not know the kind of credentials",
		Doc: "Kinds are chap and ceph.", Text: "unknown auth type '%s'", Category: ConfigUnsupported,
		Source: "src/conf/storage_source_conf.c: virStorageAuthDefParseXML", Advice: "write chap or ceph",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><auth username='u' type='x'/></source>" + diskClose},
	}
	sourceSecret = &Rule{
		ID: "source-secret", Summary: "a secret is named by its UUID or by its usage",
		Doc: "One of both, and not both.", Text: "missing secret uuid or usage attribute", Category: XMLError,
		Source: "src/util/virsecret.c: virSecretLookupParseSecret", Advice: "give either uuid or usage",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><auth username='u'><secret/></auth></source>" + diskClose},
	}
	sourceEncryption = &Rule{
		ID: "source-encryption", Summary: "the encryption of an image is not complete",
		Doc:  "It needs a format; a secret needs a type; a cipher needs a name and a size; an initial vector needs a cipher.",
		Text: "unknown volume encryption format", Category: XMLError,
		Source: "src/conf/storage_encryption_conf.c: virStorageEncryptionParseXML", Advice: "add what is missing",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><encryption/></source>" + diskClose},
	}
	encryptionKind = &Rule{
		ID: "source-encryption-word", Summary: "libvirt does not know the format of the encryption, or of its secret",
		Doc: "Formats are luks, luks2 and qcow, a secret is a passphrase.", Text: "unknown volume encryption format type %s", Category: ConfigUnsupported,
		Source: "src/conf/storage_encryption_conf.c: virStorageEncryptionParseXML", Advice: "write luks, or passphrase",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><encryption format='rot13'/></source>" + diskClose},
	}
	sourceReservations = &Rule{
		ID: "source-reservations", Summary: "the socket of a reservations manager is not complete",
		Doc: "One that libvirt does not manage needs type='unix', path and mode.", Text: "missing connection type for <reservations/>", Category: XMLError,
		Source: "src/conf/storage_source_conf.c: virStoragePRDefParseXML", Advice: "add <source type='unix' path='…' mode='client'/>",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><reservations managed='no'/></source>" + diskClose},
	}
	sourceSlice = &Rule{
		ID: "source-slice", Summary: "a slice of an image needs an offset and a size in bytes",
		Doc: "Both are numbers without a sign.", Text: "missing offset or size attribute of slice", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainStorageSourceParseSlice", Advice: "give offset and size",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><slices><slice type='storage'/></slices></source>" + diskClose},
	}
	labelTwice = &Rule{
		ID: "label-twice", Summary: "two labels for the same security model",
		Doc: "Each model has one label.", Text: "seclabel for model %s is already provided", Category: XMLDetail,
		Source: "src/conf/domain_conf.c: virSecurityDeviceLabelDefParseXML", Advice: "remove one of them",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><seclabel model='dac'/><seclabel model='dac'/></source>" + diskClose},
	}
	labelUnused = &Rule{
		ID: "label-unused", Summary: "a label is given and relabelling is turned off",
		Doc: "One contradicts the other.", Text: "Cannot specify a label if relabelling is turned off. model=%s", Category: XMLError,
		Source: "src/conf/domain_conf.c: virSecurityDeviceLabelDefParseXML", Advice: "remove the label, or relabel='no'",
		Example: Example{Document: diskOpen + "file" + "'>" + "<source file='/x'><seclabel relabel='no'><label>l</label></seclabel></source>" + diskClose},
	}
	sourceTwice = &Rule{
		ID: "source-part-twice", Summary: "credentials or encryption stand both in and beside <source>",
		Doc: "Either place is right, but only one.", Text: "an <%s> definition already found for disk source", Category: ConfigUnsupported,
		Source: "src/conf/domain_conf.c: virDomainDiskDefParseSourceXML", Advice: "remove one of them",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk><source file='/x'><auth username='u'><secret usage='s'/></auth></source><auth/><target dev='vda'/></disk>" + "</devices>"},
	}
	backingPart = &Rule{
		ID: "backing-store", Summary: "a backing store needs a format and a source that libvirt knows",
		Doc: "Without a type a backing store ends the chain.", Text: "missing disk backing store format", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDiskBackingStoreParse", Advice: "add <format> and <source>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk><backingStore type='file'/><target dev='vda'/></disk>" + "</devices>"},
	}
	sourceRules = []*Rule{
		sourceName, sourceVolume, hostTransport, sourceHost, sourcePort, sourceCookie, sourceTimeout, sourcePool, sourcePoolMode, sourceNVMe,
		sourceVhostUser, sourceAuth, sourceAuthType, sourceSecret, sourceEncryption, encryptionKind, sourceReservations, sourceSlice,
		labelTwice, labelUnused, sourceTwice, backingPart,
	}
)
