package libvirt

import (
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// A Driver is the part of libvirt that speaks to one kind of hypervisor.
type Driver string

// The drivers that can create snapshots.
const (
	QEMU Driver = "qemu" // QEMU and KVM; the default
	Test Driver = "test" // the driver of test:///default, which only pretends
	ESX  Driver = "esx"  // VMware ESX
	VBox Driver = "vbox" // VirtualBox
	VZ   Driver = "vz"   // Virtuozzo
)

// Drivers are all of them, the default first.
func Drivers() []Driver { return []Driver{QEMU, Test, ESX, VBox, VZ} }

// DriverNames are the words for the drivers.
func DriverNames() []string {
	names := make([]string, 0, len(Drivers()))
	for _, d := range Drivers() {
		names = append(names, string(d))
	}
	return names
}

// ParseDriver reads the name of a driver.
func ParseDriver(name string) (Driver, error) {
	if d := Driver(name); slices.Contains(Drivers(), d) {
		return d, nil
	}
	names := DriverNames()
	return "", fmt.Errorf("unknown driver %s; expected %s%s", diag.Quote(name), diag.OneOf(names), diag.DidYouMean(name, names))
}

// A call is what a driver has of virDomainSnapshotCreateXML: since when, and
// the function that libvirt names where a flag is not supported.
type call struct {
	driver   Driver
	since    Release
	function string
}

var calls = []call{
	{QEMU, Release{0, 8, 0}, "qemuDomainSnapshotCreateXML"},
	{Test, Release{1, 1, 4}, "testDomainSnapshotCreateXML"},
	{ESX, Release{0, 8, 0}, "esxDomainSnapshotCreateXML"},
	{VBox, Release{0, 8, 0}, "vboxDomainSnapshotCreateXML"},
	{VZ, Release{1, 3, 1}, "vzDomainSnapshotCreateXML"},
}

// call is that of the driver.
func (d Driver) call() call {
	for _, c := range calls {
		if c.driver == d {
			return c
		}
	}
	return call{}
}

// Since is the release in which the driver learned to create snapshots.
func (d Driver) Since() Release { return d.call().since }
