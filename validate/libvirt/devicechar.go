package libvirt

import (
	"net/netip"
	"slices"
)

// charDevice is virDomainChrDefParseXML: serial and parallel ports, consoles
// and channels.
var charDevice = table{make: func() check {
	return inOrder(
		known("type", charTypes, 0, guestWord, "unknown type presented to host for character device: %s"),
		charTarget,
		charSource,
		func(n *node) *refusal {
			if target := n.find("target"); n.attribute("type") == "spicevmc" && target.attribute("type") != "virtio" {
				return charKind.refuseText(n, "spicevmc device type only supports virtio")
			}
			return nil
		},
		deviceInfo(0),
		func(n *node) *refusal {
			address, ok := n.at("address", "type")
			kind, _ := n.at("target", "type")
			if n.name == "serial" && kind == "usb-serial" && address != "" && address != "usb" {
				return charKind.refuseText(ok, "usb-serial requires address of usb type").attr("type")
			}
			return nil
		},
	)
}}

// charTarget is virDomainChrDefParseTargetXML.
func charTarget(n *node) *refusal {
	target := n.find("target")
	kind, given := target.prop("type")
	if n.name == "channel" && target == nil {
		return charNoTarget.refuse(n)
	}
	if target == nil {
		return nil
	}
	if !given && n.name == "channel" {
		return guestWord.refuseText(target, "unknown target type '%s' specified for character device", "(null)")
	}
	if given && slices.Index(charTargets(n.name), kind) < 0 {
		return guestWord.refuseText(target, "unknown target type '%s' specified for character device", kind).attr("type")
	}
	if model, ok := target.find("model").prop("name"); ok && slices.Index(serialModels, model) < 0 {
		return guestWord.refuseText(target.find("model"), "unknown target model '%s' specified for character device", model).attr("name")
	}
	if n.name == "channel" {
		return when(propIs("type", "guestfwd"), guestForward)(target)
	}
	port, ok := target.prop("port")
	if _, valid := parseUInt(port, 10); ok && !valid {
		return guestNumber.refuseText(target, "Invalid port number: %s", port).attr("port")
	}
	return nil
}

// charTargets are the types of targets of a kind of character device.
func charTargets(kind string) []string {
	switch kind {
	case "serial":
		return serialTargets
	case "channel":
		return channelTargets
	case "console":
		return consoleTargets
	}
	return nil
}

// guestForward reads the address that a channel of type guestfwd listens at.
func guestForward(n *node) *refusal {
	address, ok := n.prop("address")
	if !ok {
		return charForward.refuseText(n, "guestfwd channel does not define a target address")
	}
	ip, err := netip.ParseAddr(address)
	switch {
	case err != nil:
		return socketAddress.refuse(n, address).attr("address")
	case !ip.Is4():
		return charKind.refuseText(n, "guestfwd channel only supports IPv4 addresses").attr("address")
	}
	return whole("port", 10, required)(n)
}

// charSource is virDomainChrSourceDefParseXML.
func charSource(n *node) *refusal {
	kind, ok := n.prop("type")
	if !ok {
		kind = "pty"
	}
	most, text := 1, "only one source element is allowed for character device"
	if kind == "udp" {
		most, text = 2, "only two source elements are allowed for character device"
	}
	return inOrder(
		atMost(most, "source", guestTwice, text, charPlace(kind)),
		first("source", deviceLabels(stored)),
		single("log", guestTwice, "only one log element is allowed for character device", onOff("append", anyNeed)),
		single("protocol", guestTwice, "only one protocol element is allowed for character device",
			when(func(*node) bool { return kind == "tcp" }, known("type", charProtocols, 0, guestWord, "Unknown protocol '%s'"))),
	)(n)
}

// charPlace is what <source> of a kind may hold.
func charPlace(kind string) check {
	mode := word("mode", charModes, anyNeed)
	switch kind {
	case "file":
		return onOff("append", anyNeed)
	case "unix":
		return inOrder(mode, reconnect)
	case "udp":
		return mode
	case "tcp":
		return inOrder(mode, yesNo("tls", anyNeed), reconnect)
	case "qemu-vdagent":
		return inOrder(first("clipboard", yesNo("copypaste", required)), first("mouse", word("mode", mouseModes, required|nonZero)))
	}
	return inOrder()
}

// graphics is virDomainGraphicsDefParseXML.
var graphics = table{make: func() check {
	return inOrder(word("type", graphicsTypes, required), func(n *node) *refusal {
		if c := graphicsChecks.of(n.attribute("type")); c != nil {
			return c(n)
		}
		return nil
	})
}}

var graphicsChecks = choice{make: func() map[string]check {
	return map[string]check{
		"vnc": inOrder(listens, graphicsPort, signed("websocket", 10, anyNeed), word("sharePolicy", sharePolicies, anyNeed),
			yesNo("powerControl", anyNeed), first("audio", whole("id", 10, required|nonZero)), graphicsPassword),
		"sdl":     inOrder(yesNo("fullscreen", anyNeed), first("gl", yesNo("enable", required))),
		"rdp":     inOrder(listens, graphicsPort),
		"desktop": yesNo("fullscreen", anyNeed),
		"spice": inOrder(listens, signed("port", 10, anyNeed), signed("tlsPort", 10, anyNeed), yesNo("autoport", anyNeed),
			word("defaultMode", spiceModes, anyNeed), graphicsPassword,
			each("channel", word("name", spiceChannels, required), word("mode", spiceModes, required)),
			first("image", word("compression", spiceImages, required|nonZero)), first("jpeg", word("compression", spiceCompressions, required|nonZero)),
			first("zlib", word("compression", spiceCompressions, required|nonZero)), first("playback", onOff("compression", required)),
			first("streaming", word("mode", spiceStreamings, required|nonZero)), first("clipboard", yesNo("copypaste", required)),
			first("filetransfer", yesNo("enable", required)), first("gl", yesNo("enable", required)),
			first("mouse", word("mode", mouseModes, required|nonZero))),
		"dbus": inOrder(yesNo("p2p", anyNeed), first("gl", yesNo("enable", required)), first("audio", whole("id", 10, required|nonZero))),
	}
}}

// graphicsPort reads the port of VNC and RDP.
func graphicsPort(n *node) *refusal {
	port, ok := n.prop("port")
	if _, valid := parseInt(port, 10); ok && !valid {
		return graphicsPortValue.refuse(n, n.attribute("type"), port).attr("port")
	}
	return nil
}

// listens is virDomainGraphicsListensParseXML.
func listens(n *node) *refusal {
	firstOne := true
	for l := range n.all("listen") {
		if f := listen(l, n, firstOne); f != nil {
			return f
		}
		firstOne = false
	}
	return nil
}

// listen checks one place where a display listens; what <graphics> says for
// compatibility must agree with the first.
func listen(n, parent *node, isFirst bool) *refusal {
	if f := word("type", listenTypes, required)(n); f != nil {
		return f
	}
	kind, display := n.attribute("type"), parent.attribute("type")
	address, network, socket := n.attribute("address"), n.attribute("network"), n.attribute("socket")
	oldAddress, hasOld := parent.prop("listen")
	oldSocket, hasOldSocket := parent.prop("socket")
	_, hasAddress := n.prop("address")
	_, hasSocket := n.prop("socket")
	switch {
	case (kind == "socket" || kind == "none") && display != "vnc" && display != "spice":
		return listenKind.refuseText(n, "listen type '%s' is not available for graphics type '%s'", kind, display).attr("type")
	case kind == "address" && isFirst && hasAddress && hasOld && address != oldAddress:
		return listenKind.refuseText(n, "graphics 'listen' attribute '%s' must match 'address' attribute of first listen element (found '%s')",
			oldAddress, address).attr("address")
	case kind == "socket" && isFirst && hasSocket && hasOldSocket && socket != oldSocket:
		return listenKind.refuseText(n, "graphics 'socket' attribute '%s' must match 'socket' attribute of first listen element (found '%s')",
			oldSocket, socket).attr("socket")
	case network != "" && kind != "network":
		return listenUnused.refuse(n, "network", "network").attr("network")
	case socket != "" && kind != "socket":
		return listenUnused.refuse(n, "socket", "socket").attr("socket")
	}
	return nil
}

// graphicsPassword is virDomainGraphicsAuthDefParseXML.
func graphicsPassword(n *node) *refusal {
	if _, ok := n.prop("passwd"); !ok {
		return nil
	}
	until, limited := n.prop("passwdValidTo")
	connected, given := n.prop("connected")
	switch {
	case limited && !isTime(until):
		return passwordTime.refuse(n, until).attr("passwdValidTo")
	case given && slices.Index(authConnected, connected) < 1:
		return guestWord.refuseText(n, "unknown connected value %s", connected).attr("connected")
	case given && n.attribute("type") == "vnc" && connected != "keep":
		return guestWord.refuseText(n, "VNC supports connected='keep' only").attr("connected")
	}
	return nil
}

// isTime reports whether a text is six numbers as in 2010-11-28T14:29:01.
func isTime(s string) bool {
	ends := "--T::"
	number := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			number++
		case number > 0 && ends != "" && c == ends[0]:
			number, ends = 0, ends[1:]
		default:
			return false
		}
	}
	return ends == "" && number > 0
}
