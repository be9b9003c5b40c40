package libvirt

import "slices"

// inputs reads the input devices; one on the USB needs a USB.
func inputs(n *node) *refusal {
	noUSB := false
	for c := range n.every("devices/controller") {
		noUSB = noUSB || c.attribute("type") == "usb" && c.attribute("model") == "none"
	}
	arch, _ := n.at("os/type", "arch")
	for i := range n.every("devices/input") {
		if f := input(i, arch); f != nil {
			return f
		}
		if noUSB && inputBus(i, arch) == "usb" {
			return usbUnusable.refuse(i, "input device. USB bus is disabled")
		}
	}
	return nil
}

// input is virDomainInputDefParseXML.
func input(n *node, arch string) *refusal {
	kind := n.attribute("type")
	isEvent := func(*node) bool { return kind == "evdev" }
	return inOrder(
		given("type", inputNoType, "missing input device type"),
		known("type", inputTypes, 0, guestWord, "unknown input device type '%s'"),
		known("model", virtioModels, 0, guestWord, "unknown input model '%s'"),
		known("bus", inputBuses, 0, guestWord, "unknown input bus type '%s'"),
		deviceInfo(0),
		func(n *node) *refusal {
			if address, at := n.at("address", "type"); address != "" && address != "usb" && inputBus(n, arch) == "usb" {
				return inputAddress.refuse(at).attr("type")
			}
			return nil
		},
		first("source", inputSource, when(isEvent, word("grab", inputGrabs, nonZero), word("grabToggle", inputToggles, nonZero), onOff("repeat", anyNeed))),
		first("driver", virtioOptions.run),
	)(n)
}

func inputSource(n *node) *refusal {
	name, ok := map[string]string{"evdev": "dev", "passthrough": "evdev"}[n.parent.attribute("type")]
	if _, has := n.prop(name); ok && !has {
		return inputNoPath.refuse(n)
	}
	return nil
}

// inputBus is where an input device is plugged in if it does not say it.
func inputBus(n *node, arch string) string {
	bus, given := n.prop("bus")
	kind := n.attribute("type")
	x86 := arch == "" || arch == "i686" || arch == "x86_64"
	switch {
	case given:
		return bus
	case x86 && (kind == "mouse" || kind == "keyboard"):
		return "ps2"
	case kind == "passthrough" || arch == "s390" || arch == "s390x":
		return "virtio"
	case kind == "evdev":
		return "none"
	}
	return "usb"
}

// sound is virDomainSoundDefParseXML.
var sound = table{make: func() check {
	return inOrder(
		word("model", soundModels, required),
		each("codec", func(n *node) *refusal {
			kind, ok := n.prop("type")
			if !ok {
				kind = "(null)"
			}
			if slices.Contains(soundCodecs, kind) {
				return nil
			}
			return guestWord.refuseText(n, "unknown codec type '%s'", kind).attr("type")
		}),
		first("audio", whole("id", 10, required|nonZero)),
		deviceInfo(0),
	)
}}

// audio is virDomainAudioDefParseXML.
var audio = table{make: func() check {
	return inOrder(word("type", audioTypes, required), whole("id", 10, required|nonZero), whole("timerPeriod", 10, nonZero),
		first("input", audioStream.run), first("output", audioStream.run))
}}

var audioStream = table{make: func() check {
	return inOrder(yesNo("mixingEngine", anyNeed), yesNo("fixedSettings", anyNeed), whole("voices", 10, nonZero), whole("bufferLength", 10, nonZero))
}}

// video is virDomainVideoDefParseXML.
var video = table{make: func() check {
	return inOrder(
		knownProp("model", "type", videoModels, "unknown video model '%s'"),
		videoSize("ram"), videoSize("vram"), videoSize("vram64"), videoSize("vgamem"),
		func(n *node) *refusal {
			heads, ok := n.find("model").prop("heads")
			if _, valid := parseUInt(heads, 10); ok && !valid {
				return videoHeads.refuse(n.find("model"), heads).attr("heads")
			}
			return nil
		},
		first("model/acceleration", acceleration),
		first("model/resolution", whole("x", 10, required), whole("y", 10, required)),
		first("driver", word("name", videoBackends, nonZero), virtioOptions.run),
		deviceInfo(0),
	)
}}

// knownProp is known for an attribute of a child.
func knownProp(child, name string, values []string, text string) check {
	return first(child, known(name, values, 0, guestWord, text))
}

func videoSize(name string) check {
	return first("model", func(n *node) *refusal {
		value, ok := n.prop(name)
		if _, valid := parseUIntPositive(value, 10); ok && !valid {
			return guestNumber.refuseText(n, "cannot parse video %s '%s'", name, value).attr(name)
		}
		return nil
	})
}

func acceleration(n *node) *refusal {
	_, two := n.prop("accel2d")
	_, three := n.prop("accel3d")
	_, node := n.prop("rendernode")
	if !two && !three && !node {
		return guestWord.refuseText(n, "missing values for acceleration")
	}
	return inOrder(yesNo("accel2d", anyNeed), yesNo("accel3d", anyNeed))(n)
}

// hostDevice is virDomainHostdevDefParseXML.
var hostDevice = table{make: func() check {
	return inOrder(
		known("mode", hostModes, 0, guestWord, "unknown hostdev mode '%s'"),
		hostSource,
		deviceInfo(withBoot|withROM),
	)
}}

// hostSource is virDomainHostdevDefParseXMLSubsys, or …Caps.
func hostSource(n *node) *refusal {
	kind, ok := n.prop("type")
	names := hostTypes
	if n.attribute("mode") == "capabilities" {
		names = hostCapabilities
	}
	source := n.find("source")
	switch {
	case !ok:
		return hostNoAddress.refuse(n)
	case !slices.Contains(names, kind):
		return guestWord.refuseText(n, "unknown host device source address type '%s'", kind).attr("type")
	case source == nil:
		return hostNoSource.refuse(n)
	case kind != "usb" && source.Attr("startupPolicy") != nil && n.attribute("mode") != "capabilities":
		return guestWord.refuseText(source, "Setting startupPolicy is only allowed for USB devices").attr("startupPolicy")
	}
	if n.attribute("mode") == "capabilities" {
		return nil
	}
	return hostSubsystem(n, kind, source)
}

func hostSubsystem(n *node, kind string, source *node) *refusal {
	if _, ok := n.prop("model"); ok && kind != "mdev" && kind != "scsi_host" {
		return hostModel.refuse(n, kind).attr("model")
	}
	switch kind {
	case "usb":
		return inOrder(word("startupPolicy", startupPolicies, nonZero), yesNo("autoAddress", anyNeed), usbProduct,
			first("address", whole("bus", 0, required), whole("device", 0, required)))(source)
	case "pci":
		f := inOrder(yesNo("writeFiltering", anyNeed), first("address", pciAddress))(source)
		if f != nil {
			return f
		}
		return first("driver", word("name", hostBackends, nonZero))(n)
	case "scsi":
		return scsiSource(source)
	case "mdev":
		return inOrder(word("model", hostMediated, required), onOff("display", anyNeed), onOff("ramfb", anyNeed), func(*node) *refusal {
			return mediatedSource(source)
		})(n)
	}
	return nil
}

func usbProduct(n *node) *refusal {
	vendor, product := n.find("vendor"), n.find("product")
	if vendor != nil {
		if f := whole("id", 0, required|nonZero)(vendor); f != nil {
			return f
		}
		if product == nil {
			return hostUSB.refuse(vendor, "product")
		}
	}
	if product == nil {
		return nil
	}
	if f := whole("id", 0, required)(product); f != nil || vendor != nil {
		return f
	}
	return hostUSB.refuse(product, "vendor")
}

func scsiSource(n *node) *refusal {
	if protocol, ok := n.prop("protocol"); ok && protocol == "iscsi" {
		return nil
	}
	address := n.find("address")
	if address == nil {
		return hostSCSI.refuseText(n, "'address' must be specified for scsi hostdev source")
	}
	if f := inOrder(whole("bus", 0, required), whole("target", 0, required), large("unit", 0, required))(address); f != nil {
		return f
	}
	if name, _ := n.at("adapter", "name"); name == "" {
		return hostSCSI.refuseText(n, "'adapter' name must be specified for scsi hostdev source")
	}
	return nil
}

func mediatedSource(n *node) *refusal {
	address := n.find("address")
	uuid, ok := address.prop("uuid")
	switch {
	case address == nil:
		return guestWord.refuseText(n, "Missing <address> element")
	case !ok:
		return guestWord.refuseText(address, "Missing 'uuid' attribute for element <address>")
	case ParseUUID(uuid) == "":
		return hostMediatedUUID.refuse(address).attr("uuid")
	}
	return nil
}

var (
	watchdog = table{make: func() check {
		return inOrder(
			given("model", watchdogNoModel, "watchdog must contain model name"),
			known("model", watchdogModels, 0, guestWord, "unknown watchdog model '%s'"),
			known("action", watchdogActions, 0, guestWord, "unknown watchdog action '%s'"),
			deviceInfo(0),
		)
	}}
	balloon = table{make: func() check {
		return inOrder(
			word("model", balloonModels, required), onOff("autodeflate", anyNeed), onOff("freePageReporting", anyNeed),
			first("stats", signed("period", 0, anyNeed)),
			when(func(n *node) bool { return n.attribute("model") != "none" }, deviceInfo(0)),
			first("driver", virtioOptions.run),
		)
	}}
	rng = table{make: func() check {
		return inOrder(
			given("model", deviceNoModel, "missing RNG device model"),
			known("model", virtioModels[1:], 0, guestWord, "unknown RNG model '%s'"),
			countAt("rate", "bytes", guestNumber, "invalid RNG rate bytes value"), rngPeriod, rngBackend,
			deviceInfo(0), first("driver", virtioOptions.run),
		)
	}}
	tpm = table{make: func() check {
		return inOrder(
			word("model", tpmModels, anyNeed),
			func(n *node) *refusal {
				if n.find("backend") == nil {
					return deviceNoModel.refuseText(n, "missing TPM device backend")
				}
				return nil
			},
			single("backend", guestTwice, "only one TPM backend is supported", word("type", tpmTypes, required), word("version", tpmVersions, nonZero)),
			deviceInfo(0),
		)
	}}
	hub = table{make: func() check {
		return inOrder(given("type", hubNoType, "missing hub device type"), known("type", []string{"usb"}, 0, guestWord, "unknown hub device type '%s'"),
			deviceInfo(0))
	}}
	redirected = table{make: func() check {
		return inOrder(known("bus", []string{"usb"}, 0, guestWord, "unknown redirdev bus '%s'"),
			given("type", hubNoType, "missing type in redirdev"), known("type", charTypes, 0, guestWord, "unknown redirdev character device type '%s'"),
			charSource, deviceInfo(withBoot))
	}}
	sharedMemory = table{make: func() check {
		return inOrder(first("model", word("type", shmemModels, anyNeed)),
			given("name", deviceNoModel, "shmem element must contain 'name' attribute"),
			scaled{path: "./size[1]", scale: 1, limit: unlimited}.check,
			first("msi", whole("vectors", 0, anyNeed), onOff("ioeventfd", anyNeed)),
			func(n *node) *refusal {
				if msi := n.find("msi"); msi != nil && n.find("server") == nil {
					return deviceNoModel.refuseText(msi, "msi option is only supported with a server")
				}
				return nil
			},
			deviceInfo(0))
	}}
	memoryDevice = table{make: func() check {
		return inOrder(word("model", memoryModels, required|nonZero), word("access", memoryAccess, nonZero), yesNo("discard", anyNeed),
			func(n *node) *refusal {
				if n.find("target") == nil {
					return deviceNoModel.refuseText(n, "missing <target> element for <memory> device")
				}
				return nil
			},
			first("target", scaled{path: "./size", scale: kibibyte, limit: maxMemory, required: true}.check),
			deviceInfo(0))
	}}
)

func rngPeriod(n *node) *refusal {
	if bytes, _ := n.at("rate", "bytes"); bytes == "" {
		return nil
	}
	return countAt("rate", "period", guestNumber, "invalid RNG rate period value")(n)
}

func rngBackend(n *node) *refusal {
	if n.count("backend") != 1 {
		return deviceNoModel.refuseText(n, "only one RNG backend is supported")
	}
	backend := n.find("backend")
	if f := inOrder(given("model", deviceNoModel, "missing RNG device backend model"),
		known("model", rngBackends, 0, guestWord, "unknown RNG backend model '%s'"))(backend); f != nil {
		return f
	}
	if backend.attribute("model") != "egd" {
		return nil
	}
	return inOrder(given("type", deviceNoModel, "missing EGD backend type"),
		known("type", charTypes, 0, guestWord, "unknown backend type '%s' for egd"), charSource)(backend)
}
