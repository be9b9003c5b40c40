package libvirt

import (
	"fmt"
	"slices"
	"strings"
)

// checkABI is virDomainDefCheckABIStability: a redefinition must not change
// what the guest sees of its machine. was is libvirt's "source", is the
// "target".
func checkABI(was, is *guest) *refusal {
	for _, compare := range abiChecks() {
		if text := compare(was, is); text != "" {
			return redefineABI.refuseText(is.node, "%s", text)
		}
	}
	return nil
}

// abiChecks are the comparisons in libvirt's order, each with libvirt's text
// if there is a difference.
func abiChecks() []func(was, is *guest) string {
	return []func(was, is *guest) string{
		abiValue("Target domain virt type %s does not match source %s", func(g *guest) string { return g.node.attribute("type") }),
		abiValue("Target domain uuid %s does not match source %s", func(g *guest) string { return g.uuid }),
		abiValue("Target domain name '%s' does not match source '%s'", func(g *guest) string { return g.name }),
		abiValue("Target domain max memory %s does not match source %s", func(g *guest) string { return fmt.Sprint(sizeOf(g.node, "./memory[1]")) }),
		abiValue("Target domain current memory %s does not match source %s", currentMemory),
		abiValue("Target maximum memory size '%s' doesn't match source '%s'", func(g *guest) string { return fmt.Sprint(sizeOf(g.node, "./maxMemory[1]")) }),
		abiValue("Target domain vCPU max %s does not match source %s", func(g *guest) string { return fmt.Sprint(maxVCPUs(g.node)) }),
		abiValue("Target domain OS type %s does not match source %s", func(g *guest) string { return g.node.find("os/type").str() }),
		abiValue("Target domain architecture %s does not match source %s", architecture),
		abiValue("Target domain machine type %s does not match source %s", func(g *guest) string { return orNull(g.node.at("os/type", "machine")) }),
		abiValue("Target domain SMBIOS mode %s does not match source %s", smbios),
		abiFeatures,
		abiTimers,
		abiValue("Target domain disk count %s does not match source %s", func(g *guest) string { return fmt.Sprint(len(g.disks)) }),
		abiDisks,
		abiCount("Target domain filesystem count %s does not match source %s", "filesystem"),
		abiCount("Target domain net card count %s does not match source %s", "interface"),
		abiDevices("interface", abiNet),
		abiCount("Target domain sound card count %s does not match source %s", "sound"),
		abiDevices("sound", abiAttr("Target sound card model %s does not match source %s", "", "model")),
		abiCount("Target domain host device count %s does not match source %s", "hostdev"),
		abiCount("Target domain smartcard count %s does not match source %s", "smartcard"),
		abiCount("Target domain parallel port count %s does not match source %s", "parallel"),
		abiCount("Target domain channel count %s does not match source %s", "channel"),
		abiCount("Target domain hub device count %s does not match source %s", "hub"),
		abiCount("Target domain redirected devices count %s does not match source %s", "redirdev"),
		abiCount("Target domain watchdog count %s does not match source %s", "watchdog"),
		abiDevices("watchdog", abiAttr("Target watchdog model %s does not match source %s", "", "model")),
		abiCount("Target domain memory balloon count %s does not match source %s", "memballoon"),
		abiDevices("memballoon", abiAttr("Target balloon model %s does not match source %s", "", "model")),
		abiCount("Target domain RNG device count %s does not match source %s", "rng"),
		abiDevices("rng", abiAttr("Target RNG model '%s' does not match source '%s'", "", "model")),
		abiCount("Target domain panic device count %s does not match source %s", "panic"),
		abiCount("Target domain shared memory device count %s does not match source %s", "shmem"),
		abiCount("Target domain TPM device count %s does not match source %s", "tpm"),
		abiCount("Target domain memory device count %s does not match source %s", "memory"),
	}
}

// abiValue compares one value of the guests.
func abiValue(text string, value func(*guest) string) func(was, is *guest) string {
	return func(was, is *guest) string {
		before, now := value(was), value(is)
		if before == now {
			return ""
		}
		return fmt.Sprintf(text, now, before)
	}
}

// abiCount compares how many devices of a kind the guests have.
func abiCount(text, kind string) func(was, is *guest) string {
	return abiValue(text, func(g *guest) string {
		count := 0
		for range g.node.every("devices/" + kind) {
			count++
		}
		return fmt.Sprint(count)
	})
}

// abiDevices compares devices of a kind one by one, and then their addresses.
func abiDevices(kind string, compare func(was, is *node) string) func(was, is *guest) string {
	return func(was, is *guest) string {
		after := slices.Collect(is.node.every("devices/" + kind))
		i := 0
		for before := range was.node.every("devices/" + kind) {
			if text := compare(before, after[i]); text != "" {
				return text
			}
			if text := abiAddress(before, after[i]); text != "" {
				return text
			}
			i++
		}
		return ""
	}
}

// abiAttr compares an attribute at a way below the devices.
func abiAttr(text, path, name string) func(was, is *node) string {
	return func(was, is *node) string {
		before, now := orNull(was.at(path, name)), orNull(is.at(path, name))
		if before == now {
			return ""
		}
		return fmt.Sprintf(text, now, before)
	}
}

// orNull is a value as libvirt prints it if there is none.
func orNull(value string, _ *node) string {
	if value == "" {
		return "<null>"
	}
	return value
}

func architecture(g *guest) string {
	value, _ := g.node.at("os/type", "arch")
	return value
}

func smbios(g *guest) string {
	if value, _ := g.node.at("os/smbios", "mode"); value != "" {
		return value
	}
	return "none"
}

// currentMemory is what the balloon leaves the guest; all of it unless the
// definition says less.
func currentMemory(g *guest) string {
	total, current := sizeOf(g.node, "./memory[1]"), sizeOf(g.node, "./currentMemory[1]")
	if current == 0 || current > total {
		current = total
	}
	return fmt.Sprint(current)
}

// switched are the features that are on or off and nothing else.
var switched = []string{"acpi", "pae", "hap", "viridian", "privnet", "pvspinlock", "pmu", "vmport", "smm", "vmcoreinfo", "htm", "nested-hv", "ccf-assist"}

// abiFeatures is the beginning of virDomainDefFeaturesCheckABIStability.
func abiFeatures(was, is *guest) string {
	state := func(g *guest, name string) string {
		f := g.node.find("features/" + name)
		switch value := f.attribute("state"); {
		case f == nil:
			return "default"
		case value != "":
			return value
		}
		return "on"
	}
	for _, name := range featureNames {
		if before, now := state(was, name), state(is, name); slices.Contains(switched, name) && before != now {
			return fmt.Sprintf("State of feature '%s' differs: source: '%s', destination: '%s'", name, before, now)
		}
	}
	return ""
}

func abiTimers(was, is *guest) string {
	before, now := slices.Collect(was.node.every("clock/timer")), slices.Collect(is.node.every("clock/timer"))
	if len(before) != len(now) {
		return "Target domain timers do not match source"
	}
	present := func(n *node) string {
		if value := n.attribute("present"); value != "" {
			return value
		}
		return "default"
	}
	for i := range before {
		if text := abiAttr("Target timer %s does not match source %s", "", "name")(before[i], now[i]); text != "" {
			return text
		}
		if b, n := present(before[i]), present(now[i]); b != n {
			return fmt.Sprintf("Target timer presence '%s' does not match source '%s'", n, b)
		}
	}
	return ""
}

// abiDisks is virDomainDiskDefCheckABIStability for all disks.
func abiDisks(was, is *guest) string {
	for i, d := range was.disks {
		if text := abiDisk(d, is.disks[i]); text != "" {
			return text
		}
	}
	return ""
}

func abiDisk(was, is *disk) string {
	device := func(d *disk) string {
		if d.device == "" {
			return "disk"
		}
		return d.device
	}
	text := func(d *disk, name string) string { return orNull(d.node.text(name)) }
	switch {
	case device(was) != device(is):
		return fmt.Sprintf("Target disk device %s does not match source %s", device(is), device(was))
	case was.bus != is.bus:
		return fmt.Sprintf("Target disk bus %s does not match source %s", is.bus, was.bus)
	case was.target != is.target:
		return fmt.Sprintf("Target disk %s does not match source %s", is.target, was.target)
	case text(was, "serial") != text(is, "serial"):
		return fmt.Sprintf("Target disk serial %s does not match source %s", text(is, "serial"), text(was, "serial"))
	case text(was, "wwn") != text(is, "wwn"):
		return fmt.Sprintf("Target disk wwn '%s' does not match source '%s'", text(is, "wwn"), text(was, "wwn"))
	case was.readOnly != is.readOnly:
		return "Target disk access mode does not match source"
	}
	if was.node.find("address") == nil || is.node.find("address") == nil { // libvirt gives them one
		return ""
	}
	return abiAddress(was.node, is.node)
}

// abiNet is virDomainNetDefCheckABIStability. A card without an address gets
// a random one, which is never the same twice.
func abiNet(was, is *node) string {
	mac := func(n *node) string {
		value, _ := n.at("mac", "address")
		return strings.ToLower(value)
	}
	if before, now := mac(was), mac(is); before != now && before != "" && now != "" {
		return fmt.Sprintf("Target network card mac %s does not match source %s", now, before)
	}
	return abiAttr("Target network card model %s does not match source %s", "model", "type")(was, is)
}

// abiAddress is virDomainDeviceInfoCheckABIStability.
func abiAddress(was, is *node) string {
	kind := func(n *node) string {
		if value, _ := n.at("address", "type"); value != "" {
			return value
		}
		return "none"
	}
	if before, now := kind(was), kind(is); before != now {
		return fmt.Sprintf("Target device address type %s does not match source %s", now, before)
	}
	switch kind(was) {
	case "pci":
		return abiPlace("Target device PCI address %04x:%02x:%02x.%ddoes not match source %04x:%02x:%02x.%d", was, is, 0, "domain", "bus", "slot", "function")
	case "drive":
		return abiPlace("Target device drive address %d:%d:%d does not match source %d:%d:%d", was, is, 10, "controller", "bus", "unit")
	case "virtio-serial":
		return abiPlace("Target device virtio serial address %d:%d:%d does not match source %d:%d:%d", was, is, 10, "controller", "bus", "port")
	}
	return ""
}

// abiPlace compares the numbers of addresses.
func abiPlace(text string, was, is *node, base int, names ...string) string {
	numbers := func(n *node) (all []any) {
		for _, name := range names {
			value, _ := n.at("address", name)
			number, _ := parseUIntPositive(value, base)
			all = append(all, number)
		}
		return all
	}
	before, now := numbers(was), numbers(is)
	if slices.Equal(before, now) {
		return ""
	}
	return fmt.Sprintf(text, append(now, before...)...)
}
