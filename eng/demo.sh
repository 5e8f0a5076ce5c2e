#!/usr/bin/env bash
# Called by ./run: starts or stops the demo server of a data folder, in the background.
set -euo pipefail
action=$1 data=$2

is_up() { [ -f "$data/address" ] && [ -f "$data/pid" ] && kill -0 "$(cat "$data/pid")" 2>/dev/null; }

case "$action" in
    start)
        if is_up; then exit 0; fi
        mkdir -p "$data/incoming" && chmod 700 "$data"
        rm -f "$data/address"
        for port in 5080 5081 5082 5083 5084 0; do
            nohup ./qa serve --data "$data" --demo --samples samples --urls "http://127.0.0.1:$port" --watch "$data/incoming" >"$data/log" 2>&1 </dev/null &
            echo $! >"$data/pid"
            for _ in $(seq 1800); do # as long as it lives: a slow machine takes a minute
                if [ -f "$data/address" ]; then exit 0; fi
                kill -0 "$(cat "$data/pid")" 2>/dev/null || break
                sleep 0.1
            done
            kill "$(cat "$data/pid")" 2>/dev/null || true
            grep -q "address already in use" "$data/log" || break
        done
        echo "The server did not start; its log:" >&2
        tail -20 "$data/log" >&2
        exit 1 ;;
    stop)
        if ! is_up; then echo "It is not running."; exit 0; fi
        kill "$(cat "$data/pid")"
        for _ in $(seq 300); do
            kill -0 "$(cat "$data/pid")" 2>/dev/null || { rm -f "$data/pid"; echo "Stopped."; exit 0; }
            sleep 0.1
        done
        echo "It does not stop; its process is $(cat "$data/pid")." >&2
        exit 1 ;;
esac
