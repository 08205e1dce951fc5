#!/bin/bash
# Runs a command with DATABASE_URL naming a throwaway PostgreSQL on a socket; removes it afterwards.
# PostgreSQL refuses to run as root, so as root it runs as the user "postgres" or "nobody".
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
folder=$(mktemp -d -t dayroom-pg.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    account=postgres; id postgres >/dev/null 2>&1 || account=nobody
    chown -R "$account" "$folder"; chmod 755 "$folder"
    as() { setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups -- "$@"; }
fi
cleanup() { (cd / && as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true; rm -rf "$folder"; }
trap cleanup EXIT
here=$PWD; cd /
as "$bin/initdb" -D "$folder/data" -U dayroom --auth=trust -E UTF8 --no-locale >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-c listen_addresses='' -k $folder -c fsync=${PG_FSYNC:-off} -c synchronous_commit=${PG_FSYNC:-off} \
    -c full_page_writes=${PG_FSYNC:-off} -c shared_buffers=${PG_BUFFERS:-128MB}" start >/dev/null
as "$bin/createdb" -h "$folder" -U dayroom dayroom
cd "$here"
DATABASE_URL="postgresql://dayroom@/dayroom?host=$folder" "$@"
