package libvirt

import "slices"

// postParse is virDomainDefPostParse: what only a whole guest definition can
// show (src/conf/domain_postparse.c).
func (r *run) postParse(g *guest) *refusal {
	n := g.node
	return inOrder(
		isaPorts, g.diskNames, initBinary, hotplug, totalMemory, sameControllers, samePanics,
		when(func(n *node) bool { kind, _ := n.text("os/type"); return kind == "hvm" }, bootOrders),
		timers, cpuCheck, guestNameSlash,
	)(n)
}

// isaPorts is virDomainChrIsaSerialDefPostParse.
func isaPorts(n *node) *refusal {
	used := map[uint64]bool{}
	for s := range n.every("devices/serial") {
		target := s.find("target")
		if kind, _ := target.prop("type"); kind != "isa-serial" {
			continue
		}
		text, given := target.prop("port")
		port, _ := parseUInt(text, 10)
		switch {
		case given && port >= maxISAPorts || len(used) == maxISAPorts:
			return isaPort.refuseText(target, "Maximum supported number of ISA serial ports is '%d'", maxISAPorts).attr("port")
		case given && used[port]:
			return isaPort.refuseText(target, "target port '%d' already allocated", port).attr("port")
		}
		if given {
			used[port] = true
		}
	}
	return nil
}

// maxISAPorts is VIR_MAX_ISA_SERIAL_PORTS.
const maxISAPorts = 4

// diskNames is the part of virDomainDiskDefPostParse that can fail: a disk
// without an address must have a name that shows where it goes.
func (g *guest) diskNames(*node) *refusal {
	for _, d := range g.disks {
		if d.hasTarget && d.node.find("address") == nil && diskIndex(d.target) < 0 {
			return diskNoAddress.refuse(d.node.find("target"), d.target).attr("dev")
		}
	}
	return nil
}

func initBinary(n *node) *refusal {
	kind, at := n.text("os/type")
	if program, _ := n.text("os/init"); kind == "exe" && program == "" {
		return initData.refuseText(at, "init binary must be specified")
	}
	return nil
}

// hotplug is virDomainVcpuDefPostParse.
func hotplug(n *node) *refusal {
	for v := range n.every("vcpus/vcpu") {
		if v.attribute("enabled") == "no" && v.attribute("hotpluggable") == "no" {
			return vcpuStuck.refuse(v, v.attribute("id"))
		}
	}
	return nil
}

// totalMemory is virDomainDefPostParseMemory.
func totalMemory(n *node) *refusal {
	total := sizeOf(n, "./memory[1]")
	at := orElse(n.find("memory"), n)
	if total == 0 {
		for c := range n.every("cpu/numa/cell") {
			size, _ := scaled{path: "./@memory", unit: "./@unit", scale: kibibyte, limit: maxMemory}.read(c)
			total += roundUp(size)
		}
	}
	plugged := uint64(0)
	for m := range n.every("devices/memory") {
		plugged += sizeOf(m, "./target/size")
	}
	most := n.find("maxMemory")
	size := sizeOf(n, "./maxMemory[1]")
	slots, _ := parseUInt(most.attribute("slots"), 10)
	switch {
	case plugged > total:
		return memoryTotal.refuseText(at, "Total size of memory devices exceeds the total memory size").value()
	case plugged == total:
		return memoryTotal.refuseText(at, "Memory size must be specified via <memory> or in the <numa> configuration")
	case (size == 0) != (slots == 0):
		return memoryTotal.refuseText(most, "both maximum memory size and memory slot count must be specified")
	case size > 0 && size < total:
		return memoryTotal.refuseText(most, "maximum memory size must be equal or greater than the actual memory size").value()
	}
	return nil
}

// sizeOf is a size in kibibytes.
func sizeOf(n *node, path string) uint64 {
	size, _ := scaled{path: path, scale: kibibyte, limit: maxMemory}.read(n)
	return roundUp(size)
}

// sameControllers is virDomainDefRejectDuplicateControllers.
func sameControllers(n *node) *refusal {
	seen := map[string]bool{}
	for c := range n.every("devices/controller") {
		kind, index := c.attribute("type"), c.attribute("index")
		if kind == "" {
			kind = "ide"
		}
		if number, ok := parseInt(index, 10); ok && kind != "usb" {
			key := kind + " " + index
			if seen[key] {
				return controllerTwice.refuse(c, kind, number).attr("index")
			}
			seen[key] = true
		}
	}
	return nil
}

func samePanics(n *node) *refusal {
	seen := map[string]bool{}
	for p := range n.every("devices/panic") {
		model := p.attribute("model")
		if model == "" {
			model = "default"
		}
		if seen[model] {
			return panicTwice.refuse(p, model)
		}
		seen[model] = true
	}
	return nil
}

// bootOrders is virDomainDefBootOrderPostParse.
func bootOrders(n *node) *refusal {
	var seen []uint64
	for d := range n.every("devices/*") {
		b := d.find("boot")
		if b == nil || !slices.Contains(bootable, d.name) {
			continue
		}
		order, _ := parseUIntPositive(b.attribute("order"), 10)
		if slices.Contains(seen, order) {
			return bootTwice.refuse(b, order).attr("order")
		}
		seen = append(seen, order)
	}
	if b := n.find("os/boot"); b != nil && len(seen) > 0 {
		return bootMixed.refuse(b)
	}
	return nil
}

// bootable are the devices that may say when the guest tries them.
var bootable = []string{"disk", "interface", "hostdev", "redirdev", "filesystem"}

// cpuCheck is virDomainDefPostParseCPU.
func cpuCheck(n *node) *refusal {
	c := n.find("cpu")
	mode, _ := c.prop("mode")
	model, _ := c.find("model").str(), 0
	if value := c.attribute("check"); c != nil && (mode == "" || mode == "custom") && model == "" && value != "" && value != "default" {
		return guestWord.refuseText(c, "check attribute specified for CPU with no model").attr("check")
	}
	return nil
}

// guestNameSlash is a check of virDomainDefPostParseCheckFeatures that all
// drivers with snapshots have.
func guestNameSlash(n *node) *refusal {
	name, at := n.text("name")
	for _, c := range name {
		if c == '/' {
			return guestSlash.refuse(at, name).value()
		}
	}
	return nil
}
