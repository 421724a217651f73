# Becomes a small machine of its own: a copy of the file system that is thrown away, a console, and systemd, which runs
# the kiosk's unit and then check.sh. Its exit code is that of the checks.
#
#   unshare --fork --pid --mount --uts --ipc --cgroup --kill-child sh box.sh WORK PROGRAM REPOSITORY
#
# WORK is an empty directory, in which WORK/checks/log will tell how each check went.
set -eu
checks=$1/checks work=$1/box program=$2 repository=$3

mkdir "$checks" "$work"
mount --make-rprivate /
mount -t tmpfs tmpfs "$work"
mkdir "$work/upper" "$work/scratch" "$work/root"
root=$work/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/scratch" "$root"

mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0" "console 5 1" "tty0 4 0" "tty8 4 8" \
    "vcs8 7 8" "kmsg 1 11"; do
    set -- $node
    mknod -m 666 "$root/dev/$1" c "$2" "$3"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"

mkdir -p "$root/srv/demarche" "$root/usr/share/demarche" "$root/checks"
mount --bind "$checks" "$root/checks"
install -m 755 "$program" "$root/usr/bin/demarche"
install -m 644 "$repository/assets/events.toml" "$root/srv/demarche/"
install -m 644 "$repository/assets/kiosk/kiosk.map" "$root/usr/share/demarche/"
install -m 644 "$repository/tests/systemd/check.sh" "$root/checks/"

# Nothing of the host's own units; the console is the eighth, and the watchdog fast.
units=$root/etc/systemd/system
rm -rf "${units:?}"/*
sed -e 's/tty1/tty8/g' -e '/getty/d' -e 's/^\[Unit\]/&\nDefaultDependencies=no/' -e 's/^WatchdogSec=.*/WatchdogSec=3/' \
    "$repository/assets/kiosk/demarche-kiosk.service" > "$units/demarche-kiosk.service"
cat > "$units/check.service" <<'END'
[Unit]
DefaultDependencies=no
After=demarche-kiosk.service

[Service]
Type=oneshot
ExecStart=/bin/sh /checks/check.sh
StandardOutput=file:/checks/log
StandardError=inherit
TimeoutStartSec=60
END
cat > "$units/box.target" <<'END'
[Unit]
DefaultDependencies=no
Wants=demarche-kiosk.service check.service
END

mkdir "$root/host"
cd "$root"
pivot_root . host
umount -l /host
exec env -i container=box PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=box.target --log-target=null
