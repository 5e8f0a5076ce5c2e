# Sourced by ./test and ./bench: a PostgreSQL of its own for the tests, in a private folder, on loopback, gone afterwards.
# Afterwards QA_TEST_POSTGRES holds its address. An address that is already set there is used as it is.
# Whoever sets postgres_kept to a folder finds the databases there again the next time.

start_postgres() { # installs it when it is missing and that can be done
    [ -z "${QA_TEST_POSTGRES:-}" ] || return 0
    local bin
    bin=$(postgres_folder) || {
        echo "PostgreSQL is missing; installing it ..." >&2
        local sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
        { $sudo apt-get install -y --no-install-recommends postgresql || { $sudo apt-get update && $sudo apt-get install -y --no-install-recommends postgresql; }; } >/dev/null 2>&1 || true
        bin=$(postgres_folder) || { echo "The tests need PostgreSQL 13 or later: install it (Debian: apt-get install postgresql), or name one in QA_TEST_POSTGRES=postgres://user:password@host/database." >&2; return 3; }
    }
    postgres_data=${postgres_kept:-$(mktemp -d)}
    postgres_bin=$bin
    postgres_user=$(id -un)
    if [ "$(id -u)" -eq 0 ]; then postgres_user=postgres; getent passwd postgres >/dev/null || postgres_user=nobody; fi   # it refuses root
    install -d -m 711 "$postgres_data"
    install -d -m 700 "$postgres_data/db"
    [ "$(id -u)" -ne 0 ] || chown "$postgres_user" "$postgres_data/db"
    [ -f "$postgres_data/db/PG_VERSION" ] || as_postgres "$bin/initdb" -D "$postgres_data/db" -U qa --auth=trust -E UTF8 --locale=C >/dev/null
    local port
    for port in $(shuf -i 20000-29999 -n 20); do
        if as_postgres "$bin/pg_ctl" -D "$postgres_data/db" -w -t 30 -l "$postgres_data/db/log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 -c shared_buffers=256MB ${postgres_options:-}" start >/dev/null 2>&1; then
            export QA_TEST_POSTGRES="postgres://qa@127.0.0.1:$port/postgres"
            return 0
        fi
    done
    echo "PostgreSQL did not start; its log:" >&2
    cat "$postgres_data/db/log" >&2 || true
    return 1
}

stop_postgres() {
    [ -n "${postgres_data:-}" ] || return 0
    if [ -n "${postgres_kept:-}" ]; then
        as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/db" -m fast -t 300 stop >/dev/null 2>&1 || true
    else
        as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/db" -m immediate stop >/dev/null 2>&1 || true
        rm -rf "$postgres_data"
    fi
}

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u "$postgres_user" -- "$@"); else "$@"; fi
}

postgres_folder() { # the newest with a server
    local initdb
    initdb=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)
    if [ -z "$initdb" ]; then
        initdb=$(command -v initdb) || return 1
    fi
    dirname "$initdb"
}
