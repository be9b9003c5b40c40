package libvirt

import "slices"

// guestCPU is virCPUDefParseXML (src/conf/cpu_conf.c).
var guestCPU = table{make: func() check {
	return first("cpu",
		known("mode", cpuModes, 0, guestWord, "Invalid mode attribute '%s'"),
		word("match", cpuMatches, anyNeed), word("check", cpuChecks, anyNeed), onOff("migratable", anyNeed),
		cpuModel,
		first("topology", whole("sockets", 10, required|nonZero), whole("dies", 10, nonZero), whole("cores", 10, required|nonZero),
			whole("threads", 10, required|nonZero)),
		cpuFeatures,
		single("cache", guestTwice, "at most one CPU cache element may be specified", signed("level", 10, nonNegative), word("mode", cpuCaches, required)),
		first("maxphysaddr", word("mode", cpuAddresses, required), signed("bits", 10, nonNegative)),
	)
}}

// cpuModel reads the model and the vendor.
func cpuModel(n *node) *refusal {
	model, at := n.text("model")
	fallback, given := at.prop("fallback")
	vendorID, hasVendorID := at.prop("vendor_id")
	vendor, vendorAt := n.text("vendor")
	switch {
	case given && !slices.Contains(cpuFallbacks, fallback):
		return guestWord.refuseText(at, "Invalid fallback attribute").attr("fallback")
	case hasVendorID && len(vendorID) != cpuVendorLength:
		return guestNumber.refuseText(at, "vendor_id must be exactly %d characters long", cpuVendorLength).attr("vendor_id")
	case vendor != "" && model == "":
		return cpuNoModel.refuseText(vendorAt, "CPU vendor specified without CPU model")
	}
	return nil
}

const cpuVendorLength = 12

// cpuFeatures reads the features, which only a model can have.
func cpuFeatures(n *node) *refusal {
	mode, _ := n.prop("mode")
	model, _ := n.text("model")
	var seen []string
	for c := range n.all("feature") {
		policy, given := c.prop("policy")
		name, ok := c.prop("name")
		switch {
		case model == "" && (mode == "" || mode == "custom"):
			return cpuNoModel.refuseText(c, "Non-empty feature list specified without CPU model")
		case given && !slices.Contains(cpuPolicies, policy):
			return guestWord.refuseText(c, "Invalid CPU feature policy").attr("policy")
		case !ok || name == "":
			return guestNumber.refuseText(c, "Invalid CPU feature name")
		case slices.Contains(seen, name):
			return guestTwice.refuseText(c, "CPU feature '%s' specified more than once", name).attr("name")
		}
		seen = append(seen, name)
	}
	return nil
}

// guestNUMA is virDomainNumaDefParseXML with the checks behind it, and
// virDomainNumatuneParseXML.
func guestNUMA(n *node) *refusal {
	total, highest := uint64(0), uint64(0)
	cell := inOrder(whole("id", 10, anyNeed), numaCPUs, numaMemory, word("memAccess", memoryAccess, nonZero))
	for c := range n.every("cpu/numa/cell") {
		if f := cell(c); f != nil {
			return f
		}
		set, _ := parseBitmap(c.attribute("cpus"))
		total += uint64(len(set))
		for id := range set {
			highest = max(highest, uint64(id))
		}
	}
	at := orElse(n.find("cpu/numa"), orElse(n.find("vcpu"), n))
	switch limit := maxVCPUs(n); {
	case total > limit:
		return guestNUMACount.refuseText(at, "Number of CPUs in <numa> exceeds the <vcpu> count")
	case highest >= limit:
		return guestNUMACount.refuseText(at, "CPU IDs in <numa> exceed the <vcpu> count")
	}
	return inOrder(
		knownAt("numatune/memory", "mode", numaModes, 0, guestWord, "Unsupported NUMA memory tuning mode '%s'"),
		knownAt("numatune/memory", "placement", numaPlacements, 1, guestWord, "Unsupported NUMA memory placement mode '%s'"),
	)(n)
}

func numaCPUs(n *node) *refusal {
	value, ok := n.prop("cpus")
	if _, valid := parseBitmap(value); ok && !valid {
		return guestBitmap.refuse(n, value).attr("cpus")
	}
	return nil
}

func numaMemory(n *node) *refusal {
	return scaled{path: "./@memory", unit: "./@unit", scale: kibibyte, limit: maxMemory, required: true}.check(n)
}

// resource is virDomainResourceDefParse. One that holds nothing makes libvirt
// fail without any words of its own.
func resource(n *node) *refusal {
	return single("resource", guestTwice, "only one resource element is supported", func(n *node) *refusal {
		partition, _ := n.text("partition")
		if id, _ := n.at("fibrechannel", "appid"); partition == "" && id == "" {
			return unexplained.refuse(n)
		}
		return nil
	})(n)
}

// features is virDomainFeaturesDefParse.
func features(n *node) *refusal {
	for c := range n.every("features/*") {
		if !slices.Contains(featureNames, c.name) {
			return guestWord.refuseText(c, "unexpected feature '%s'", c.name)
		}
		if checks := featureChecks.of(c.name); checks != nil {
			if f := checks(c); f != nil {
				return f
			}
		}
		if state := c.attribute("state"); c.name == "smm" && state != "off" {
			if f := tseg(n); f != nil {
				return f
			}
		}
	}
	return nil
}

// tseg reads the size of the memory for system management mode. libvirt gives
// a whole XPath expression where the way to an element belongs, which shows in
// its texts and makes it miss the unit.
func tseg(n *node) *refusal {
	value, at := n.text("features/smm/tseg")
	size := scaled{path: "./features/smm/tseg", scale: 1 << 20, limit: unlimited}
	if _, ok := parseULongLongPositive(value, 10); value != "" && !ok {
		return sizeValue.refuse(at, value, "string(./features/smm/tseg)").value()
	}
	return size.check(n)
}

var featureChecks = choice{make: func() map[string]check {
	return map[string]check{
		"apic": onOff("eoi", anyNeed), "msrs": word("unknown", msrsUnknown, required), "hyperv": hyperV.run, "kvm": kvmFeatures.run, "xen": xenFeatures.run,
		"capabilities": inOrder(word("policy", capabilityPolicies, anyNeed), each("*", onOff("state", anyNeed))),
		"vmcoreinfo":   onOff("state", anyNeed), "hap": onOff("state", anyNeed), "pmu": onOff("state", anyNeed),
		"pvspinlock": onOff("state", anyNeed), "vmport": onOff("state", anyNeed), "smm": onOff("state", anyNeed),
		"gic": word("version", gicVersions, nonZero), "ioapic": word("driver", ioapicDrivers, nonZero),
		"hpt": word("resizing", hptResizings, nonZero), "cfpc": word("value", spectreValues, nonZero), "sbbc": word("value", spectreValues, nonZero),
		"ibs": word("value", ibsValues, nonZero), "htm": onOff("state", required), "nested-hv": onOff("state", required),
		"ccf-assist": onOff("state", required), "tcg": memorySize("./tb-cache"),
	}
}}

// hyperV is virDomainFeaturesHyperVDefParse.
var hyperV = table{make: func() check {
	return inOrder(word("mode", hyperVModes, nonZero), each("*",
		func(n *node) *refusal {
			if !slices.Contains(hyperVNames, n.name) {
				return guestWord.refuseText(n, "unsupported HyperV Enlightenment feature: %s", n.name)
			}
			return nil
		},
		onOff("state", required),
		when(func(n *node) bool { return n.name == "spinlocks" && n.attribute("state") == "on" }, whole("retries", 0, required), spinlocks),
	))
}}

func spinlocks(n *node) *refusal {
	if retries, _ := parseUIntPositive(n.attribute("retries"), 0); retries < 0xfff {
		return guestNumber.refuseText(n, "HyperV spinlock retry count must be at least 4095").attr("retries")
	}
	return nil
}

var (
	kvmFeatures = table{make: func() check {
		return each("*", namedFeature(kvmNames, "unsupported KVM feature: %s"), onOff("state", required))
	}}
	xenFeatures = table{make: func() check {
		return each("*", namedFeature(xenNames, "unsupported Xen feature: %s"), onOff("state", required))
	}}
)

func namedFeature(names []string, text string) check {
	return func(n *node) *refusal {
		if !slices.Contains(names, n.name) {
			return guestWord.refuseText(n, text, n.name)
		}
		return nil
	}
}

// lifecycle is virDomainDefLifecycleParse.
var lifecycle = table{make: func() check {
	return inOrder(
		action("on_reboot", lifecycleActions), action("on_poweroff", lifecycleActions), action("on_crash", lifecycleActions),
		action("on_lockfailure", lockFailures),
		first("pm/suspend-to-mem", yesNo("enabled", anyNeed)), first("pm/suspend-to-disk", yesNo("enabled", anyNeed)),
	)
}}

func action(name string, values []string) check {
	return func(n *node) *refusal {
		value, at := n.text(name)
		if value == "" || slices.Contains(values, value) {
			return nil
		}
		return guestWord.refuseText(at, "unknown %s action: %s", name, value).value()
	}
}

// perf is virDomainPerfDefParseXML.
func perf(n *node) *refusal {
	seen := map[string]bool{}
	for e := range n.every("perf/event") {
		if f := inOrder(word("name", perfEvents, required), yesNo("enabled", required))(e); f != nil {
			return f
		}
		name := e.attribute("name")
		if seen[name] {
			return guestTwice.refuseText(e, "perf event '%s' was already specified", name).attr("name")
		}
		seen[name] = true
	}
	return nil
}
