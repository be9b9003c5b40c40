package libvirt

// Enumerations of the devices' parsers (src/conf/domain_conf.c), in libvirt's
// order.
var (
	addressTypes = []string{
		"none", "pci", "drive", "virtio-serial", "ccid", "usb", "spapr-vio", "virtio-s390", "ccw", "virtio-mmio", "isa", "dimm", "unassigned",
	}
	virtioModels = []string{"default", "virtio", "virtio-transitional", "virtio-non-transitional"}

	diskDevices     = []string{"disk", "cdrom", "floppy", "lun"}
	diskBuses       = []string{"none", "ide", "fdc", "scsi", "virtio", "xen", "usb", "uml", "sata", "sd"}
	diskTrays       = []string{"closed", "open"}
	diskCaches      = []string{"default", "none", "writethrough", "writeback", "directsync", "unsafe"}
	diskIOs         = []string{"default", "native", "threads", "io_uring"}
	errorPolicies   = []string{"default", "stop", "report", "ignore", "enospace"}
	discards        = []string{"default", "unmap", "ignore"}
	zeroDetections  = []string{"default", "off", "on", "unmap"}
	geometries      = []string{"default", "none", "auto", "lba"}
	sgioModes       = []string{"default", "filtered", "unfiltered"}
	startupPolicies = []string{"default", "mandatory", "requisite", "optional"}

	controllerTypes = []string{"ide", "fdc", "scsi", "sata", "virtio-serial", "ccid", "usb", "pci", "xenbus", "isa"}
	scsiModels      = []string{
		"auto", "buslogic", "lsilogic", "lsisas1068", "vmpvscsi", "ibmvscsi", "virtio-scsi", "lsisas1078", "virtio-transitional",
		"virtio-non-transitional", "ncr53c90", "dc390", "am53c974",
	}
	usbModels = []string{
		"piix3-uhci", "piix4-uhci", "ehci", "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3", "vt82c686b-uhci", "pci-ohci", "nec-xhci", "qusb1",
		"qusb2", "qemu-xhci", "none",
	}
	pciModels = []string{
		"pci-root", "pcie-root", "pci-bridge", "dmi-to-pci-bridge", "pcie-to-pci-bridge", "pcie-root-port", "pcie-switch-upstream-port",
		"pcie-switch-downstream-port", "pci-expander-bus", "pcie-expander-bus",
	}
	ideModels         = []string{"piix3", "piix4", "ich6"}
	serialControllers = []string{"virtio", "virtio-transitional", "virtio-non-transitional"}

	pciModelNames = []string{
		"none", "pci-bridge", "i82801b11-bridge", "ioh3420", "x3130-upstream", "xio3130-downstream", "pxb", "pxb-pcie", "pcie-root-port",
		"spapr-pci-host-bridge", "pcie-pci-bridge",
	}

	netTypes = []string{
		"user", "ethernet", "vhostuser", "server", "client", "mcast", "network", "bridge", "internal", "direct", "hostdev", "udp", "vdpa", "null", "vds",
	}
	netBackends      = []string{"default", "qemu", "vhost"}
	backendTypes     = []string{"default", "passt"}
	netTXModes       = []string{"default", "iothread", "timer"}
	linkStates       = []string{"default", "up", "down"}
	macTypes         = []string{"", "generated", "static"}
	macvtapModes     = []string{"vepa", "private", "bridge", "passthrough"}
	virtualPortTypes = []string{"802.1Qbg", "802.1Qbh", "openvswitch", "midonet"}

	charTypes = []string{
		"null", "vc", "pty", "dev", "file", "pipe", "stdio", "udp", "tcp", "unix", "spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus",
	}
	serialTargets  = []string{"none", "isa-serial", "usb-serial", "pci-serial", "spapr-vio-serial", "system-serial", "sclp-serial", "isa-debug"}
	channelTargets = []string{"none", "guestfwd", "virtio", "xen"}
	consoleTargets = []string{"none", "serial", "xen", "uml", "virtio", "lxc", "openvz", "sclp", "sclplm"}

	serialModels = []string{
		"none", "isa-serial", "usb-serial", "pci-serial", "spapr-vty", "pl011", "sclpconsole", "sclplmconsole", "16550a", "isa-debugcon",
	}
	charProtocols = []string{"raw", "telnet", "telnets", "tls"}
	charModes     = []string{"connect", "bind"}

	inputTypes   = []string{"mouse", "tablet", "keyboard", "passthrough", "evdev"}
	inputBuses   = []string{"ps2", "usb", "xen", "parallels", "virtio", "none"}
	inputGrabs   = []string{"default", "all"}
	inputToggles = []string{"default", "ctrl-ctrl", "alt-alt", "shift-shift", "meta-meta", "scrolllock", "ctrl-scrolllock"}

	graphicsTypes     = []string{"sdl", "vnc", "rdp", "desktop", "spice", "egl-headless", "dbus"}
	listenTypes       = []string{"none", "address", "network", "socket"}
	sharePolicies     = []string{"default", "allow-exclusive", "force-shared", "ignore"}
	authConnected     = []string{"default", "fail", "disconnect", "keep"}
	spiceModes        = []string{"any", "secure", "insecure"}
	spiceChannels     = []string{"main", "display", "inputs", "cursor", "playback", "record", "smartcard", "usbredir"}
	spiceImages       = []string{"default", "auto_glz", "auto_lz", "quic", "glz", "lz", "off"}
	spiceCompressions = []string{"default", "auto", "never", "always"}
	spiceStreamings   = []string{"default", "filter", "all", "off"}
	mouseModes        = []string{"default", "server", "client"}

	soundModels = []string{"sb16", "es1370", "pcspk", "ac97", "ich6", "ich9", "usb", "ich7"}
	soundCodecs = []string{"duplex", "micro", "output"}
	audioTypes  = []string{"none", "alsa", "coreaudio", "jack", "oss", "pulseaudio", "sdl", "spice", "file", "dbus"}
	videoModels = []string{
		"default", "vga", "cirrus", "vmvga", "xen", "vbox", "qxl", "parallels", "virtio", "gop", "none", "bochs", "ramfb",
	}
	videoBackends = []string{"default", "qemu", "vhostuser"}

	hostModes        = []string{"subsystem", "capabilities"}
	hostTypes        = []string{"usb", "pci", "scsi", "scsi_host", "mdev"}
	hostCapabilities = []string{"storage", "misc", "net"}
	hostBackends     = []string{"default", "kvm", "vfio", "xen"}
	hostMediated     = []string{"vfio-pci", "vfio-ccw", "vfio-ap"}

	watchdogModels    = []string{"i6300esb", "ib700", "diag288"}
	watchdogActions   = []string{"reset", "shutdown", "poweroff", "pause", "dump", "none", "inject-nmi"}
	balloonModels     = []string{"virtio", "xen", "none", "virtio-transitional", "virtio-non-transitional"}
	rngBackends       = []string{"random", "egd", "builtin"}
	tpmModels         = []string{"default", "tpm-tis", "tpm-crb", "tpm-spapr", "spapr-tpm-proxy"}
	tpmTypes          = []string{"passthrough", "emulator", "external"}
	tpmVersions       = []string{"default", "1.2", "2.0"}
	panicModels       = []string{"default", "isa", "pseries", "hyperv", "s390"}
	shmemModels       = []string{"ivshmem", "ivshmem-plain", "ivshmem-doorbell"}
	memoryModels      = []string{"", "dimm", "nvdimm", "virtio-pmem", "virtio-mem", "sgx-epc"}
	iommuModels       = []string{"intel", "smmuv3", "virtio"}
	vsockModels       = virtioModels
	launchSecurities  = []string{"", "sev", "s390-pv"}
	smartcardModes    = []string{"host", "host-certificates", "passthrough"}
	keyWraps          = []string{"aes", "dea"}
	filesystemTypes   = []string{"mount", "block", "file", "template", "ram", "bind", "volume"}
	filesystemDrivers = []string{"default", "path", "handle", "loop", "nbd", "ploop", "virtiofs", "mtp"}
	writePolicies     = []string{"default", "immediate"}
	virtioFSCaches    = []string{"default", "none", "always"}
	virtioFSSandboxes = []string{"default", "namespace", "chroot"}
	accessModes       = []string{"", "passthrough", "mapped", "squash"}
	multiDevs         = []string{"default", "remap", "forbid", "warn"}
)
