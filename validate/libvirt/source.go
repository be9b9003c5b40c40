package libvirt

import (
	"slices"
	"strings"
)

// checkSource is virDomainStorageSourceParse for a <source> of a type. Live
// definitions have attributes that stored ones have not; libvirt hands the
// flags of the snapshot parser on as flags of the guest parser, so that
// snapshots count as live and redefined ones as saved status.
func checkSource(kind string, mode parseMode) check {
	steps := []check{}
	switch kind {
	case "network":
		steps = append(steps, networkSource(mode))
	case "volume":
		steps = append(steps, volumeSource)
	case "nvme":
		steps = append(steps, nvmeSource)
	case "vhostuser":
		steps = append(steps, vhostUserSource)
	}
	return inOrder(append(steps, first("auth", auth), first("encryption", encryption), first("reservations", reservations),
		storageSlice, deviceLabels(mode))...)
}

// A parseMode says which attributes of a live guest are read.
type parseMode uint8

const (
	stored parseMode = iota // a definition: VIR_DOMAIN_DEF_PARSE_INACTIVE
	live                    // also what a running guest has
	status                  // also what libvirt keeps for itself: VIR_DOMAIN_DEF_PARSE_STATUS
)

// networkSource is virDomainDiskSourceNetworkParse.
func networkSource(mode parseMode) check {
	secure := propIs("protocol", "https", "ftps")
	web := propIs("protocol", "http", "https")
	file := propIs("protocol", "http", "https", "ftp", "ftps")
	own := anyNeed
	steps := []check{word("protocol", netProtocols, required), sourceNamed, yesNo("tls", own)}
	if mode == status {
		steps = append(steps, signed("tlsFromConfig", 10, own))
	}
	return inOrder(append(steps, volumeOfName, each("host", host), when(secure, first("ssl", yesNo("verify", own))),
		when(web, first("cookies", cookies)), when(file, timeouts))...)
}

func sourceNamed(n *node) *refusal {
	if _, ok := n.prop("name"); ok || propIs("protocol", "nbd")(n) {
		return nil
	}
	return sourceName.refuse(n)
}

// volumeOfName splits the name of an image in a pool.
func volumeOfName(n *node) *refusal {
	name, _ := n.prop("name")
	if propIs("protocol", "gluster", "rbd")(n) && strings.IndexByte(name, '/') < 1 {
		return sourceVolume.refuse(n, name).attr("name")
	}
	return nil
}

// host is virDomainStorageNetworkParseHost.
func host(n *node) *refusal {
	transport, given := n.prop("transport")
	socket, hasSocket := n.prop("socket")
	name, hasName := n.prop("name")
	_, _ = socket, name
	unix := transport == "unix"
	if !given {
		transport = "(null)"
	}
	switch {
	case given && !slices.Contains(hostTransports, transport):
		return hostTransport.refuse(n, transport).attr("transport")
	case unix && !hasSocket:
		return sourceHost.refuseText(n, "missing socket for unix transport")
	case !unix && hasSocket:
		return sourceHost.refuseText(n, "transport '%s' does not support socket attribute", transport).attr("socket")
	case unix:
		return nil
	case !hasName:
		return sourceHost.refuseText(n, "missing name for host")
	}
	return hostPort(n)
}

// hostPort is virStringParsePort.
func hostPort(n *node) *refusal {
	port, ok := n.prop("port")
	if !ok {
		return nil
	}
	number, valid := parseUIntPositive(port, 10)
	switch {
	case !valid:
		return sourcePort.refuseText(n, "failed to parse port number '%s'", port).attr("port")
	case number > 65535:
		return sourcePort.refuseText(n, "port '%s' out of range", port).attr("port")
	}
	return nil
}

// Characters that RFC 6265 does not allow in names and values of cookies.
const (
	notInCookieName  = "()<>@,;:\\\"/[]?={} \t"
	notInCookieValue = " \",;\\"
)

// cookies is virDomainStorageNetCookiesParse.
func cookies(n *node) *refusal {
	for c := range n.all("cookie") {
		name := c.attribute("name")
		switch {
		case name == "":
			return sourceCookie.refuseText(c, "missing cookie name")
		case c.str() == "":
			return sourceCookie.refuseText(c, "missing value for cookie '%s'", name)
		}
	}
	return validCookies(n)
}

// validCookies is virStorageSourceNetCookiesValidate.
func validCookies(n *node) *refusal {
	seen := map[string]bool{}
	for c := range n.all("cookie") {
		name, value := c.attribute("name"), c.str()
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
		}
		switch {
		case hasAny(name, notInCookieName):
			return sourceCookie.refuseText(c, "cookie name '%s' contains invalid characters", name).attr("name")
		case hasAny(value, notInCookieValue):
			return sourceCookie.refuseText(c, "value of cookie '%s' contains invalid characters", name).value()
		case seen[name]:
			return sourceCookie.refuseText(c, "duplicate cookie '%s'", name).attr("name")
		}
		seen[name] = true
	}
	return nil
}

// hasAny reports whether a text holds a control character or one of some
// others.
func hasAny(s, chars string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(chars, r) }) >= 0
}

func timeouts(n *node) *refusal {
	for _, at := range [][2]string{{"readahead", "size"}, {"timeout", "seconds"}} {
		value, e := n.at(at[0], at[1])
		if _, ok := parseULongLong(value, 10); value != "" && !ok {
			return sourceTimeout.refuse(e).attr(at[1])
		}
	}
	return nil
}

// volumeSource is virDomainDiskSourcePoolDefParse.
func volumeSource(n *node) *refusal {
	_, pool := n.prop("pool")
	_, volume := n.prop("volume")
	if pool != volume {
		return sourcePool.refuse(n)
	}
	if !pool {
		return nil
	}
	return known("mode", poolModes, 1, sourcePoolMode, "unknown source mode '%s' for volume type disk")(n)
}

// nvmeSource is virDomainDiskSourceNVMeParse.
func nvmeSource(n *node) *refusal {
	kind, hasKind := n.prop("type")
	space, hasSpace := n.prop("namespace")
	_, valid := parseULongLong(space, 10)
	switch {
	case !hasKind:
		return sourceNVMe.refuseText(n, "missing 'type' attribute to disk source")
	case kind != "pci":
		return sourceNVMe.refuseText(n, "unsupported source type '%s'", kind).attr("type")
	case !hasSpace:
		return sourceNVMe.refuseText(n, "missing 'namespace' attribute to disk source")
	case !valid:
		return sourceNVMe.refuseText(n, "malformed namespace '%s'", space).attr("namespace")
	}
	if f := yesNo("managed", anyNeed)(n); f != nil {
		return f
	}
	address := n.find("address")
	if address == nil {
		return sourceNVMe.refuseText(n, "NVMe disk source is missing address")
	}
	return pciAddress(address)
}

// vhostUserSource is virDomainDiskSourceVHostUserParse.
func vhostUserSource(n *node) *refusal {
	kind, hasKind := n.prop("type")
	_, hasPath := n.prop("path")
	switch {
	case !hasKind:
		return sourceVhostUser.refuseText(n, "missing 'type' attribute for vhostuser disk source")
	case kind != "unix":
		return sourceVhostUser.refuseText(n, "invalid 'type' attribute for vhostuser disk source").attr("type")
	case !hasPath:
		return sourceVhostUser.refuseText(n, "missing 'path' attribute for vhostuser disk source")
	}
	return reconnect(n)
}

// reconnect is virDomainChrSourceReconnectDefParseXML.
func reconnect(n *node) *refusal {
	return first("reconnect", yesNo("enabled", anyNeed), when(propIs("enabled", "yes"), whole("timeout", 10, required)))(n)
}

// auth is virStorageAuthDefParse.
func auth(n *node) *refusal {
	if n.attribute("username") == "" {
		return sourceAuth.refuseText(n, "missing username for auth")
	}
	if f := knownAt("", "type", authTypes, 0, sourceAuthType, "unknown auth type '%s'")(n); f != nil {
		return f
	}
	secret := n.find("secret")
	if secret == nil {
		return sourceAuth.refuseText(n, "Missing <secret> element in auth")
	}
	return secretLookup(secret)
}

// secretLookup is virSecretLookupParseSecret.
func secretLookup(n *node) *refusal {
	uuid, hasUUID := n.prop("uuid")
	_, hasUsage := n.prop("usage")
	switch {
	case !hasUUID && !hasUsage:
		return sourceSecret.refuseText(n, "missing secret uuid or usage attribute")
	case hasUUID && hasUsage:
		return sourceSecret.refuseText(n, "either secret uuid or usage expected").attr("usage")
	case hasUUID && ParseUUID(uuid) == "":
		return sourceSecret.refuseText(n, "invalid secret uuid '%s'", uuid).attr("uuid")
	}
	return nil
}

// encryption is virStorageEncryptionParseNode.
func encryption(n *node) *refusal {
	format := n.attribute("format")
	if format == "" {
		return sourceEncryption.refuseText(n, "unknown volume encryption format")
	}
	return inOrder(
		known("format", encryptionFormats, 0, encryptionKind, "unknown volume encryption format type %s"),
		word("engine", encryptionEngines, nonZero),
		each("secret", encryptionSecret),
		when(propIs("format", "luks", "luks2", "luks-any"), cipher),
	)(n)
}

func encryptionSecret(n *node) *refusal {
	if n.attribute("type") == "" {
		return sourceEncryption.refuseText(n, "unknown volume encryption secret type")
	}
	if f := known("type", encryptionSecrets, 0, encryptionKind, "unknown volume encryption secret type %s")(n); f != nil {
		return f
	}
	return secretLookup(n)
}

// cipher reads the cipher of a LUKS image (virStorageEncryptionInfoParse…).
func cipher(n *node) *refusal {
	c, iv := n.find("cipher"), n.find("ivgen")
	switch {
	case c == nil && iv != nil:
		return sourceEncryption.refuseText(iv, "ivgen element found, but cipher is missing")
	case c == nil:
		return nil
	}
	if f := inOrder(given("name", sourceEncryption, "cipher info missing 'name' attribute"), whole("size", 10, required))(c); f != nil {
		return f
	}
	if iv == nil {
		return nil
	}
	return given("name", sourceEncryption, "missing ivgen info name string")(iv)
}

// reservations is virStoragePRDefParseXML.
func reservations(n *node) *refusal {
	if f := yesNo("managed", required)(n); f != nil {
		return f
	}
	if n.attribute("managed") == "yes" {
		return nil
	}
	kind, source := n.at("source", "type")
	path, _ := n.at("source", "path")
	mode, _ := n.at("source", "mode")
	switch {
	case kind == "":
		return sourceReservations.refuseText(n, "missing connection type for <reservations/>")
	case path == "":
		return sourceReservations.refuseText(n, "missing path for <reservations/>")
	case mode == "":
		return sourceReservations.refuseText(n, "missing connection mode for <reservations/>")
	case kind != "unix":
		return sourceReservations.refuseText(source, "unsupported connection type for <reservations/>: %s", kind).attr("type")
	case mode != "client":
		return sourceReservations.refuseText(source, "unsupported connection mode for <reservations/>: %s", mode).attr("mode")
	}
	return nil
}

// storageSlice is virDomainStorageSourceParseSlices.
func storageSlice(n *node) *refusal {
	for s := range n.every("slices/slice") {
		if s.attribute("type") != "storage" {
			continue
		}
		if s.attribute("offset") == "" || s.attribute("size") == "" {
			return sourceSlice.refuseText(s, "missing offset or size attribute of slice")
		}
		for _, name := range []string{"offset", "size"} {
			value := s.attribute(name)
			if _, ok := parseULongLongPositive(value, 10); !ok {
				return sourceSlice.refuseText(s, "malformed value '%s' of '%s' attribute of slice", value, name).attr(name)
			}
		}
		return nil
	}
	return nil
}

// deviceLabels is virSecurityDeviceLabelDefParseXML.
func deviceLabels(mode parseMode) check {
	return func(n *node) *refusal {
		models := map[string]bool{}
		for l := range n.all("seclabel") {
			model, named := l.prop("model")
			if named && models[model] {
				return labelTwice.refuse(l, model).attr("model")
			}
			models[model] = named || models[model]
			if f := deviceLabel(l, mode); f != nil {
				return f
			}
		}
		return nil
	}
}

func deviceLabel(n *node, mode parseMode) *refusal {
	if f := yesNo("relabel", anyNeed)(n); f != nil {
		return f
	}
	if mode != stored {
		if f := yesNo("labelskip", anyNeed)(n); f != nil {
			return f
		}
	}
	label, at := n.text("label")
	relabel, _ := n.prop("relabel")
	if relabel != "no" || label == "" || len(label) >= labelLength {
		return nil
	}
	model, named := n.prop("model")
	if !named {
		model = "<null>"
	}
	return labelUnused.refuse(at, model)
}

// labelLength is VIR_SECURITY_LABEL_BUFLEN less its end; longer labels are
// dropped.
const labelLength = 4096
