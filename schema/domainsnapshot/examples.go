package domainsnapshot

// The smallest request. libvirt makes up the name and saves what is usual for
// the guest and its driver: with QEMU all disks and, if the guest runs, its
// memory, inside the disk images.
//
//schema:example create
func ExampleMinimal() *Snapshot {
	return &Snapshot{}
}

// A name and a description. This is all that most programs need. A program that
// builds the document of strings must write `&` in the description as `&amp;`
// and `<` as `&lt;`.
//
//schema:example create
func ExampleDescription() *Snapshot {
	return &Snapshot{
		Name:        new("before-upgrade"),
		Description: new("Web server & database, just before the upgrade to release 12"),
	}
}

// Two of three disks of a running guest, without its memory. `vda` and `vdc`
// get overlays in files of their own, for `vdc` with the format spelt out;
// `vdb` is scratch space and stays out, which has to be said. The images that
// the guest used so far are the snapshot from then on. With the flag `ATOMIC`
// no overlay is used unless all of them can be. The test driver cannot do this:
// it does not know `DISK_ONLY`, and its guest has one disk.
//
//schema:example create disk-only atomic
func ExampleDiskOnly() *Snapshot {
	return &Snapshot{
		Name:        new("nightly"),
		Description: new("Disks for the backup of Monday night"),
		Disks: &Disks{Disk: []Disk{
			DiskFile{
				Name:     "vda",
				Snapshot: new(DiskExternal),
				Source:   &FileSource{File: new(AbsolutePath("/var/lib/libvirt/images/web-root.nightly.qcow2"))},
			},
			DiskExcluded{Name: "vdb", Snapshot: DiskNo},
			DiskFile{
				Name:     "vdc",
				Snapshot: new(DiskExternal),
				Driver:   &Driver{Type: new(FormatQCOW2)},
				Source:   &FileSource{File: new(AbsolutePath("/srv/overlays/web-data.nightly.qcow2"))},
			},
		}},
	}
}

// A full system snapshot of a running guest, outside of its images. The memory
// goes into one file and the changes to the disk into another. With the flag
// `LIVE` the guest goes on working while its memory is written, which takes
// longer and makes a larger file.
//
//schema:example create live
func ExampleExternalMemory() *Snapshot {
	return &Snapshot{
		Name:   new("checked"),
		Memory: MemoryInFile{Snapshot: new(MemoryExternal), File: "/var/lib/libvirt/images/web.checked.mem"},
		Disks: &Disks{Disk: []Disk{
			DiskFile{
				Name:     "vda",
				Snapshot: new(DiskExternal),
				Type:     new(StorageFile),
				Driver:   &Driver{Type: new(FormatQCOW2), Cache: &MetadataCache{MaxSize: &MaxSize{Unit: new(SizeUnit("MiB")), Value: "4"}}},
				Source:   &FileSource{File: new(AbsolutePath("/var/lib/libvirt/images/web.checked.qcow2"))},
			},
		}},
	}
}

// Overlays on a block device and on network storage. The image on the Gluster
// volume has been made beforehand, with the present image as its backing image,
// and so has the one on the device, because the flag `REUSE_EXT` holds for all
// disks. libvirt does not touch the labels of the device.
//
//schema:example create disk-only reuse-external
func ExampleNetworkOverlay() *Snapshot {
	return &Snapshot{
		Name: new("replica"),
		Disks: &Disks{Disk: []Disk{
			DiskBlock{
				Name:     "vda",
				Snapshot: new(DiskExternal),
				Type:     StorageBlock,
				Driver:   &Driver{Type: new(FormatQCOW2)},
				Source: &BlockSource{
					Device:    "/dev/vg0/web-replica",
					Seclabels: []Seclabel{SeclabelKept{Model: new("dac"), Relabel: RelabelNo}},
				},
			},
			DiskNetwork{
				Name:     "vdb",
				Snapshot: new(DiskExternal),
				Type:     StorageNetwork,
				Source: GlusterSource{
					Protocol: ProtocolGluster,
					Name:     "guests/web/data.replica.qcow2",
					Hosts: []Host{
						HostByName{Transport: new(TransportTCP), Name: "gluster1.example.com", Port: new(UnsignedInt("24007"))},
						HostByName{Name: "192.0.2.12"},
					},
				},
			},
		}},
	}
}

// A complete record, to be redefined. Name, state and time of creation are
// there, and a full definition whose UUID is that of the guest. Without a
// parent the snapshot is a root, and the flag `CURRENT` makes it the current
// one. The guest is the one that libvirt's test driver always has, so that you
// can try this anywhere:
// `virsh -c test:///default "snapshot-create test FILE --redefine --current"`.
//
//schema:example redefine redefine current
func ExampleRedefinition() *Snapshot {
	return &Snapshot{
		Name:         new("golden"),
		Description:  new("Installed and configured, nothing else"),
		State:        new(StateRunning),
		CreationTime: new("1767225600"),
		Memory:       MemoryWithoutFile{Snapshot: MemoryInternal},
		Disks:        &Disks{Disk: []Disk{DiskInternal{Name: "vda", Snapshot: DiskInternalMode}}},
		Domain:       DomainDefinition{Type: "test", Verbatim: testGuest},
	}
}

// testGuest is the guest of libvirt's test driver, cut down.
const testGuest = `<domain type='test'>
    <name>test</name>
    <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>
    <memory unit='KiB'>8388608</memory>
    <vcpu>2</vcpu>
    <os>
      <type arch='i686'>hvm</type>
    </os>
    <devices>
      <disk type='file' device='disk'>
        <source file='/guest/diskimage1'/>
        <target dev='vda' bus='virtio'/>
      </disk>
    </devices>
  </domain>`
