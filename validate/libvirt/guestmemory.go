package libvirt

import (
	"slices"
	"strconv"
	"strings"
)

// memorySize is virDomainParseMemory: a size in kibibytes if it has no unit.
func memorySize(path string) check {
	s := scaled{path: path, scale: kibibyte, limit: maxMemory}
	return func(n *node) *refusal {
		size, f := s.read(n)
		if f == nil && roundUp(size) >= roundUp(maxMemory) {
			_, at := s.lookup(n, path)
			return sizeOverflow.refuse(at).value()
		}
		return f
	}
}

func roundUp(bytes uint64) uint64 { return (bytes + kibibyte - 1) / kibibyte }

// memoryLimitSize is virDomainParseMemoryLimit.
func memoryLimitSize(path string) check {
	return scaled{path: path, scale: kibibyte, limit: memoryLimit}.check
}

// guestMemory is virDomainDefParseMemory.
var guestMemory = table{make: func() check {
	return inOrder(
		memorySize("./memory[1]"), memorySize("./currentMemory[1]"), memorySize("./maxMemory[1]"),
		countAt("maxMemory", "slots", guestNumber, "Failed to parse memory slot count"),
		first("memory", onOff("dumpCore", anyNeed)),
		knownAt("memoryBacking/source", "type", memorySources, 1, guestWord, "unknown memoryBacking/source/type '%s'"),
		knownAt("memoryBacking/access", "mode", memoryAccess, 1, guestWord, "unknown memoryBacking/access/mode '%s'"),
		knownAt("memoryBacking/allocation", "mode", memoryAllocation, 1, guestWord, "unknown memoryBacking/allocation/mode '%s'"),
		countAt("memoryBacking/allocation", "threads", guestNumber, "Failed to parse memory allocation threads"),
		each("memoryBacking/hugepages/page", hugepage),
	)
}}

// countAt reads a number that XPath finds (virXPathUInt), where nothing and an
// empty text are the same.
func countAt(path, name string, rule *Rule, text string) check {
	return func(n *node) *refusal {
		value, at := n.at(path, name)
		if name == "" {
			value, at = n.text(path)
		}
		if _, ok := parseUInt(value, 10); value == "" || ok {
			return nil
		}
		return rule.refuseText(at, "%s", text)
	}
}

func hugepage(n *node) *refusal {
	s := scaled{path: "./@size", unit: "./@unit", scale: kibibyte, limit: unlimited, required: true}
	switch size, f := s.read(n); {
	case f != nil:
		return f
	case size == 0:
		return hugepageZero.refuse(n).attr("size")
	}
	return cpuset("nodeset", anyNeed, nil)(n)
}

// cpuset reads a list of numbers such as "0-3,^2" (virBitmapParse). An empty
// list is refused; missing is the refusal for no list at all.
func cpuset(name string, w need, missing *Rule) check {
	return func(n *node) *refusal {
		value, ok := n.prop(name)
		if !ok {
			if w&required != 0 {
				return missing.refuseText(n, "missing %s for %s", name, n.name)
			}
			return nil
		}
		set, valid := parseBitmap(value)
		switch {
		case !valid:
			return guestBitmap.refuse(n, value).attr(name)
		case len(set) == 0:
			return guestWord.refuseText(n, "Invalid value of '%s': %s", name, value).attr(name)
		}
		return nil
	}
}

// maxBitmap is VIR_DOMAIN_CPUMASK_LEN, the most numbers that a list counts.
const maxBitmap = 16384

// parseBitmap is virBitmapParse.
func parseBitmap(s string) (map[int]bool, bool) {
	set := map[int]bool{}
	if strings.TrimLeft(s, " ") == "" {
		return set, true
	}
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(part, " ")
		rest, not := strings.CutPrefix(part, "^")
		from, to, isRange := strings.Cut(rest, "-")
		first, err := strconv.ParseUint(from, 10, 31)
		last := first
		if isRange && err == nil {
			last, err = strconv.ParseUint(strings.TrimLeft(to, " "), 10, 31)
		}
		if err != nil || last < first || last >= maxBitmap || not && isRange {
			return nil, false
		}
		for i := first; i <= last; i++ {
			if not {
				delete(set, int(i))
			} else {
				set[int(i)] = true
			}
		}
	}
	return set, true
}

// guestTuning is virDomainDefTunablesParse.
var guestTuning = table{make: func() check {
	return inOrder(
		each("blkiotune/device", blkioDevice),
		memoryLimitSize("./memtune/hard_limit[1]"), memoryLimitSize("./memtune/soft_limit[1]"),
		memorySize("./memtune/min_guarantee[1]"), memoryLimitSize("./memtune/swap_hard_limit[1]"),
		vcpus, ioThreads,
		tuned("shares"), tuned("period"), tuned("quota"), tuned("global_period"), tuned("global_quota"),
		tuned("emulator_period"), tuned("emulator_quota"), tuned("iothread_period"), tuned("iothread_quota"),
		vcpuPins,
		single("cputune/emulatorpin", guestTwice, "only one emulatorpin is supported", cpuset("cpuset", required, guestMissing)),
		ioThreadPins,
		scheduled("vcpusched", "vcpus"), scheduled("iothreadsched", "iothreads"),
		single("cputune/emulatorsched", guestTwice, "only one emulatorsched is supported", schedule.run),
	)
}}

// blkioDevice is virDomainBlkioDeviceParseXML.
func blkioDevice(n *node) *refusal {
	for c := range n.all("*") {
		text := c.str()
		words := blkioText(c.name)
		if _, ok := parseUInt(text, 10); words != "" && !ok {
			return guestWord.refuseText(c, words, text).value()
		}
	}
	if n.find("path") == nil {
		return guestWord.refuseText(n, "missing per-device path")
	}
	return nil
}

// blkioText is libvirt's text for a number of a block device that is none; ""
// for elements that are no numbers.
func blkioText(name string) string {
	if name == "weight" {
		return "could not parse weight %s"
	}
	direction, rest, _ := strings.Cut(name, "_")
	unit, ok := strings.CutSuffix(rest, "_sec")
	if !ok || direction != "read" && direction != "write" || unit != "bytes" && unit != "iops" {
		return ""
	}
	return "could not parse " + direction + " " + unit + " sec %s"
}

// tuned reads one number of <cputune>.
func tuned(name string) check {
	words := strings.ReplaceAll(name, "_", " ")
	return func(n *node) *refusal {
		value, at := n.text("cputune/" + name)
		_, ok := parseLongLong(value, 10)
		if !strings.HasSuffix(name, "quota") {
			_, ok = parseULongLong(value, 10)
		}
		if value == "" || ok {
			return nil
		}
		return guestNumber.refuseText(at, "can't parse cputune %s value", words).value()
	}
}

// maxVCPUs is how many virtual processors a definition asks for.
func maxVCPUs(n *node) uint64 {
	v := n.find("vcpu")
	if v == nil {
		return 1
	}
	count, _ := parseUInt(v.str(), 10)
	return count
}

// mostVCPUs is more processors than libvirt has memory to think of.
const mostVCPUs = 100_000_000

// vcpus is virDomainVcpuParse.
func vcpus(n *node) *refusal {
	v := n.find("vcpu")
	if v != nil {
		switch count, ok := parseUInt(v.str(), 10); {
		case !ok:
			return guestNumber.refuseText(v, "maximum vcpus count must be an integer").value()
		case count > mostVCPUs:
			return guestTooLarge.refuse(v).value()
		}
		if f := inOrder(whole("current", 10, anyNeed), word("placement", cpuPlacements, anyNeed))(v); f != nil {
			return f
		}
		if f := when(propIs("placement", "", "static"), cpuset("cpuset", anyNeed, nil))(v); f != nil {
			return f
		}
	}
	limit := maxVCPUs(n)
	for c := range n.every("vcpus/vcpu") {
		if f := vcpu(c, limit); f != nil {
			return f
		}
	}
	current, given := v.prop("current")
	if count, _ := parseUIntPositive(current, 10); given && n.find("vcpus/vcpu") == nil && count > limit {
		return guestVCPUs.refuse(v).attr("current")
	}
	return nil
}

func vcpu(n *node, limit uint64) *refusal {
	if f := whole("id", 10, required)(n); f != nil {
		return f
	}
	if id, _ := parseUIntPositive(n.attribute("id"), 10); id >= limit {
		return guestNumber.refuseText(n, "vcpu id '%d' is out of range of maximum vcpu count", id).attr("id")
	}
	return inOrder(yesNo("enabled", required), yesNo("hotpluggable", anyNeed), whole("order", 10, anyNeed))(n)
}

// ioThreads is virDomainDefParseIOThreads.
func ioThreads(n *node) *refusal {
	count, at := n.text("iothreads")
	if _, ok := parseUIntPositive(count, 10); count != "" && !ok {
		return guestNumber.refuseText(at, "invalid iothreads count '%s'", count).value()
	}
	pool := inOrder(signed("thread_pool_min", 10, nonNegative), signed("thread_pool_max", 10, nonNegative))
	if f := first("defaultiothread", pool)(n); f != nil {
		return f
	}
	var seen []uint64
	for t := range n.every("iothreadids/iothread") {
		if f := inOrder(whole("id", 10, required|nonZero), pool)(t); f != nil {
			return f
		}
		id, _ := parseUIntPositive(t.attribute("id"), 10)
		if slices.Contains(seen, id) {
			return guestTwice.refuseText(t, "duplicate iothread id '%d' found", id).attr("id")
		}
		seen = append(seen, id)
	}
	return nil
}

// hasIOThread reports whether a guest has an I/O thread of a number: those
// without a number get the least ones that are free.
func hasIOThread(n *node, id uint64) bool {
	text, _ := n.text("iothreads")
	count, _ := parseUIntPositive(text, 10)
	taken := map[uint64]bool{}
	for t := range n.every("iothreadids/iothread") {
		given, _ := parseUIntPositive(t.attribute("id"), 10)
		taken[given] = true
	}
	for next := uint64(1); uint64(len(taken)) < count && next <= id; next++ {
		taken[next] = true
	}
	return taken[id]
}

// vcpuPins is virDomainVcpuPinDefParseXML; pins of processors that the guest
// does not have are dropped.
func vcpuPins(n *node) *refusal {
	var pinned []uint64
	for p := range n.every("cputune/vcpupin") {
		if f := whole("vcpu", 10, required)(p); f != nil {
			return f
		}
		id, _ := parseUIntPositive(p.attribute("vcpu"), 10)
		if id >= maxVCPUs(n) {
			continue
		}
		if _, ok := p.prop("cpuset"); ok && slices.Contains(pinned, id) {
			return guestPinned.refuseText(p, "duplicate vcpupin for vcpu '%d'", id)
		}
		if f := cpuset("cpuset", required, guestMissing)(p); f != nil {
			return f
		}
		pinned = append(pinned, id)
	}
	return nil
}

func ioThreadPins(n *node) *refusal {
	var pinned []uint64
	for p := range n.every("cputune/iothreadpin") {
		if f := whole("iothread", 10, required|nonZero)(p); f != nil {
			return f
		}
		id, _ := parseUIntPositive(p.attribute("iothread"), 10)
		if !hasIOThread(n, id) {
			return guestWord.refuseText(p, "Cannot find 'iothread' : %d", id).attr("iothread")
		}
		if f := cpuset("cpuset", required, guestMissing)(p); f != nil {
			return f
		}
		if slices.Contains(pinned, id) {
			return guestPinned.refuseText(p, "duplicate iothreadpin for same iothread '%d'", id)
		}
		pinned = append(pinned, id)
	}
	return nil
}

// scheduled is virDomainThreadSchedParseHelper: no processor or thread may
// stand in two elements.
func scheduled(element, attr string) check {
	return func(n *node) *refusal {
		taken := map[int]bool{}
		for e := range n.every("cputune/" + element) {
			value, _ := e.prop(attr)
			if f := schedulerList(e, attr); f != nil {
				return f
			}
			if f := schedule.run(e); f != nil {
				return f
			}
			set, _ := parseBitmap(value)
			for id := range set {
				if taken[id] {
					return schedulerOverlap.refuse(e, element, attr).attr(attr)
				}
				taken[id] = true
			}
		}
		return nil
	}
}

// schedulerList is virDomainSchedulerParse, but for the scheduler itself.
func schedulerList(n *node, attr string) *refusal {
	value, ok := n.prop(attr)
	set, valid := parseBitmap(value)
	switch {
	case !ok:
		return guestNumber.refuseText(n, "Missing attribute '%s' in element '%s'", attr, n.name)
	case !valid:
		return guestBitmap.refuse(n, value).attr(attr)
	case len(set) == 0:
		return guestWord.refuseText(n, "'%s' scheduler bitmap '%s' is empty", attr, value).attr(attr)
	}
	return nil
}

var schedule = table{make: func() check {
	return inOrder(
		word("scheduler", schedulers, required|nonZero),
		when(propIs("scheduler", "fifo", "rr"), signed("priority", 10, required)),
	)
}}
