# A machine of its own, but for the network, with an sshd that knows the account of the kiosk's recipe.
#
#   unshare --fork --pid --mount --mount-proc --kill-child sh box.sh PLACE
#
# PLACE holds sshd_config and home, and gets the rest.
set -eu
place=$1

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -m 755 /run/sshd

# As the recipe makes it: a shell, no password.
for table in passwd shadow group; do
    grep -v '^demarche:' "/etc/$table" > "$place/$table"
done
echo "demarche:x:64999:64999::$place/home:/bin/sh" >> "$place/passwd"
echo "demarche::20000:0:99999:7:::" >> "$place/shadow"
echo "demarche:x:64999:" >> "$place/group"
chmod 600 "$place/shadow"
for table in passwd shadow group; do
    mount --bind "$place/$table" "/etc/$table"
done

ssh-keygen -q -t ed25519 -N '' -f "$place/host_key"
exec /usr/sbin/sshd -D -e -f "$place/sshd_config"
