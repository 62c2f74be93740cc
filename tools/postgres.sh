# A PostgreSQL of the tests' own: a temporary cluster on a free port of this machine, gone afterwards.
# Sourced after common.sh, never run.
# shellcheck shell=bash

postgres_home=
postgres_connection=

# Where initdb and pg_ctl lie: Debian keeps them off the PATH, a folder for each version.
postgres_folder() {
  local newest
  newest=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 2> /dev/null | sort -V | tail -n 1)
  if [ -x "$newest/bin/initdb" ]; then
    echo "$newest/bin"
  elif command -v initdb > /dev/null && command -v pg_ctl > /dev/null; then
    dirname "$(command -v initdb)"
  else
    return 1
  fi
}

# start_postgres [folder to put it into]: leaves the administrator's connection string in postgres_connection.
# shellcheck disable=SC2034 # ./test reads it
start_postgres() {
  local port password
  postgres_home=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/tongban-postgres.XXXXXX")
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" > "$postgres_home/password"
  [ "$(id -u)" -ne 0 ] || chown -R postgres "$postgres_home"
  # Only the empty cluster is made without syncing; the server itself keeps fsync on, as in earnest.
  # Each of the tests' thousands of connections shows the password; by scram that costs both sides some milliseconds.
  as_postgres initdb --pgdata "$postgres_home/data" --username postgres --pwfile "$postgres_home/password" \
    --auth md5 --encoding UTF8 --locale C.UTF-8 --no-sync > "$postgres_home/initdb.log" 2>&1 ||
    { cat "$postgres_home/initdb.log" >&2 && return 1; }
  # Another program may take the port between our look and the start: then the next one.
  for _ in 1 2 3 4 5; do
    port=$(free_port)
    if start_postgres_on "$port"; then
      postgres_connection="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
      return 0
    fi
  done
  tail -n 20 "$postgres_home/server.log" >&2
  return 1
}

# The cluster in postgres_home; also once more, after a crash.
start_postgres_on() {
  as_postgres pg_ctl --pgdata "$postgres_home/data" --log "$postgres_home/server.log" --wait --timeout 60 \
    --options "-p $1 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c fsync=on" \
    start > /dev/null 2>&1
}

stop_postgres() {
  [ -n "$postgres_home" ] || return 0
  as_postgres pg_ctl --pgdata "$postgres_home/data" --mode immediate --wait stop > /dev/null 2>&1 || true
  rm -rf "$postgres_home"
  postgres_home=
}

# initdb refuses root; Debian's package has made the user postgres. That user may not be able to enter our folder.
as_postgres() (
  cd "$postgres_home" || exit
  command=$(postgres_folder)/$1
  shift
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u postgres -- "$command" "$@" < /dev/null
  else
    "$command" "$@" < /dev/null
  fi
)

# Below the range from which the system gives ports to outgoing connections.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_is_busy "$port" || break
  done
  echo "$port"
}
