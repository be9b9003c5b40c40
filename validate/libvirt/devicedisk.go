package libvirt

// diskDevice is virDomainDiskDefParseXML.
var diskDevice = table{make: func() check {
	return inOrder(
		diskSource,
		word("device", diskDevices, anyNeed), word("model", virtioModels, anyNeed), word("snapshot", locations, nonZero),
		yesNo("rawio", anyNeed), word("sgio", sgioModes, nonZero),
		first("source", word("startupPolicy", startupPolicies, nonZero)),
		first("target", word("bus", diskBuses, nonZero), word("tray", diskTrays, anyNeed), onOff("removable", anyNeed),
			whole("rotation_rate", 10, anyNeed)),
		first("geometry", whole("cyls", 10, anyNeed), whole("heads", 10, anyNeed), whole("secs", 10, anyNeed), word("trans", geometries, nonZero)),
		first("blockio", whole("logical_block_size", 10, anyNeed), whole("physical_block_size", 10, anyNeed)),
		first("driver", virtioOptions.run, diskDriverOptions.run, diskFormat),
		first("transient", yesNo("shareBacking", anyNeed)),
		ioTune,
		deviceInfo(withBoot),
	)
}}

// diskSource is virDomainDiskDefParseSourceXML.
func diskSource(n *node) *refusal {
	if f := word("type", storageTypes, nonZero)(n); f != nil {
		return f
	}
	kind, ok := n.prop("type")
	if !ok {
		kind = "file"
	}
	source := n.find("source")
	if source != nil {
		if f := checkSource(kind, stored)(source); f != nil {
			return f
		}
	}
	return inOrder(outside(source, "auth", auth), outside(source, "encryption", encryption), backingStore)(n)
}

// outside reads an element that may stand in <source> or beside it, but not
// in both places.
func outside(source *node, name string, c check) check {
	return first(name, func(n *node) *refusal {
		if source.find(name) != nil {
			return sourceTwice.refuse(n, name)
		}
		return c(n)
	})
}

// backingStore is virDomainDiskBackingStoreParse.
func backingStore(n *node) *refusal {
	b := n.find("backingStore")
	kind, ok := b.prop("type")
	if !ok { // the end of the chain
		return nil
	}
	format, at := b.at("format", "type")
	source := b.find("source")
	switch {
	case format == "":
		return backingPart.refuseText(orElse(at, b), "missing disk backing store format")
	case source == nil:
		return backingPart.refuseText(b, "missing disk backing store source")
	}
	f := inOrder(
		known("type", storageTypes, 1, backingPart, "unknown storage source type '%s'"),
		knownAt("format", "type", storageFormats, 1, backingPart, "unknown storage source format '%s'"),
		metadataCache("./format/metadata_cache/max_size").check,
	)(b)
	if f != nil {
		return f
	}
	if f := checkSource(kind, stored)(source); f != nil {
		return f
	}
	return backingStore(b)
}

// diskDriverOptions is virDomainDiskDefDriverParseXML.
var diskDriverOptions = table{make: func() check {
	return inOrder(
		word("cache", diskCaches, anyNeed), word("error_policy", errorPolicies, nonZero), word("rerror_policy", errorPolicies, nonZero),
		func(n *node) *refusal {
			if n.attribute("rerror_policy") == "enospace" {
				return guestWord.refuseText(n, "Invalid disk read error policy: '%s'", "enospace").attr("rerror_policy")
			}
			return nil
		},
		word("io", diskIOs, nonZero), onOff("ioeventfd", anyNeed), onOff("event_idx", anyNeed), onOff("copy_on_read", anyNeed),
		word("discard", discards, nonZero), whole("iothread", 10, nonZero), word("detect_zeroes", zeroDetections, nonZero),
		whole("queues", 10, anyNeed), whole("queue_size", 10, anyNeed),
	)
}}

// diskFormat is virDomainDiskDefDriverSourceParseXML.
func diskFormat(n *node) *refusal {
	if value, _ := n.prop("type"); value != "aio" { // Xen's name for raw
		if f := known("type", storageFormats, 1, guestWord, "unknown driver format value '%s'")(n); f != nil {
			return f
		}
	}
	return metadataCache("./metadata_cache/max_size").check(n)
}

// ioTune is virDomainDiskDefIotuneParse.
func ioTune(n *node) *refusal {
	for _, name := range ioTunes {
		value, at := n.text("iotune/" + name)
		if _, ok := parseULongLong(value, 10); value != "" && !ok {
			return guestNumber.refuseText(at, "disk iotune field '%s' must be an integer", name).value()
		}
	}
	return nil
}

var ioTunes = []string{
	"total_bytes_sec", "read_bytes_sec", "write_bytes_sec", "total_iops_sec", "read_iops_sec", "write_iops_sec",
	"total_bytes_sec_max", "read_bytes_sec_max", "write_bytes_sec_max", "total_iops_sec_max", "read_iops_sec_max", "write_iops_sec_max",
	"size_iops_sec", "total_bytes_sec_max_length", "read_bytes_sec_max_length", "write_bytes_sec_max_length", "total_iops_sec_max_length",
	"read_iops_sec_max_length", "write_iops_sec_max_length",
}

// controllers is virDomainDefControllersParse.
func controllers(n *node) *refusal {
	none, other, master := false, false, false
	for c := range n.every("devices/controller") {
		if f := controller(c); f != nil {
			return f
		}
		if c.attribute("type") != "usb" {
			continue
		}
		without := c.attribute("model") == "none"
		if none || without && other {
			return usbDisabled.refuse(c)
		}
		none, other = none || without, other || !without
		master = master || c.find("master") == nil
	}
	if other && !master {
		return usbNoMaster.refuse(n.find("devices"))
	}
	return nil
}

// controller is virDomainControllerDefParseXML.
func controller(n *node) *refusal {
	kind := n.attribute("type")
	pci := func(*node) bool { return kind == "pci" }
	noUSB := kind == "usb" && n.attribute("model") == "none"
	f := inOrder(
		word("type", controllerTypes, anyNeed), controllerModel, signed("index", 10, nonNegative),
		first("driver", whole("queues", 10, anyNeed), whole("cmd_per_lun", 10, anyNeed), whole("max_sectors", 10, anyNeed),
			onOff("ioeventfd", anyNeed), whole("iothread", 10, anyNeed), virtioOptions.run),
		single("model", guestTwice, "Multiple <model> elements in controller definition not allowed", when(pci, word("name", pciModelNames, anyNeed))),
		single("target", guestTwice, "Multiple <target> elements in controller definition not allowed", when(pci,
			signed("chassisNr", 0, anyNeed), signed("chassis", 0, anyNeed), signed("port", 0, anyNeed), signed("busNr", 0, anyNeed),
			onOff("hotplug", anyNeed), signed("index", 0, anyNeed))),
		when(func(*node) bool { return !noUSB }, deviceInfo(0)),
		signed("ports", 10, nonNegative),
	)(n)
	if f != nil {
		return f
	}
	switch model := n.attribute("model"); {
	case kind == "virtio-serial":
		return signed("vectors", 10, nonNegative)(n)
	case kind == "pci" && (model == "pci-root" || model == "pcie-root"):
		return scaled{path: "./pcihole64", scale: kibibyte, limit: unlimited}.check(n)
	}
	return nil
}

func controllerModel(n *node) *refusal {
	kind, _ := n.prop("type")
	if kind == "" {
		kind = "ide"
	}
	return known("model", controllerModels(kind), 0, guestWord, "Unknown model type '%s'")(n)
}

// controllerModels are the models of a type of controllers.
func controllerModels(kind string) []string {
	switch kind {
	case "scsi":
		return scsiModels
	case "usb":
		return usbModels
	case "pci":
		return pciModels
	case "ide":
		return ideModels
	case "virtio-serial":
		return serialControllers
	}
	return nil
}
