# Checks the kiosk's unit from beside it. Every check is a line: what was expected, and found.
show() {
    systemctl show demarche-kiosk --property="$1" --value
}

failed=0
expect() {
    if [ "$2" = "$3" ]; then
        echo "ok: $1"
    else
        echo "FAILED: $1: expected $2, found $3"
        failed=1
    fi
}

# Waits until a property has a value, for a number of half seconds.
await() {
    for _ in $(seq "$3"); do
        [ "$(show "$1")" = "$2" ] && return
        sleep 0.5
    done
}

await SubState running 20
expect "it tells that it is ready" running "$(show SubState)"
process=$(show MainPID)
for status in /proc/"$process"/task/*/status; do
    expect "a thread has no privileges" 0000000000000000 "$(sed -n 's/^CapBnd:\t//p' "$status")"
    expect "a thread gains none" 1 "$(sed -n 's/^NoNewPrivs:\t//p' "$status")"
    expect "a thread is filtered" 2 "$(sed -n 's/^Seccomp:\t//p' "$status")"
done
expect "no key leaves the console" 0 "$(dumpkeys -C /dev/tty8 | grep -cE 'Console_|Boot|Show_')"
case $(show StatusText) in
*"sandbox: full"*) expect "the sandbox is full" full full ;;
*) expect "the sandbox is full" full "$(show StatusText)" ;;
esac

kill -9 "$process"
await NRestarts 1 6
await SubState running 4
expect "it is started again after it was killed" "1 running" "$(show NRestarts) $(show SubState)"

kill -STOP "$(show MainPID)"
await NRestarts 2 30
await SubState running 6
expect "it is started again after it hung" "2 running" "$(show NRestarts) $(show SubState)"

exec > /dev/null 2>&1
systemctl exit $((failed + 10))
