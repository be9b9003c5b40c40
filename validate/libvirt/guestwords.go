package libvirt

// Enumerations of the parser of guest definitions (src/conf/domain_conf.c and
// its neighbours), in libvirt's order.
var (
	virtTypes = []string{
		"none", "qemu", "kqemu", "kvm", "xen", "lxc", "uml", "openvz", "test", "vmware", "hyperv", "vbox", "phyp", "parallels", "bhyve", "vz", "hvf",
	}
	osTypes       = []string{"hvm", "xen", "linux", "exe", "uml", "xenpvh"}
	architectures = []string{
		"alpha", "armv6l", "armv7l", "armv7b", "aarch64", "cris", "i686", "ia64", "lm32", "loongarch64", "m68k", "microblaze", "microblazeel",
		"mips", "mipsel", "mips64", "mips64el", "openrisc", "parisc", "parisc64", "ppc", "ppcle", "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64",
		"s390", "s390x", "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "x86_64", "xtensa", "xtensaeb",
	}
	labelTypes = []string{"default", "none", "dynamic", "static"}

	memorySources    = []string{"none", "file", "anonymous", "memfd"}
	memoryAccess     = []string{"default", "shared", "private"}
	memoryAllocation = []string{"none", "immediate", "ondemand"}
	cpuPlacements    = []string{"static", "auto"}
	schedulers       = []string{"none", "batch", "idle", "fifo", "rr"}

	cpuModes     = []string{"custom", "host-model", "host-passthrough", "maximum"}
	cpuMatches   = []string{"minimum", "exact", "strict"}
	cpuChecks    = []string{"default", "none", "partial", "full"}
	cpuFallbacks = []string{"allow", "forbid"}
	cpuPolicies  = []string{"force", "require", "optional", "disable", "forbid"}
	cpuCaches    = []string{"emulate", "passthrough", "disable"}
	cpuAddresses = []string{"emulate", "passthrough"}

	numaModes      = []string{"strict", "preferred", "interleave", "restrictive"}
	numaPlacements = []string{"default", "static", "auto"}

	featureNames = []string{
		"acpi", "apic", "pae", "hap", "viridian", "privnet", "hyperv", "kvm", "pvspinlock", "capabilities", "pmu", "vmport", "gic", "smm", "ioapic",
		"hpt", "vmcoreinfo", "htm", "nested-hv", "msrs", "ccf-assist", "xen", "cfpc", "sbbc", "ibs", "tcg", "async-teardown", "ras", "ps2", "aia",
	}
	msrsUnknown        = []string{"ignore", "fault"}
	capabilityPolicies = []string{"default", "allow", "deny"}
	gicVersions        = []string{"none", "2", "3", "host"}
	ioapicDrivers      = []string{"none", "qemu", "kvm"}
	hptResizings       = []string{"none", "enabled", "disabled", "required"}
	spectreValues      = []string{"none", "broken", "workaround", "fixed"}
	ibsValues          = []string{"none", "broken", "workaround", "fixed-ibs", "fixed-ccd", "fixed-na"}
	hyperVModes        = []string{"none", "custom", "passthrough"}
	hyperVNames        = []string{
		"relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer", "reset", "vendor_id", "frequencies", "reenlightenment", "tlbflush",
		"ipi", "evmcs", "avic", "emsr_bitmap", "xmm_input",
	}
	kvmNames = []string{"hidden", "hint-dedicated", "poll-control", "pv-ipi", "dirty-ring"}
	xenNames = []string{"e820_host", "passthrough"}

	lifecycleActions = []string{"destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart"}
	lockFailures     = []string{"default", "poweroff", "restart", "pause", "ignore"}
	perfEvents       = []string{
		"cmt", "mbmt", "mbml", "cpu_cycles", "instructions", "cache_references", "cache_misses", "branch_instructions", "branch_misses", "bus_cycles",
		"stalled_cycles_frontend", "stalled_cycles_backend", "ref_cpu_cycles", "cpu_clock", "task_clock", "page_faults", "context_switches",
		"cpu_migrations", "page_faults_min", "page_faults_maj", "alignment_faults", "emulation_faults",
	}

	clockOffsets  = []string{"utc", "localtime", "variable", "timezone", "absolute"}
	clockBases    = []string{"utc", "localtime"}
	timerNames    = []string{"platform", "pit", "rtc", "hpet", "tsc", "kvmclock", "hypervclock", "armvtimer"}
	timerPolicies = []string{"none", "delay", "catchup", "merge", "discard"}
	timerTracks   = []string{"none", "boot", "guest", "wall", "realtime"}
	timerModes    = []string{"none", "auto", "native", "emulate", "paravirt", "smpsafe"}

	firmwares        = []string{"none", "bios", "efi"}
	firmwareFeatures = []string{"enrolled-keys", "secure-boot"}
	loaderTypes      = []string{"none", "rom", "pflash"}
	bootDevs         = []string{"fd", "cdrom", "hd", "network"}
	smbiosModes      = []string{"none", "emulate", "host", "sysinfo"}
)
