#!/bin/sh
# Puts @COUNT@ of @TITLE@ back into libvirt by redefining them, parents
# before children. Written by snapxml plan; the documents are in the script.
#
#     sh SCRIPT [-n] [-c URI]
#
#     -n      say what would be done, and change nothing
#     -c URI  connect to this libvirt instead of the one that virsh takes
#
# What the guest has already stays as it is: a snapshot that is the same is
# passed over, one that differs stops the script, as does a document that
# libvirt refuses. Run it again after a stop, and it goes on from there.
#
# shellcheck disable=SC1003,SC2016 # names stand here as they are
set -eu
umask 077 # the documents may hold passwords

domain=@DOMAIN@
uuid=@UUID@
current=@CURRENT@
total=@TOTAL@

usage() {
	printf 'usage: sh %s [-n] [-c URI]\n' "$0" >&2
	exit 2
}

dry=
uri=
while getopts nc: option; do
	case $option in
	n) dry=yes ;;
	c) uri=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || usage

number=0
name=
keep=
work=${TMPDIR:-/tmp}/snapxml-plan.$$
mkdir "$work"
trap '[ -n "$keep" ] || rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# stop says why the script ends here, and how to go on.
stop() {
	printf '%s: %s\n' "$0" "$1" >&2
	if [ "$number" -gt 0 ]; then
		printf '%s: stopped at snapshot %s of %s; those before it are in place. When this is mended, run the script again.\n' \
			"$0" "$number" "$total" >&2
	fi
	exit 1
}

say() {
	printf '%s/%s %s: %s\n' "$number" "$total" "$name" "$1"
}

# libvirt runs a command of virsh.
libvirt() {
	if [ -n "$uri" ]; then
		virsh --connect "$uri" "$@" </dev/null
	else
		virsh "$@" </dev/null
	fi
}

dump() {
	libvirt snapshot-dumpxml "--domain=$domain" "--snapshotname=$name" --security-info
}

# redefine FILE [--current]
redefine() {
	file=$1
	shift
	libvirt snapshot-create "--domain=$domain" "--xmlfile=$file" --redefine@VALIDATE@ "$@" >/dev/null
}

is_current() {
	[ "$(libvirt snapshot-current "--domain=$domain" --name 2>/dev/null || :)" = "$name" ]
}

# same_moment asks whether what is there was taken at the same time and in the
# same state as the document says.
same_moment() {
	grep -Fqx -e "  <state>$1</state>" "$work/there.xml" || return 1
	[ "$2" -eq 0 ] || grep -Fqx -e "  <creationTime>$2</creationTime>" "$work/there.xml"
}

# compare ends the script if the snapshot that is there is not that of the
# document. libvirt writes documents in its own way, so those that look
# different may still say the same: then redefining changes nothing. If it does
# change something, the snapshot gets its old document back.
compare() {
	redefine "$work/new.xml" || stop "libvirt refuses the document of snapshot \"$name\", which the guest has already"
	dump >"$work/changed.xml" || stop "snapshot \"$name\" cannot be read any more"
	if cmp -s "$work/there.xml" "$work/changed.xml"; then
		return
	fi
	if ! redefine "$work/there.xml"; then
		keep=yes
		stop "snapshot \"$name\" was changed and cannot be changed back; its old document is $work/there.xml"
	fi
	diff "$work/there.xml" "$work/changed.xml" >&2 || :
	stop "the guest has a snapshot \"$name\" that differs as shown; delete its description with snapshot-delete --metadata to replace it"
}

# pass_over deals with a snapshot that is there already.
pass_over() {
	dump >"$work/there.xml" || stop "snapshot \"$name\" cannot be read"
	if [ "$(cat "$work/there.xml")" != "$(cat "$work/new.xml")" ]; then
		same_moment "$1" "$2" || stop "the guest has another snapshot \"$name\", taken at another time or in another state"
		if [ -n "$dry" ]; then
			say 'is there already, and would be compared'
			return
		fi
		compare
	fi
	if [ "$name" != "$current" ] || is_current; then
		say 'is there already'
	elif [ -n "$dry" ]; then
		say 'is there already, and would become the current one'
	else
		redefine "$work/there.xml" --current || stop "snapshot \"$name\" cannot be made the current one"
		say 'is there already, and is the current one now'
	fi
}

# put NAME STATE TIME, with the document on standard input
put() {
	name=$1
	number=$((number + 1))
	cat >"$work/new.xml"
	flag=
	if [ "$name" = "$current" ]; then
		flag=--current
	fi
	if grep -Fqx -e "$name" "$work/names"; then
		pass_over "$2" "$3"
	elif [ -n "$dry" ]; then
		say "would be redefined${flag:+ as the current one}"
	elif redefine "$work/new.xml" ${flag:+"$flag"}; then
		say "redefined${flag:+ as the current one}"
	else
		stop "libvirt refuses snapshot \"$name\""
	fi
}

found=$(libvirt domuuid "--domain=$domain") || stop "guest \"$domain\" cannot be found; define it, or name its libvirt with -c"
if [ -n "$uuid" ] && [ "$found" != "$uuid" ]; then
	stop "guest \"$domain\" has the UUID $found, but the documents have $uuid; define it with that one, or make another plan with --rewrite-uuid $found"
fi
libvirt snapshot-list "--domain=$domain" --name >"$work/names" || stop "the snapshots of guest \"$domain\" cannot be listed"

