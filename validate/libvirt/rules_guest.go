package libvirt

const inGuest = "src/conf/domain_conf.c: virDomainDefParseXML"

// Rules of the parser of guest definitions, which a redefinition runs for
// <domain> and <inactiveDomain>.
var (
	guestName = &Rule{
		ID: "guest-name", Summary: "a guest definition needs a name",
		Doc: "The name is not compared with that of the guest; a revert keeps the guest's own.", Text: "", Category: NoName,
		Source: "src/conf/domain_conf.c: virDomainDefParseIDs", Flags: Redefine, Advice: "add <name> to the guest definition",
		Example: Example{Document: guestOpen + "<domain type='test'/>" + guestClose, Flags: Redefine},
	}
	guestUUID = &Rule{
		ID: "guest-uuid", Summary: "the UUID of a guest definition cannot be read",
		Doc: "A UUID has 32 hexadecimal digits; dashes and blanks may stand between their pairs.", Text: "malformed uuid element", Category: InternalError,
		Source: "src/conf/domain_conf.c: virDomainDefParseIDs", Flags: Redefine, Advice: "write 32 hexadecimal digits",
		Example: Example{Document: guestOpen + "<domain type='test'><name>g</name><uuid>6695eb01</uuid></domain>" + guestClose, Flags: Redefine},
	}
	guestGenID = &Rule{
		ID: "guest-genid", Summary: "the generation ID of a guest definition cannot be read",
		Doc: "It has the form of a UUID, or is empty.", Text: "malformed genid element", Category: InternalError,
		Source: "src/conf/domain_conf.c: virDomainDefParseIDs", Flags: Redefine, Advice: "write 32 hexadecimal digits",
		Example: Example{Domain: exampleMachine + "<genid>x</genid>"},
	}
	guestTwice = &Rule{
		ID: "guest-repeated", Summary: "a guest definition has something twice that it can have once",
		Doc:  "Elsewhere libvirt takes the first of several elements in silence; here it refuses them.",
		Text: "element 'genid' can only appear once", Category: XMLError, Source: inGuest, Flags: Redefine, Advice: "remove one of them",
		Example: Example{Domain: exampleMachine + "<genid/><genid/>"},
	}
	guestTwice2 = &Rule{
		ID: "guest-device-repeated", Summary: "a guest definition has two devices where one is supported",
		Doc:  "A guest has one watchdog, one memory balloon, one NVRAM, and one set of redirection rules.",
		Text: "only a single memory balloon device is supported", Category: InternalError, Source: inGuest, Flags: Redefine, Advice: "remove one of them",
		Example: Example{Domain: exampleMachine + "<devices>" + "<memballoon model='virtio'/><memballoon model='virtio'/>" + "</devices>"},
	}
	guestWord = &Rule{
		ID: "guest-word", Summary: "libvirt does not know a word in a guest definition",
		Doc:  "libvirt has a text of its own for many words; most read `unknown …`. White space around a word makes it unknown.",
		Text: "unknown %s '%s'", Category: ConfigUnsupported, Source: inGuest, Flags: Redefine, Advice: "use a word that libvirt's schema has there",
		Example: Example{Domain: exampleMachine + "<on_reboot>explode</on_reboot>"},
	}
	guestOS = &Rule{
		ID: "guest-os", Summary: "a guest definition must say how the guest boots",
		Doc: "Of a guest definition libvirt needs no more than a name, a UUID, the memory and this.", Text: "an os <type> must be specified",
		Category: XMLError, Source: "src/conf/domain_conf.c: virDomainDefParseCaps", Flags: Redefine, Advice: "add <os><type>hvm</type></os>",
		Example: Example{Domain: "<memory>1024</memory>"},
	}
	guestTitleLine = &Rule{
		ID: "guest-title", Summary: "the title of a guest is one line",
		Doc: "Longer texts belong into <description>.", Text: "Domain title can't contain newlines", Category: XMLError, Source: inGuest, Flags: Redefine,
		Advice: "remove the line breaks", Example: Example{Domain: exampleMachine + "<title>a\nb</title>"},
	}
	guestLabelMode = &Rule{
		ID: "guest-label-relabel", Summary: "the kind of a security label and relabelling contradict each other",
		Doc: "A dynamic label needs relabelling, no label excludes it.", Text: "dynamic label type must use resource relabeling", Category: ConfigUnsupported,
		Source: "src/conf/domain_conf.c: virSecurityLabelDefParseXML", Flags: Redefine, Advice: "remove the attribute relabel",
		Example: Example{Domain: exampleMachine + "<seclabel type='dynamic' relabel='no'/>"},
	}
	guestLabelMissing = &Rule{
		ID: "guest-label", Summary: "a static security label needs the label",
		Doc: "Only dynamic labels are made up by libvirt.", Text: "security label is missing", Category: XMLError,
		Source: "src/conf/domain_conf.c: virSecurityLabelDefParseXML", Flags: Redefine, Advice: "add <label>",
		Example: Example{Domain: exampleMachine + "<seclabel type='static' model='dac'/>"},
	}
	guestLabelModel = &Rule{
		ID: "guest-label-model", Summary: "one of several security labels of a guest has no model",
		Doc: "A single label may leave the model to the host.", Text: "missing security model when using multiple labels", Category: XMLError,
		Source: "src/conf/domain_conf.c: virSecurityLabelDefsParseXML", Flags: Redefine, Advice: "give each <seclabel> its model",
		Example: Example{Domain: exampleMachine + "<seclabel type='static' model='dac'><label>l</label></seclabel><seclabel type='none'/>"},
	}
	guestNumber = &Rule{
		ID: "guest-number", Summary: "a value in a guest definition is not the number that it must be",
		Doc:  "libvirt has a text of its own for many numbers. Blanks may stand before a number, nothing behind it.",
		Text: "maximum vcpus count must be an integer", Category: XMLError, Source: inGuest, Flags: Redefine, Advice: "write a number that fits",
		Example: Example{Domain: "<memory>1024</memory><vcpu>two</vcpu><os><type>hvm</type></os>"},
	}
	hugepageZero = &Rule{
		ID: "guest-hugepage", Summary: "huge pages cannot have the size zero",
		Doc: "Leave the element out for the default.", Text: "hugepage size can't be zero", Category: XMLDetail,
		Source: "src/conf/domain_conf.c: virDomainHugepagesParseXML", Flags: Redefine, Advice: "write the size of the pages",
		Example: Example{Domain: exampleMachine + "<memoryBacking><hugepages><page size='0'/></hugepages></memoryBacking>"},
	}
	guestBitmap = &Rule{
		ID: "guest-number-list", Summary: "a list of processors or nodes cannot be read",
		Doc: "A list has numbers and ranges with commas between, and `^2` to take a number out again.", Text: "Failed to parse bitmap '%s'",
		Category: InvalidArg, Source: "src/util/virbitmap.c: virBitmapParseInternal", Flags: Redefine, Advice: "write a list such as 0-3,^2",
		Example: Example{Domain: exampleMachine + "<vcpu cpuset='all'>1</vcpu>"},
	}
	guestMissing = &Rule{
		ID: "guest-pin", Summary: "a pin needs a list of processors",
		Doc: "Without one it says nothing.", Text: "missing %s for %s", Category: InternalError, Source: inGuest, Flags: Redefine,
		Advice: "add the attribute cpuset", Example: Example{Domain: exampleMachine + "<cputune><emulatorpin/></cputune>"},
	}
	guestPinned = &Rule{
		ID: "guest-pin-twice", Summary: "a processor or thread is pinned twice",
		Doc: "The second pin would undo the first.", Text: "duplicate vcpupin for vcpu '%d'", Category: InternalError, Source: inGuest, Flags: Redefine,
		Advice:  "remove one of the pins",
		Example: Example{Domain: exampleMachine + "<cputune><vcpupin vcpu='0' cpuset='0'/><vcpupin vcpu='0' cpuset='1'/></cputune>"},
	}
	guestVCPUs = &Rule{
		ID: "guest-vcpus", Summary: "a guest cannot begin with more processors than it may have",
		Doc: "The text of <vcpu> is the most that the guest may have.", Text: "maximum vCPU count must not be less than current vCPU count",
		Category: ConfigUnsupported, Source: "src/conf/domain_conf.c: virDomainDefSetVcpus", Flags: Redefine, Advice: "lower the attribute current",
		Example: Example{Domain: exampleMachine + "<vcpu current='5'>1</vcpu>"},
	}
	guestTooLarge = &Rule{
		ID: "guest-vcpus-crash", Summary: "libvirt has not the memory for so many processors",
		Doc: "It sets memory aside for each processor before it looks whether the number makes sense, and aborts if it gets none. There is no text. -1 is " +
			"the greatest number here.",
		Text: "", Category: Bare, Source: "src/conf/domain_conf.c: virDomainDefSetVcpusMax", Flags: Redefine, Advice: "write how many processors the guest has",
		Example: Example{Domain: "<memory>1024</memory><vcpu>-1</vcpu><os><type>hvm</type></os>"},
	}
	cpuNoModel = &Rule{
		ID: "guest-cpu-model", Summary: "features and a vendor need a model of processor",
		Doc: "They say how the processor differs from its model.", Text: "Non-empty feature list specified without CPU model", Category: XMLError,
		Source: "src/conf/cpu_conf.c: virCPUDefParseXML", Flags: Redefine, Advice: "add <model>",
		Example: Example{Domain: exampleMachine + "<cpu><feature name='vmx'/></cpu>"},
	}
	guestNUMACount = &Rule{
		ID: "guest-numa", Summary: "the NUMA nodes have processors that the guest has not",
		Doc: "It also is what libvirt says of a guest with no processor at all.", Text: "CPU IDs in <numa> exceed the <vcpu> count", Category: InternalError,
		Source: inGuest, Flags: Redefine, Advice: "raise <vcpu>", Example: Example{Domain: exampleMachine + "<vcpu>0</vcpu>"},
	}
	unexplained = &Rule{
		ID: "guest-unexplained", Summary: "libvirt fails without a reason",
		Doc:  "The parser gives up an empty <resource>, and a <lease> without <lockspace>, without words of its own.",
		Text: "An error occurred, but the cause is unknown", Category: Bare,
		Source: "src/conf/domain_conf.c: virDomainResourceDefParse", Flags: Redefine, Advice: "remove the element, or add what it must hold",
		Example: Example{Domain: exampleMachine + "<resource/>"},
	}
	schedulerOverlap = &Rule{
		ID: "guest-scheduler-twice", Summary: "a processor or thread has two schedulers",
		Doc: "Each may stand in one element only.", Text: "'%s' attributes '%s' must not overlap", Category: XMLDetail,
		Source: "src/conf/domain_conf.c: virDomainThreadSchedParseHelper", Flags: Redefine, Advice: "remove it from one of the lists",
		Example: Example{Domain: exampleMachine + "<cputune><vcpusched vcpus='0' scheduler='idle'/><vcpusched vcpus='0' scheduler='idle'/></cputune>"},
	}
	clockPart = &Rule{
		ID: "guest-clock", Summary: "the clock's offset needs another attribute",
		Doc: "A time zone is named, an absolute time begins somewhere.", Text: "missing '%s' attribute for clock with offset='%s'", Category: InternalError,
		Source: "src/conf/domain_conf.c: virDomainDefClockParse", Flags: Redefine, Advice: "add the attribute",
		Example: Example{Domain: exampleMachine + "<clock offset='timezone'/>"},
	}
	timerSetting = &Rule{
		ID: "guest-timer", Summary: "a timer does not have a setting",
		Doc:  "Frequency and mode are for tsc, track for platform and rtc, and the paravirtual clocks have no tick policy.",
		Text: "timer %s doesn't support setting of timer %s", Category: ConfigUnsupported,
		Source: "src/conf/domain_postparse.c: virDomainDefPostParseTimer", Flags: Redefine, Advice: "remove the attribute",
		Example: Example{Domain: exampleMachine + "<clock><timer name='rtc' mode='auto'/></clock>"},
	}
	timerCatchup = &Rule{
		ID: "guest-timer-catchup", Summary: "only a timer that catches up has limits for it",
		Doc: "Other tick policies do not read them.", Text: "setting of timer catchup policies is only supported with tickpolicy='catchup'", Category: XMLError,
		Source: "src/conf/domain_postparse.c: virDomainDefPostParseTimer", Flags: Redefine, Advice: "write tickpolicy='catchup', or remove <catchup>",
		Example: Example{Domain: exampleMachine + "<clock><timer name='rtc'><catchup limit='5'/></timer></clock>"},
	}
	initData = &Rule{
		ID: "guest-init", Summary: "a container needs a program to begin with, and arguments need a text",
		Doc: "This is for <os><type>exe</type>.", Text: "init binary must be specified", Category: XMLError,
		Source: "src/conf/domain_postparse.c: virDomainDefPostParseCommon", Flags: Redefine, Advice: "add <init>",
		Example: Example{Domain: "<memory>1024</memory><os><type>exe</type></os>"},
	}
	firmwareWord = &Rule{
		ID: "guest-firmware", Summary: "libvirt does not know the firmware",
		Doc: "It is bios or efi.", Text: "unknown firmware value %s", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDefParseBootFirmwareOptions", Flags: Redefine, Advice: "write bios or efi",
		Example: Example{Domain: "<memory>1024</memory><os firmware='uefi'><type>hvm</type></os>"},
	}
	nvramNoSource = &Rule{
		ID: "guest-nvram", Summary: "NVRAM of a type needs a source",
		Doc: "Without a type the text of the element is the path. libvirt fails without words of its own.", Text: "An error occurred, but the cause is unknown",
		Category: Bare, Source: "src/conf/domain_conf.c: virDomainNvramDefParseXML", Flags: Redefine, Advice: "add <source>",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type><loader/><nvram type='file'/></os>"},
	}
	acpiTable = &Rule{
		ID: "guest-acpi", Summary: "an ACPI table is of the type slic",
		Doc: "There is no other.", Text: "Missing acpi table type", Category: XMLError,
		Source: "src/conf/domain_conf.c: virDomainDefParseBootAcpiOptions", Flags: Redefine, Advice: "write type='slic'",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type><acpi><table/></acpi></os>"},
	}
	memoryTotal = &Rule{
		ID: "guest-memory", Summary: "a guest has no memory, or sizes of memory that do not fit together",
		Doc:  "The size must be more than nothing, more than that of the memory devices, and not above the most that is allowed.",
		Text: "Memory size must be specified via <memory> or in the <numa> configuration", Category: XMLError,
		Source: "src/conf/domain_postparse.c: virDomainDefPostParseMemory", Flags: Redefine, Advice: "add <memory> with a size",
		Example: Example{Domain: "<os><type>hvm</type></os>"},
	}
	vcpuStuck = &Rule{
		ID: "guest-vcpu-offline", Summary: "a processor is off and cannot be plugged in",
		Doc: "Such a processor would be of no use.", Text: "vcpu '%s' is both offline and not hotpluggable", Category: ConfigUnsupported,
		Source: "src/conf/domain_postparse.c: virDomainVcpuDefPostParse", Flags: Redefine, Advice: "remove hotpluggable='no'",
		Example: Example{Domain: exampleMachine + "<vcpus><vcpu id='0' enabled='no' hotpluggable='no'/></vcpus>"},
	}
	guestSlash = &Rule{
		ID: "guest-name-slash", Summary: "the name of a guest cannot hold a slash",
		Doc: "Names of guests become names of files.", Text: "name %s cannot contain '/'", Category: XMLError,
		Source: "src/conf/domain_postparse.c: virDomainDefPostParseCheckFeatures", Flags: Redefine, Advice: "write another name",
		Example: Example{Document: guestOpen + "<domain type='test'><name>a/b</name><memory>1</memory><os><type>hvm</type></os></domain>" + guestClose, Flags: Redefine},
	}
)

var guestRules = []*Rule{
	guestName, guestUUID, guestGenID, guestTwice, guestTwice2, guestWord, guestOS, guestTitleLine, guestLabelMode, guestLabelMissing, guestLabelModel, guestNumber,
	hugepageZero, guestBitmap, guestMissing, guestPinned, guestVCPUs, guestTooLarge, cpuNoModel, guestNUMACount, unexplained, schedulerOverlap, clockPart, timerSetting,
	timerCatchup, initData, firmwareWord, nvramNoSource, acpiTable, memoryTotal, vcpuStuck, guestSlash,
}
