package libvirt

import (
	"slices"
	"strconv"
	"strings"
)

// netDevice is virDomainNetDefParseXML.
var netDevice = table{make: func() check {
	return inOrder(
		word("type", netTypes, anyNeed), yesNo("trustGuestRxFilters", anyNeed),
		netSource,
		first("virtualport", virtualPort),
		first("driver", virtioOptions.run),
		macAddress,
		deviceInfo(withBoot|withROM),
		netModel,
		each("ip", netIP),
		when(virtioModel, first("driver", netDriver.run)),
		first("backend", word("type", backendTypes, nonZero)),
		netLink,
		mtu,
	)
}}

// netSource reads <source>, which most types of interfaces need.
func netSource(n *node) *refusal {
	kind, _ := n.prop("type")
	source := n.find("source")
	needs := netSources.of(kind)
	switch {
	case kind == "hostdev":
		if address, _ := n.at("source/address", "type"); address == "" && n.find("source/vendor") == nil {
			return hostNoAddress.refuse(n)
		}
		return nil
	case needs == nil:
		return nil
	case source == nil:
		return netNoSource.refuse(n, kind)
	}
	return needs(source)
}

// has asks for an attribute.
func has(name string) check {
	return func(n *node) *refusal {
		if _, ok := n.prop(name); ok {
			return nil
		}
		return required.missing(n, name)
	}
}

var netSources = choice{make: func() map[string]check {
	return map[string]check{
		"network":   has("network"),
		"vhostuser": inOrder(has("type"), vhostUserNet, has("path"), has("mode"), word("mode", []string{"client", "server"}, required), reconnect),
		"vdpa":      has("dev"), "bridge": has("bridge"), "internal": has("name"),
		"direct": inOrder(has("dev"), word("mode", macvtapModes, anyNeed)),
		"server": signed("port", 10, required),
		"client": inOrder(has("address"), signed("port", 10, required)),
		"mcast":  inOrder(has("address"), signed("port", 10, required)),
		"udp":    inOrder(has("address"), signed("port", 10, required), udpLocal),
		"vds":    inOrder(has("switchid"), large("portid", 0, required), has("portgroupid"), large("connectionid", 0, required)),
	}
}}

func vhostUserNet(n *node) *refusal {
	if kind, _ := n.prop("type"); kind != "unix" {
		return guestWord.refuseText(n, "Type='%s' unsupported for <interface type='vhostuser'>", kind).attr("type")
	}
	return nil
}

func udpLocal(n *node) *refusal {
	local := n.find("local")
	if local == nil {
		return netNoLocal.refuse(n)
	}
	return inOrder(has("address"), signed("port", 10, required))(local)
}

// virtualPort tells which types of interfaces can have one.
func virtualPort(n *node) *refusal {
	kind, given := n.parent.prop("type")
	if !given {
		kind = "user"
	}
	portType, _ := n.prop("type")
	switch {
	case !slices.Contains([]string{"network", "bridge", "direct", "hostdev"}, kind):
		return virtualPortUnused.refuse(n, kind)
	case portType == "" && kind != "network":
		return virtualPortType.refuseText(n, "missing required virtualport type")
	case portType != "" && !slices.Contains(virtualPortTypes, portType):
		return guestWord.refuseText(n, "unknown virtualport type %s", portType).attr("type")
	}
	return nil
}

// macAddress reads the address of the card (virMacAddrParse).
func macAddress(n *node) *refusal {
	m := n.find("mac")
	if m == nil {
		return nil
	}
	value, ok := m.prop("address")
	first, valid := parseMAC(value)
	switch {
	case ok && !valid:
		return macValue.refuseText(m, "unable to parse mac address '%s'", value).attr("address")
	case ok && first&1 != 0:
		return macValue.refuseText(m, "expected unicast mac address, found multicast '%s'", value).attr("address")
	}
	return inOrder(word("type", macTypes, nonZero), yesNo("check", anyNeed))(m)
}

// parseMAC is the first byte of an address of six bytes in hexadecimal, with
// colons between. The last may end with white space, or with a character that
// is not ASCII, and then anything, as virMacAddrParse takes a signed char up to
// a space for the end.
func parseMAC(s string) (first uint64, ok bool) {
	parts := strings.SplitN(s, ":", 6)
	if len(parts) != 6 {
		return 0, false
	}
	if i := strings.IndexFunc(parts[5], func(r rune) bool { return r <= ' ' || r >= 0x80 }); i >= 0 {
		parts[5] = parts[5][:i]
	}
	for i, p := range parts {
		b, err := strconv.ParseUint(p, 16, 8)
		if err != nil || len(p) > 2 {
			return 0, false
		}
		if i == 0 {
			first = b
		}
	}
	return first, true
}

// netModel is virDomainNetSetModelString.
func netModel(n *node) *refusal {
	model, at := n.at("model", "type")
	for _, c := range model {
		if !strings.ContainsRune(modelChars, c) {
			return modelChar.refuse(at).attr("type")
		}
	}
	return nil
}

const modelChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

// virtioModel reports whether a card is one of virtio's.
func virtioModel(n *node) bool {
	model, _ := n.at("model", "type")
	return strings.HasPrefix(model, "virtio")
}

var netDriver = table{make: func() check {
	return inOrder(
		word("name", netBackends, nonZero), word("txmode", netTXModes, nonZero), onOff("ioeventfd", anyNeed), onOff("event_idx", anyNeed),
		whole("queues", 10, anyNeed), whole("rx_queue_size", 10, anyNeed), whole("tx_queue_size", 10, anyNeed),
		onOff("rss", anyNeed), onOff("rss_hash_report", anyNeed),
	)
}}

func netIP(n *node) *refusal {
	if _, ok := n.prop("address"); !ok {
		return ipPart.refuseText(n, "Missing required address in <ip>")
	}
	return nil
}

func netLink(n *node) *refusal {
	return knownAt("link", "state", linkStates, 1, guestWord, "unknown interface link state '%s'")(n)
}

func mtu(n *node) *refusal {
	return countAt("mtu", "size", guestNumber, "malformed mtu size")(n)
}
