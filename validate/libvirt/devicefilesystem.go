package libvirt

// filesystem is virDomainFSDefParseXML.
var filesystem = table{make: func() check {
	return inOrder(
		word("type", filesystemTypes, anyNeed), word("accessmode", accessModes, anyNeed), whole("fmode", 8, anyNeed), whole("dmode", 8, anyNeed),
		word("model", virtioModels, nonZero), word("multidevs", multiDevs, anyNeed),
		scaled{path: "./space_hard_limit[1]", scale: 1, limit: unlimited}.check, scaled{path: "./space_soft_limit[1]", scale: 1, limit: unlimited}.check,
		when(propIs("type", "volume"), first("source", volumeSource)),
		first("driver", word("type", filesystemDrivers, anyNeed), word("wrpolicy", writePolicies, anyNeed),
			known("format", storageFormats, 1, guestWord, "unknown driver format value '%s'"), virtioOptions.run),
		when(virtioFS, virtioFSDaemon), when(propIs("type", "ram"), ramUsage), filesystemSource, deviceInfo(withBoot),
	)
}}

func virtioFS(n *node) bool {
	driver, _ := n.at("driver", "type")
	return driver == "virtiofs"
}

// virtioFSDaemon asks about the program that virtiofs needs on the host.
func virtioFSDaemon(n *node) *refusal {
	return inOrder(
		virtioFSNumber("driver", "queue", "cannot parse queue size '%s' for virtiofs"),
		virtioFSNumber("binary/thread_pool", "size", "cannot parse thread pool size '%s' for virtiofs"),
		first("binary", onOff("xattr", anyNeed)),
		first("binary/lock", onOff("posix", anyNeed), onOff("flock", anyNeed)),
		first("binary/cache", word("mode", virtioFSCaches, nonZero)),
		first("binary/sandbox", word("mode", virtioFSSandboxes, nonZero)),
	)(n)
}

func virtioFSNumber(path, name, text string) check {
	return func(n *node) *refusal {
		value, e := n.at(path, name)
		_, large := parseULongLong(value, 10)
		_, small := parseInt(value, 10)
		if value == "" || small || large && name == "queue" {
			return nil
		}
		return guestNumber.refuseText(e, text, value).attr(name)
	}
}

// ramUsage is the size of a file system in memory.
func ramUsage(n *node) *refusal {
	source := n.find("source")
	value, given := source.prop("usage")
	if !given {
		return deviceNoModel.refuseText(n, "missing 'usage' attribute for RAM filesystem")
	}
	size, ok := parseULongLong(value, 10)
	if !ok {
		return guestNumber.refuseText(source, "cannot parse usage '%s' for RAM filesystem", value).attr("usage")
	}
	unit, _ := source.prop("units")
	scale, ok := scaleOf(unit, kibibyte)
	switch {
	case !ok:
		return sizeUnit.refuse(source, unit).attr("units")
	case size > unlimited/scale:
		return sizeTooLarge.refuse(source, size, unit).attr("usage")
	}
	return nil
}

// filesystemSource asks where a file system of the host is.
func filesystemSource(n *node) *refusal {
	name, needed := map[string]string{"": "dir", "mount": "dir", "bind": "dir", "file": "file", "block": "dev", "template": "name"}[n.attribute("type")]
	_, given := n.find("source").prop(name)
	_, socket := n.find("source").prop("socket")
	if needed && !given && !socket {
		f := filesystemNoSource.refuse(n)
		if target, _ := n.at("target", "dir"); target != "" {
			f.text += " " + target
		}
		return f
	}
	return nil
}
