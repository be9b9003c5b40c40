package libvirt

import "slices"

// devices reads the devices in libvirt's order, kind by kind
// (virDomainDefParseXML).
var devices = table{make: func() check {
	return inOrder(
		each("devices/disk", diskDevice.run),
		controllers,
		each("devices/lease", lease), each("devices/filesystem", filesystem.run), each("devices/interface", netDevice.run),
		each("devices/smartcard", word("mode", smartcardModes, required)),
		each("devices/parallel", charDevice.run), each("devices/serial", charDevice.run), each("devices/console", charDevice.run),
		each("devices/channel", charDevice.run),
		inputs, each("devices/graphics", graphics.run), each("devices/sound", sound.run), each("devices/audio", audio.run),
		each("devices/video", video.run), each("devices/hostdev", hostDevice.run),
		single("devices/watchdog", guestTwice2, "only a single watchdog device is supported", watchdog.run),
		single("devices/memballoon", guestTwice2, "only a single memory balloon device is supported", balloon.run),
		each("devices/rng", rng.run), atMost(2, "devices/tpm", guestTwice, "a maximum of two TPM devices is supported, one of them being a TPM Proxy device", tpm.run),
		single("devices/nvram", guestTwice2, "only a single nvram device is supported", deviceInfo(0)),
		each("devices/hub", hub.run), each("devices/redirdev", redirected.run),
		single("devices/redirfilter", guestTwice2, "only one set of redirection filter rule is supported"),
		each("devices/panic", known("model", panicModels, 0, guestWord, "unknown panic model '%s'"), deviceInfo(0)),
		each("devices/shmem", sharedMemory.run),
		first("launchSecurity", word("type", launchSecurities, required|nonZero)),
		each("devices/memory", memoryDevice.run),
		single("devices/iommu", guestTwice, "only a single IOMMU device is supported", word("model", iommuModels, required),
			first("driver", onOff("intremap", anyNeed), onOff("caching_mode", anyNeed), onOff("iotlb", anyNeed), onOff("eim", anyNeed), whole("aw_bits", 10, anyNeed)),
			deviceInfo(0)),
		single("devices/vsock", guestTwice, "only a single vsock device is supported", word("model", vsockModels, anyNeed),
			first("cid", whole("address", 10, nonZero), yesNo("auto", anyNeed)), deviceInfo(0)),
	)
}}

// guestRest reads what stands behind the devices.
var guestRest = table{make: func() check {
	return inOrder(
		each("idmap/uid", idMap), each("idmap/gid", idMap),
		knownAt("os/smbios", "mode", smbiosModes, 0, guestWord, "unknown smbios mode '%s'"),
		each("keywrap/cipher", word("name", keyWraps, required), onOff("state", required)),
	)
}}

func idMap(n *node) *refusal {
	for _, name := range []string{"start", "target", "count"} {
		if _, ok := parseUInt(n.attribute(name), 10); !ok {
			return guestNumber.refuseText(n, "invalid idmap start/target/count settings").attr(name)
		}
	}
	return nil
}

// An infoPart is a part of virDomainDeviceInfo that only some devices have.
type infoPart uint8

const (
	withBoot infoPart = 1 << iota
	withROM
)

// deviceInfo is virDomainDeviceInfoParseXML: what all devices have.
func deviceInfo(parts infoPart) check {
	steps := []check{first("master", whole("startport", 10, anyNeed))}
	if parts&withBoot != 0 {
		steps = append(steps, first("boot", whole("order", 10, required|nonZero), loadParm))
	}
	if parts&withROM != 0 {
		steps = append(steps, first("rom", yesNo("enabled", anyNeed), onOff("bar", anyNeed), romDisabled))
	}
	return inOrder(append(steps, first("acpi", whole("index", 10, nonZero)), first("address", deviceAddress))...)
}

func loadParm(n *node) *refusal {
	value, ok := n.prop("loadparm")
	switch {
	case !ok:
	case value == "" || len(value) > 8:
		return guestLoadParm.refuseText(n, "loadparm value '%s' must be between 1 and 8 characters", value).attr("loadparm")
	case hasAny(value, "!\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~"):
		return guestLoadParm.refuseText(n, "invalid loadparm value '%s', expecting chars in set of [a-zA-Z0-9.] and blank spaces", value).attr("loadparm")
	}
	return nil
}

func romDisabled(n *node) *refusal {
	_, bar := n.prop("bar")
	_, file := n.prop("file")
	if n.attribute("enabled") == "no" && (bar || file) {
		return romUnused.refuse(n)
	}
	return nil
}

// deviceAddress is virDomainDeviceAddressParseXML.
func deviceAddress(n *node) *refusal {
	kind, ok := n.prop("type")
	switch {
	case !ok:
		return addressNoType.refuse(n)
	case slices.Index(addressTypes, kind) < 1:
		return guestWord.refuseText(n, "unknown address type '%s'", kind).attr("type")
	case kind == "virtio-s390":
		return addressS390.refuse(n).attr("type")
	}
	if parse := addressChecks.of(kind); parse != nil {
		return parse(n)
	}
	return nil
}

var addressChecks = choice{make: func() map[string]check {
	return map[string]check{
		"pci":           pciAddress,
		"drive":         inOrder(whole("controller", 10, anyNeed), whole("bus", 10, anyNeed), whole("target", 10, anyNeed), whole("unit", 10, anyNeed)),
		"virtio-serial": inOrder(whole("controller", 10, anyNeed), whole("bus", 10, anyNeed), whole("port", 10, anyNeed)),
		"ccid":          inOrder(whole("controller", 10, anyNeed), whole("slot", 10, anyNeed)),
		"usb":           inOrder(usbPort, whole("bus", 10, anyNeed)),
		"spapr-vio":     large("reg", 16, anyNeed),
		"ccw":           ccwAddress,
		"isa":           inOrder(whole("iobase", 16, anyNeed), whole("irq", 16, anyNeed)),
		"dimm":          inOrder(whole("slot", 10, required), large("base", 16, anyNeed)),
	}
}}

// pciAddress is virPCIDeviceAddressParseXML with virPCIDeviceAddressIsValid.
func pciAddress(n *node) *refusal {
	f := inOrder(whole("domain", 0, anyNeed), whole("bus", 0, anyNeed), whole("slot", 0, anyNeed), whole("function", 0, anyNeed),
		onOff("multifunction", anyNeed))(n)
	if f != nil {
		return f
	}
	field := func(name string) uint64 {
		value, _ := n.prop(name)
		number, _ := parseUIntPositive(value, 0)
		return number
	}
	domain, bus, slot, function := field("domain"), field("bus"), field("slot"), field("function")
	switch {
	case domain == 0 && bus == 0 && slot == 0: // wanted, but not chosen yet
		return nil
	case bus > 0xff:
		return addressPCI.refuseText(n, "Invalid PCI address bus='0x%x', must be <= 0xFF", bus).attr("bus")
	case slot > 0x1f:
		return addressPCI.refuseText(n, "Invalid PCI address slot='0x%x', must be <= 0x1F", slot).attr("slot")
	case function > 7:
		return addressPCI.refuseText(n, "Invalid PCI address function=0x%x, must be <= 7", function).attr("function")
	}
	return nil
}

// usbPort is virDomainDeviceUSBAddressParsePort: up to four numbers with dots
// between.
func usbPort(n *node) *refusal {
	port, ok := n.prop("port")
	if !ok {
		return nil
	}
	depth, digits := 1, 0
	for i := range len(port) {
		switch c := port[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c == '.' && digits > 0 && i < len(port)-1:
			depth, digits = depth+1, 0
		default:
			depth = usbDepth + 1
		}
	}
	if depth > usbDepth || digits == 0 {
		return addressUSBPort.refuse(n).attr("port")
	}
	return nil
}

// usbDepth is VIR_DOMAIN_DEVICE_USB_MAX_PORT_DEPTH.
const usbDepth = 4

// ccwAddress is virCCWDeviceAddressParseXML.
func ccwAddress(n *node) *refusal {
	names := []string{"cssid", "ssid", "devno"}
	var values [3]uint64
	given := 0
	for i, name := range names {
		if f := whole(name, 0, anyNeed)(n); f != nil {
			return f
		}
		if value, ok := n.prop(name); ok {
			values[i], _ = parseUIntPositive(value, 0)
			given++
		}
	}
	switch {
	case values[0] > 254 || values[1] > 3 || values[2] > 65535:
		return addressCCW.refuseText(n, "Invalid specification for virtio ccw address: cssid='0x%x' ssid='0x%x' devno='0x%04x'",
			values[0], values[1], values[2])
	case given == 1 || given == 2:
		return addressCCW.refuseText(n, "Invalid partial specification for virtio ccw address")
	}
	return nil
}

// virtioOptions is virDomainVirtioOptionsParseXML.
var virtioOptions = table{make: func() check {
	return inOrder(onOff("iommu", anyNeed), onOff("ats", anyNeed), onOff("packed", anyNeed), onOff("page_per_vq", anyNeed))
}}

// lease is virDomainLeaseDefParseXML.
func lease(n *node) *refusal {
	target := n.find("target")
	_, path := target.prop("path")
	key, _ := n.text("key")
	space, _ := n.text("lockspace")
	switch {
	case key == "":
		return leasePart.refuseText(n, "Missing 'key' element for lease")
	case space == "":
		return unexplained.refuse(n)
	case target == nil:
		return leasePart.refuseText(n, "Missing 'target' element for lease")
	case !path:
		return leasePart.refuseText(target, "Missing 'path' attribute to 'target' element for lease")
	}
	return large("offset", 10, anyNeed)(target)
}
