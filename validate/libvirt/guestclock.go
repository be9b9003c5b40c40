package libvirt

import "slices"

// clock is virDomainDefClockParse.
func clock(n *node) *refusal {
	if f := knownAt("clock", "offset", clockOffsets, 0, guestWord, "unknown clock offset '%s'")(n); f != nil {
		return f
	}
	offset, at := n.at("clock", "offset")
	if f := clockOffset(n, offset, at); f != nil {
		return f
	}
	return each("clock/timer",
		word("name", timerNames, required), yesNo("present", anyNeed), word("tickpolicy", timerPolicies, nonZero),
		word("track", timerTracks, nonZero), large("frequency", 10, anyNeed), word("mode", timerModes, nonZero),
		first("catchup", large("threshold", 10, anyNeed), large("slew", 10, anyNeed), large("limit", 10, anyNeed)),
	)(n)
}

func clockOffset(n *node, offset string, at *node) *refusal {
	switch offset {
	case "", "utc", "localtime":
		adjustment, at := n.at("clock", "adjustment")
		if _, ok := parseLongLong(adjustment, 10); adjustment != "" && adjustment != "reset" && !ok {
			return guestNumber.refuseText(at, "unknown clock adjustment '%s'", adjustment).attr("adjustment")
		}
	case "variable":
		return knownAt("clock", "basis", clockBases, 0, guestWord, "unknown clock basis '%s'")(n)
	case "timezone":
		if zone, _ := n.at("clock", "timezone"); zone == "" {
			return clockPart.refuse(at, "timezone", "timezone")
		}
	case "absolute":
		if start, _ := n.at("clock", "start"); !isNumber(start) {
			return clockPart.refuse(at, "start", "absolute")
		}
	}
	return nil
}

// isNumber reports whether XPath's number() makes a whole number of a text.
func isNumber(s string) bool {
	_, ok := parseLongLong(s, 10)
	return ok
}

// timers is virDomainDefPostParseTimer.
func timers(n *node) *refusal {
	for t := range n.every("clock/timer") {
		name := t.attribute("name")
		has := func(attr string) bool { _, ok := t.prop(attr); return ok }
		unsupported := func(what string) *refusal {
			return timerSetting.refuse(t, name, what).attr(what)
		}
		frequency, _ := parseULongLongPositive(t.attribute("frequency"), 10)
		switch {
		case slices.Contains([]string{"kvmclock", "hypervclock"}, name) && has("tickpolicy"):
			return unsupported("tickpolicy")
		case t.attribute("tickpolicy") != "catchup" && catchesUp(t):
			return timerCatchup.refuse(t.find("catchup"))
		case name != "tsc" && frequency != 0:
			return unsupported("frequency")
		case name != "tsc" && has("mode"):
			return unsupported("mode")
		case name != "platform" && name != "rtc" && has("track"):
			return unsupported("track")
		}
	}
	return nil
}

func catchesUp(timer *node) bool {
	c := timer.find("catchup")
	return slices.ContainsFunc([]string{"threshold", "slew", "limit"}, func(name string) bool {
		n, _ := parseULongLongPositive(c.attribute(name), 10)
		return n != 0
	})
}

// boot is virDomainDefParseBootOptions.
func boot(n *node) *refusal {
	switch kind, _ := n.text("os/type"); kind {
	case "hvm":
		return inOrder(firmware, loader, acpiTables, bootDevices)(n)
	case "xen", "xenpvh", "uml":
		return loader(n)
	case "exe":
		return each("os/initarg", func(n *node) *refusal {
			if n.str() == "" {
				return initData.refuseText(n, "No data supplied for <initarg> element")
			}
			return nil
		})(n)
	}
	return nil
}

// firmware is virDomainDefParseBootFirmwareOptions.
func firmware(n *node) *refusal {
	f := knownAt("os", "firmware", firmwares, 1, firmwareWord, "unknown firmware value %s")(n)
	if value, _ := n.at("os", "firmware"); f != nil || value == "" {
		return f
	}
	return each("os/firmware/feature", word("name", firmwareFeatures, required), yesNo("enabled", required))(n)
}

// loader is virDomainDefParseBootLoaderOptions.
func loader(n *node) *refusal {
	automatic, _ := n.at("os", "firmware")
	pick := func(*node) bool { return automatic == "" }
	return inOrder(
		first("os/loader", yesNo("readonly", anyNeed), when(pick, word("type", loaderTypes, nonZero)), yesNo("secure", anyNeed),
			yesNo("stateless", anyNeed)),
		first("os/nvram", word("type", storageTypes, nonZero), when(func(n *node) bool { _, ok := n.prop("type"); return ok }, nvramSource)),
	)(n)
}

func nvramSource(n *node) *refusal {
	source := n.find("source")
	if source == nil {
		return nvramNoSource.refuse(n)
	}
	kind, _ := n.prop("type")
	return checkSource(kind, stored)(source)
}

// acpiTables is virDomainDefParseBootAcpiOptions.
func acpiTables(n *node) *refusal {
	return single("os/acpi/table", guestTwice, "Only one acpi table is supported", func(n *node) *refusal {
		kind, ok := n.prop("type")
		switch {
		case !ok:
			return acpiTable.refuseText(n, "Missing acpi table type")
		case kind != "slic":
			return acpiTable.refuseText(n, "Unknown acpi table type: %s", kind).attr("type")
		}
		return nil
	})(n)
}

// bootDevices is virDomainDefParseBootXML. Only as many as there are kinds of
// devices are looked at.
func bootDevices(n *node) *refusal {
	seen := 0
	for b := range n.every("os/boot") {
		if seen++; seen > len(bootDevs) {
			break
		}
		if f := word("dev", bootDevs, required)(b); f != nil {
			return f
		}
	}
	return inOrder(
		first("os/bootmenu", yesNo("enable", anyNeed), when(propIs("enable", "yes"), whole("timeout", 10, anyNeed))),
		first("os/bios", signed("rebootTimeout", 10, anyNeed)),
	)(n)
}
