package libvirt

const inDevices = "src/conf/domain_conf.c"

// Rules of the parsers of devices.
var (
	guestLoadParm = &Rule{
		Source: inDevices + ": virDomainDeviceBootParseXML", Flags: Redefine,
		ID: "device-loadparm", Summary: "a load parameter has up to eight letters, digits, dots and blanks", Doc: "It is for guests on IBM Z.",
		Text: "loadparm value '%s' must be between 1 and 8 characters", Category: InternalError, Advice: "shorten it",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk><target dev='vda'/><boot order='1' loadparm='123456789'/></disk>" + "</devices>"},
	}
	romUnused = &Rule{
		Source: inDevices + ": virDomainDeviceInfoParseXML", Flags: Redefine,
		ID: "device-rom", Summary: "a ROM that is turned off has no settings", Doc: "Neither a bar nor a file.",
		Text: "ROM tuning is not supported when ROM is disabled", Category: ConfigUnsupported, Advice: "remove bar and file",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><rom enabled='no' bar='on'/></interface>" + "</devices>"},
	}
	addressNoType = &Rule{
		Source: inDevices + ": virDomainDeviceAddressParseXML", Flags: Redefine,
		ID: "device-address-type", Summary: "the address of a device needs a type", Doc: "The type says what the other attributes mean.",
		Text: "No type specified for device address", Category: InternalError, Advice: "add the attribute type",
		Example: Example{Domain: exampleMachine + "<devices>" + "<memballoon model='virtio'><address slot='1'/></memballoon>" + "</devices>"},
	}
	addressS390 = &Rule{
		Source: inDevices + ": virDomainDeviceAddressParseXML", Flags: Redefine,
		ID: "device-address-s390", Summary: "devices on the virtio-s390 bus have no address", Doc: "The bus is gone from QEMU; IBM Z uses ccw.",
		Text: "virtio-s390 bus doesn't have an address", Category: XMLError, Advice: "remove <address>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<memballoon model='virtio'><address type='virtio-s390'/></memballoon>" + "</devices>"},
	}
	addressPCI = &Rule{
		Source: inDevices + ": virPCIDeviceAddressIsValid", Flags: Redefine,
		ID: "device-address-pci", Summary: "a PCI address is out of range", Doc: "Bus up to 0xFF, slot up to 0x1F, function up to 7; the domain is any number.",
		Text: "Invalid PCI address slot='0x%x', must be <= 0x1F", Category: XMLError, Advice: "write a smaller number",
		Example: Example{Domain: exampleMachine + "<devices>" + "<memballoon model='virtio'><address type='pci' slot='0x20'/></memballoon>" + "</devices>"},
	}
	addressUSBPort = &Rule{
		Source: inDevices + ": virDomainDeviceUSBAddressParsePort", Flags: Redefine,
		ID: "device-address-usb", Summary: "a USB port is up to four numbers with dots between", Doc: "Each number is a port of a hub on the way.",
		Text: "Cannot parse <address> 'port' attribute", Category: InternalError, Advice: "write a port such as 1.2",
		Example: Example{Domain: exampleMachine + "<devices>" + "<input type='tablet' bus='usb'><address type='usb' port='x'/></input>" + "</devices>"},
	}
	addressCCW = &Rule{
		Source: inDevices + ": virCCWDeviceAddressParseXML", Flags: Redefine,
		ID: "device-address-ccw", Summary: "a channel address is out of range or not complete", Doc: "cssid, ssid and devno belong together.",
		Text: "Invalid partial specification for virtio ccw address", Category: InternalError, Advice: "give cssid, ssid and devno",
		Example: Example{Domain: exampleMachine + "<devices>" + "<memballoon model='virtio'><address type='ccw' devno='1'/></memballoon>" + "</devices>"},
	}
	leasePart = &Rule{
		Source: inDevices + ": virDomainLeaseDefParseXML", Flags: Redefine,
		ID: "device-lease", Summary: "a lease is not complete", Doc: "It needs a key and a target with a path.",
		Text: "Missing 'key' element for lease", Category: XMLError, Advice: "add <key> and <target path='…'/>", Example: Example{Domain: exampleMachine + "<devices>" + "<lease/>" + "</devices>"},
	}
	usbDisabled = &Rule{
		Source: inDevices + ": virDomainDefControllersParse", Flags: Redefine,
		ID: "device-usb-disabled", Summary: "a guest without USB has another USB controller", Doc: "The model none turns USB off.",
		Text: "Can't add another USB controller: USB is disabled for this domain", Category: XMLDetail, Advice: "remove one of the controllers",
		Example: Example{Domain: exampleMachine + "<devices>" + "<controller type='usb' model='none'/><controller type='usb'/>" + "</devices>"},
	}
	usbNoMaster = &Rule{
		Source: inDevices + ": virDomainDefControllersParse", Flags: Redefine,
		ID: "device-usb-master", Summary: "no USB controller is the master", Doc: "Companions have an element <master>, and need a controller without it.",
		Text: "No master USB controller specified", Category: XMLDetail, Advice: "add the controller that the others belong to",
		Example: Example{Domain: exampleMachine + "<devices>" + "<controller type='usb'><master startport='0'/></controller>" + "</devices>"},
	}
	usbUnusable = &Rule{
		Source: inDevices + ": virDomainDefParseXML", Flags: Redefine,
		ID: "device-usb", Summary: "a guest without USB has a USB device", Doc: "A controller of the model none turns USB off.",
		Text: "Can't add USB %s", Category: ConfigUnsupported, Advice: "write another bus",
		Example: Example{Domain: exampleMachine + "<devices>" + "<controller type='usb' model='none'/><input type='mouse' bus='usb'/>" + "</devices>"},
	}
	netNoSource = &Rule{
		Source: inDevices + ": virDomainNetDefParseXML", Flags: Redefine,
		ID: "device-net-source", Summary: "an interface of this type needs a source", Doc: "Only user, ethernet and null do without one.",
		Text: "interface type='%s' requires a 'source' element", Category: XMLError, Advice: "add <source>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='network'/>" + "</devices>"},
	}
	netNoLocal = &Rule{
		Source: inDevices + ": virDomainNetDefParseXML", Flags: Redefine,
		ID: "device-net-local", Summary: "an interface of the type udp needs a local end", Doc: "Its address and port are where the packets arrive.",
		Text: "'<local>' element missing for 'udp' socket interface", Category: XMLError, Advice: "add <local>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='udp'><source address='a' port='1'/></interface>" + "</devices>"},
	}
	virtualPortUnused = &Rule{
		Source: inDevices + ": virDomainNetDefParseXML", Flags: Redefine,
		ID: "device-net-virtualport", Summary: "an interface of this type has no virtual port", Doc: "Those of network, bridge, direct and hostdev have.",
		Text: "<virtualport> element unsupported for <interface type='%s'>", Category: ConfigUnsupported, Advice: "remove <virtualport>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><virtualport/></interface>" + "</devices>"},
	}
	virtualPortType = &Rule{
		Source: inDevices + ": virNetDevVPortProfileParse", Flags: Redefine,
		ID: "device-net-virtualport-type", Summary: "a virtual port needs a type", Doc: "Only a network can give it one.",
		Text: "missing required virtualport type", Category: XMLError, Advice: "add the attribute type",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='bridge'><source bridge='b'/><virtualport/></interface>" + "</devices>"},
	}
	macValue = &Rule{
		Source: inDevices + ": virDomainNetDefParseXML", Flags: Redefine,
		ID: "device-mac", Summary: "the address of a network card cannot be read, or is not that of one card",
		Doc:  "Six bytes in hexadecimal with colons between; the lowest bit of the first byte is 0.",
		Text: "unable to parse mac address '%s'", Category: XMLError, Advice: "write an address such as 52:54:00:00:00:01",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><mac address='x'/></interface>" + "</devices>"},
	}
	modelChar = &Rule{
		Source: inDevices + ": virDomainNetSetModelString", Flags: Redefine,
		ID: "device-net-model", Summary: "the model of a network card holds characters that it must not", Doc: "Letters, digits, - and _ are allowed.",
		Text: "Model name contains invalid characters", Category: InvalidArg, Advice: "write a name such as virtio",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><model type='a b'/></interface>" + "</devices>"},
	}
	ipPart = &Rule{
		Source: inDevices + ": virDomainNetIPParseXML", Flags: Redefine,
		ID: "device-ip", Summary: "an <ip> needs an address", Doc: "The prefix alone says nothing.",
		Text: "Missing required address in <ip>", Category: XMLError, Advice: "add the attribute address",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><ip/></interface>" + "</devices>"},
	}
	charKind = &Rule{
		Source: inDevices + ": virDomainChrDefParseXML", Flags: Redefine,
		ID: "device-char-kind", Summary: "a character device cannot have this target or address",
		Doc:  "spicevmc goes with a virtio channel, a USB port with a USB address, guestfwd with IPv4.",
		Text: "usb-serial requires address of usb type", Category: ConfigUnsupported, Advice: "write another type",
		Example: Example{Domain: exampleMachine + "<devices>" + "<serial><target type='usb-serial'/><address type='pci'/></serial>" + "</devices>"},
	}
	charNoTarget = &Rule{
		Source: inDevices + ": virDomainChrDefaultTargetType", Flags: Redefine,
		ID: "device-channel", Summary: "a channel needs a target", Doc: "Other character devices have a default.",
		Text: "target type must be specified for channel device", Category: XMLError, Advice: "add <target type='virtio'/>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<channel/>" + "</devices>"},
	}
	charForward = &Rule{
		Source: inDevices + ": virDomainChrDefParseTargetXML", Flags: Redefine,
		ID: "device-guestfwd", Summary: "a channel of type guestfwd needs an address", Doc: "It is where the guest sends to.",
		Text: "guestfwd channel does not define a target address", Category: XMLError, Advice: "add the attribute address",
		Example: Example{Domain: exampleMachine + "<devices>" + "<channel><target type='guestfwd'/></channel>" + "</devices>"},
	}
	socketAddress = &Rule{
		Source: inDevices + ": virSocketAddrParse", Flags: Redefine,
		ID: "device-socket-address", Summary: "an address cannot be read", Doc: "It must be an IP address; names are not looked up.",
		Text: "Cannot parse socket address '%s': Name or service not known", Category: SystemError, Advice: "write an IP address",
		Example: Example{Domain: exampleMachine + "<devices>" + "<channel><target type='guestfwd' address='x'/></channel>" + "</devices>"},
	}
	graphicsPortValue = &Rule{
		Source: inDevices + ": virDomainGraphicsDefParseXML", Flags: Redefine,
		ID: "device-graphics-port", Summary: "the port of a display must be a number", Doc: "-1 asks libvirt to choose one.",
		Text: "cannot parse %s port %s", Category: InternalError, Advice: "write a number", Example: Example{Domain: exampleMachine + "<devices>" + "<graphics type='vnc' port='x'/>" + "</devices>"},
	}
	listenKind = &Rule{
		Source: inDevices + ": virDomainGraphicsListenDefParseXML", Flags: Redefine,
		ID: "device-listen", Summary: "a display cannot listen in this way",
		Doc:  "Sockets and none are for VNC and Spice; what stands in <graphics> for compatibility must be the same as in the first <listen>.",
		Text: "listen type '%s' is not available for graphics type '%s'", Category: ConfigUnsupported, Advice: "write another type, or the same address",
		Example: Example{Domain: exampleMachine + "<devices>" + "<graphics type='rdp'><listen type='none'/></graphics>" + "</devices>"},
	}
	listenUnused = &Rule{
		Source: inDevices + ": virDomainGraphicsListenDefParseXML", Flags: Redefine,
		ID: "device-listen-unused", Summary: "an attribute of <listen> does not go with its type", Doc: "Each type has an attribute of its own.",
		Text: "'%s' attribute is valid only for listen type '%s'", Category: XMLError, Advice: "remove the attribute",
		Example: Example{Domain: exampleMachine + "<devices>" + "<graphics type='vnc'><listen type='address' network='n'/></graphics>" + "</devices>"},
	}
	passwordTime = &Rule{
		Source: inDevices + ": virDomainGraphicsAuthDefParseXML", Flags: Redefine,
		ID: "device-password-time", Summary: "the end of a password's time cannot be read", Doc: "It is a date and a time in UTC.",
		Text: "cannot parse password validity time '%s', expect YYYY-MM-DDTHH:MM:SS", Category: InternalError, Advice: "write YYYY-MM-DDTHH:MM:SS",
		Example: Example{Domain: exampleMachine + "<devices>" + "<graphics type='vnc' passwd='p' passwdValidTo='soon'/>" + "</devices>"},
	}
	inputNoType = &Rule{
		Source: inDevices + ": virDomainInputDefParseXML", Flags: Redefine,
		ID: "device-input", Summary: "an input device needs a type", Doc: "It is a mouse, a tablet, a keyboard, or one of the host.",
		Text: "missing input device type", Category: InternalError, Advice: "add the attribute type", Example: Example{Domain: exampleMachine + "<devices>" + "<input/>" + "</devices>"},
	}
	inputAddress = &Rule{
		Source: inDevices + ": virDomainInputDefParseXML", Flags: Redefine,
		ID: "device-input-address", Summary: "a USB input device has another kind of address", Doc: "Without a bus a tablet is a USB device.",
		Text: "Invalid address for a USB device", Category: XMLError, Advice: "write type='usb', or remove <address>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<input type='tablet'><address type='pci'/></input>" + "</devices>"},
	}
	inputNoPath = &Rule{
		Source: inDevices + ": virDomainInputDefParseXML", Flags: Redefine,
		ID: "device-input-path", Summary: "an input device of the host needs a path", Doc: "It is a file in /dev/input.",
		Text: "Missing evdev path for input device", Category: XMLError, Advice: "add the path", Example: Example{Domain: exampleMachine + "<devices>" + "<input type='evdev'><source/></input>" + "</devices>"},
	}
	videoHeads = &Rule{
		Source: inDevices + ": virDomainVideoModelDefParseXML", Flags: Redefine,
		ID: "device-video-heads", Summary: "the number of screens must be a number", Doc: "Other sizes of a video card have texts like it.",
		Text: "cannot parse video heads '%s'", Category: InternalError, Advice: "write a number",
		Example: Example{Domain: exampleMachine + "<devices>" + "<video><model type='vga' heads='x'/></video>" + "</devices>"},
	}
	hostNoAddress = &Rule{
		Source: inDevices + ": virDomainHostdevDefParseXMLSubsys", Flags: Redefine,
		ID: "device-host-type", Summary: "a device of the host needs a type", Doc: "It says what its source means.",
		Text: "missing source address type", Category: XMLError, Advice: "add the attribute type", Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev/>" + "</devices>"},
	}
	hostNoSource = &Rule{
		Source: inDevices + ": virDomainHostdevDefParseXMLSubsys", Flags: Redefine,
		ID: "device-host-source", Summary: "a device of the host needs a source", Doc: "It says which device it is.",
		Text: "Missing <source> element in hostdev device", Category: XMLError, Advice: "add <source>", Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev type='usb'/>" + "</devices>"},
	}
	hostModel = &Rule{
		Source: inDevices + ": virDomainHostdevDefParseXMLSubsys", Flags: Redefine,
		ID: "device-host-model", Summary: "a device of the host has no model", Doc: "Only mediated devices and SCSI hosts have; libvirt's text says the contrary.",
		Text: "'model' attribute in <hostdev> is only supported when type='%s'", Category: XMLError, Advice: "remove the attribute model",
		Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev type='pci' model='m'><source/></hostdev>" + "</devices>"},
	}
	hostUSB = &Rule{
		Source: inDevices + ": virDomainHostdevSubsysUSBDefParseXML", Flags: Redefine,
		ID: "device-host-usb", Summary: "a USB device of the host has a vendor and a product", Doc: "One without the other does not name a device.",
		Text: "missing %s", Category: InternalError, Advice: "add the other element",
		Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev type='usb'><source><vendor id='1'/></source></hostdev>" + "</devices>"},
	}
	hostSCSI = &Rule{
		Source: inDevices + ": virDomainHostdevSubsysSCSIHostDefParseXML", Flags: Redefine,
		ID: "device-host-scsi", Summary: "a SCSI device of the host has an adapter and an address", Doc: "Together they name the device.",
		Text: "'address' must be specified for scsi hostdev source", Category: XMLError, Advice: "add <adapter> and <address>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev type='scsi'><source/></hostdev>" + "</devices>"},
	}
	hostMediatedUUID = &Rule{
		Source: inDevices + ": virDomainHostdevSubsysMediatedDevDefParseXML", Flags: Redefine,
		ID: "device-host-mdev", Summary: "the UUID of a mediated device cannot be read", Doc: "It has 32 hexadecimal digits.",
		Text: "Cannot parse uuid attribute of element <address>", Category: InternalError, Advice: "write 32 hexadecimal digits",
		Example: Example{Domain: exampleMachine + "<devices>" + "<hostdev type='mdev' model='vfio-pci'><source><address uuid='x'/></source></hostdev>" + "</devices>"},
	}
	watchdogNoModel = &Rule{
		Source: inDevices + ": virDomainWatchdogDefParseXML", Flags: Redefine,
		ID: "device-watchdog", Summary: "a watchdog needs a model", Doc: "There is no default.",
		Text: "watchdog must contain model name", Category: InternalError, Advice: "add the attribute model", Example: Example{Domain: exampleMachine + "<devices>" + "<watchdog/>" + "</devices>"},
	}
	deviceNoModel = &Rule{
		Source: inDevices + ": virDomainRNGDefParseXML", Flags: Redefine,
		ID: "device-part", Summary: "a device lacks a part", Doc: "Random number generators, TPMs, shared memory and memory devices each have texts of their own.",
		Text: "missing RNG device model", Category: XMLError, Advice: "add what libvirt misses", Example: Example{Domain: exampleMachine + "<devices>" + "<rng/>" + "</devices>"},
	}
	hubNoType = &Rule{
		Source: inDevices + ": virDomainHubDefParseXML", Flags: Redefine,
		ID: "device-hub", Summary: "a hub or a redirected device needs a type", Doc: "There is no default.",
		Text: "missing hub device type", Category: InternalError, Advice: "add the attribute type", Example: Example{Domain: exampleMachine + "<devices>" + "<hub/>" + "</devices>"},
	}
	filesystemNoSource = &Rule{
		Source: inDevices + ": virDomainFSDefParseXML", Flags: Redefine,
		ID: "device-filesystem", Summary: "a file system needs a source", Doc: "The type says which attribute of <source> it is.",
		Text: "missing source information for device", Category: Bare, Advice: "add <source>", Example: Example{Domain: exampleMachine + "<devices>" + "<filesystem/>" + "</devices>"},
	}
	isaPort = &Rule{
		Source: inDevices + ": virDomainChrIsaSerialDefPostParse", Flags: Redefine,
		ID: "device-serial-port", Summary: "a guest has four ISA serial ports", Doc: "They are counted from 0, and each is one device's.",
		Text: "Maximum supported number of ISA serial ports is '%d'", Category: InternalError, Advice: "write a port from 0 to 3",
		Example: Example{Domain: exampleMachine + "<devices>" + "<serial><target type='isa-serial' port='9'/></serial>" + "</devices>"},
	}
	diskNoAddress = &Rule{
		Source: inDevices + ": virDomainDiskDefAssignAddress", Flags: Redefine,
		ID: "device-disk-name", Summary: "the name of a disk does not show where it goes", Doc: "Names such as vda, sdb and hdc do; others need an address.",
		Text: "Unknown disk name '%s' and no address specified", Category: XMLError, Advice: "write a name such as vda, or add <address>",
		Example: Example{Domain: exampleMachine + "<devices>" + "<disk><target dev='disk0'/></disk>" + "</devices>"},
	}
	controllerTwice = &Rule{
		Source: inDevices + ": virDomainDefRejectDuplicateControllers", Flags: Redefine,
		ID: "device-controller-twice", Summary: "two controllers of one type have the same index", Doc: "USB controllers may.",
		Text: "Multiple '%s' controllers with index '%d'", Category: XMLError, Advice: "write another index",
		Example: Example{Domain: exampleMachine + "<devices>" + "<controller type='ide' index='0'/><controller type='ide' index='0'/>" + "</devices>"},
	}
	panicTwice = &Rule{
		Source: inDevices + ": virDomainDefRejectDuplicatePanics", Flags: Redefine,
		ID: "device-panic-twice", Summary: "two panic devices have the same model", Doc: "A guest has one of each.",
		Text: "Multiple panic devices with model '%s'", Category: XMLError, Advice: "remove one of them", Example: Example{Domain: exampleMachine + "<devices>" + "<panic/><panic/>" + "</devices>"},
	}
	bootTwice = &Rule{
		Source: inDevices + ": virDomainDefCollectBootOrder", Flags: Redefine,
		ID: "device-boot-twice", Summary: "two devices have the same place in the boot order", Doc: "Each number is one device's.",
		Text: "boot order '%d' used for more than one device", Category: ConfigUnsupported, Advice: "write another number",
		Example: Example{Domain: exampleMachine + "<devices>" + "<interface type='user'><boot order='1'/></interface><interface type='user'><boot order='1'/></interface>" + "</devices>"},
	}
	bootMixed = &Rule{
		Source: inDevices + ": virDomainDefBootOrderPostParse", Flags: Redefine,
		ID: "device-boot-mixed", Summary: "the boot order stands both at the devices and in <os>", Doc: "Either place is right, but only one.",
		Text: "per-device boot elements cannot be used together with os/boot elements", Category: ConfigUnsupported, Advice: "remove <boot> from <os>",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type><boot dev='hd'/></os>" +
			"<devices><interface type='user'><boot order='1'/></interface></devices>"},
	}
	deviceRules = []*Rule{
		guestLoadParm, romUnused, addressNoType, addressS390, addressPCI, addressUSBPort, addressCCW, leasePart, usbDisabled, usbNoMaster, usbUnusable,
		netNoSource, netNoLocal, virtualPortUnused, virtualPortType, macValue, modelChar, ipPart, charKind, charNoTarget, charForward, socketAddress,
		graphicsPortValue, listenKind, listenUnused, passwordTime, inputNoType, inputAddress, inputNoPath, videoHeads, hostNoAddress, hostNoSource,
		hostModel, hostUSB, hostSCSI, hostMediatedUUID, watchdogNoModel, deviceNoModel, hubNoType, filesystemNoSource, isaPort, diskNoAddress,
		controllerTwice, panicTwice, bootTwice, bootMixed,
	}
)
