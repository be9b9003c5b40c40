package domainsnapshot

// A dump as libvirt prints it. A running KVM guest was saved inside its images,
// as the child of an earlier snapshot. The CD-ROM drive takes no part. The
// definition is the one that the guest ran with, so its processor is described
// in full, while the cookie keeps what was asked for. Such a document can be
// redefined as it is, once its parent is there.
//
//schema:example dump
func ExampleFullDump() *Snapshot {
	return &Snapshot{
		Name:         new("before-upgrade"),
		Description:  new("Web server & database, just before the upgrade to release 12"),
		State:        new(StateRunning),
		Parent:       &Parent{Name: "fresh-install"},
		CreationTime: new("1767268800"),
		Memory:       MemoryWithoutFile{Snapshot: MemoryInternal},
		Disks: &Disks{Disk: []Disk{
			DiskInternal{Name: "vda", Snapshot: DiskInternalMode},
			DiskExcluded{Name: "sda", Snapshot: DiskNo},
		}},
		Domain: DomainDefinition{Type: "kvm", Verbatim: webGuest},
		Cookie: &Cookie{Verbatim: `<cookie>
    <cpu mode='custom' match='exact' check='partial'>
      <model fallback='forbid'>Skylake-Client-IBRS</model>
      <feature policy='require' name='ssbd'/>
    </cpu>
  </cookie>`},
	}
}

// A dump in the short form of the first releases, before 0.9.5. Of the guest it
// names the UUID alone. Such a record still says what was saved and when, and
// it is valid to this day. But it cannot be redefined under a new name, for
// libvirt could not tell to which definition of the guest to revert.
//
//schema:example dump
func ExampleShortDump() *Snapshot {
	return &Snapshot{
		Name:         new("os-updates"),
		Description:  new("After installing the system and all its updates"),
		State:        new(StateRunning),
		Parent:       &Parent{Name: "bare-os-install"},
		CreationTime: new("1270477159"),
		Domain:       DomainReference{UUID: "93a5c045-6457-2c09-e56c-927cdf34e178"},
	}
}

// An external snapshot after the guest was reverted to it. The snapshot saved
// the disk alone, so its state is `disk-snapshot`. Since 9.7.0 libvirt notes in
// `revertDisks` which overlay the guest writes to since the revert. The
// definition is left out here for brevity; a dump has it.
//
//schema:example dump
func ExampleReverted() *Snapshot {
	return &Snapshot{
		Name:         new("nightly"),
		State:        new(StateDiskSnapshot),
		CreationTime: new("1767312000"),
		Memory:       MemoryWithoutFile{Snapshot: MemoryNo},
		Disks: &Disks{Disk: []Disk{
			DiskFile{
				Name:     "vda",
				Snapshot: new(DiskExternal),
				Type:     new(StorageFile),
				Driver:   &Driver{Type: new(FormatQCOW2)},
				Source:   &FileSource{File: new(AbsolutePath("/var/lib/libvirt/images/web-root.nightly.qcow2"))},
			},
		}},
		RevertDisks: &Disks{Disk: []Disk{
			DiskFile{
				Name:     "vda",
				Snapshot: new(DiskExternal),
				Type:     new(StorageFile),
				Driver:   &Driver{Type: new(FormatQCOW2)},
				Source:   &FileSource{File: new(AbsolutePath("/var/lib/libvirt/images/web-root.1767398400"))},
			},
		}},
	}
}

// webGuest is a small KVM guest as a dump shows it while it runs.
const webGuest = `<domain type='kvm'>
    <name>web</name>
    <uuid>0d6a3c52-7c1e-4f0b-9b35-6a1f0c8d2e47</uuid>
    <memory unit='KiB'>2097152</memory>
    <currentMemory unit='KiB'>2097152</currentMemory>
    <vcpu placement='static'>2</vcpu>
    <os>
      <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
      <boot dev='hd'/>
    </os>
    <features>
      <acpi/>
      <apic/>
    </features>
    <cpu mode='custom' match='exact' check='full'>
      <model fallback='forbid'>Skylake-Client-IBRS</model>
      <feature policy='require' name='hypervisor'/>
      <feature policy='require' name='ssbd'/>
    </cpu>
    <clock offset='utc'/>
    <on_poweroff>destroy</on_poweroff>
    <on_reboot>restart</on_reboot>
    <on_crash>destroy</on_crash>
    <devices>
      <emulator>/usr/bin/qemu-system-x86_64</emulator>
      <disk type='file' device='disk'>
        <driver name='qemu' type='qcow2'/>
        <source file='/var/lib/libvirt/images/web-root.qcow2'/>
        <backingStore/>
        <target dev='vda' bus='virtio'/>
        <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
      </disk>
      <disk type='file' device='cdrom'>
        <driver name='qemu'/>
        <target dev='sda' bus='sata'/>
        <readonly/>
        <address type='drive' controller='0' bus='0' target='0' unit='0'/>
      </disk>
      <controller type='sata' index='0'>
        <address type='pci' domain='0x0000' bus='0x00' slot='0x1f' function='0x2'/>
      </controller>
      <interface type='network'>
        <mac address='52:54:00:3a:7f:10'/>
        <source network='default'/>
        <model type='virtio'/>
        <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
      </interface>
      <channel type='unix'>
        <target type='virtio' name='org.qemu.guest_agent.0' state='connected'/>
        <address type='virtio-serial' controller='0' bus='0' port='1'/>
      </channel>
      <memballoon model='virtio'>
        <address type='pci' domain='0x0000' bus='0x05' slot='0x00' function='0x0'/>
      </memballoon>
    </devices>
  </domain>`
