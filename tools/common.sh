# Shared by ./run and ./test: what is needed on this machine, and building once.
# Sourced, never run. Plain enough for the bash 3.2 of macOS.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

stop_with() {
  printf '%s\n' "$*" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet > /dev/null ||
    stop_with "Tongban needs the .NET 10 SDK and 'dotnet' is not on the PATH: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
  # global.json decides which SDK is good enough; 'dotnet --version' fails when none is.
  (cd "$root" && dotnet --version) > /dev/null 2>&1 ||
    stop_with "Tongban needs the .NET 10 SDK and 'dotnet' here has none that suits global.json: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
}

need_node() {
  if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
    stop_with "Tongban needs Node.js 20 or newer with npm to fetch its style sheets and scripts: install both from https://nodejs.org and try again."
  fi
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] ||
    stop_with "Tongban needs Node.js 20 or newer and this one is $version: update it and try again."
}

# Whether something answers on the port, by IPv4 or IPv6.
port_is_busy() {
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null || (exec 3<> "/dev/tcp/::1/$1") 2> /dev/null
}

if command -v sha256sum > /dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

# One hash over the content of everything the application is built from. Content, not times: a checkout of
# the same commit is the same source. Hundreds of files take some hundredths of a second.
sources_hash() (
  cd "$root" || exit
  set -- src
  for file in *.props *.targets global.json NuGet.config nuget.config package.json package-lock.json .editorconfig; do
    [ -f "$file" ] && set -- "$@" "$file"
  done
  find "$@" \( -name bin -o -name obj -o -name node_modules -o -path src/Tongban/wwwroot/lib \) -prune -o -type f -print0 |
    xargs -0 "${sha256[@]}" | LC_ALL=C sort | "${sha256[@]}" | cut -d ' ' -f 1
)

# When a file was last changed, in GNU's and in BSD's way of asking.
changed_at() {
  stat -c %Y "$1" 2> /dev/null || stat -f %m "$1"
}

app_dll() {
  printf '%s/src/Tongban/bin/%s/net10.0/tongban.dll' "$root" "$1"
}

# The sources and the built file's own time: a build by hand of other sources does not pass for ours.
build_stamp() {
  printf '%s %s\n' "$1" "$(changed_at "$2")"
}

# Builds the application alone, unless nothing has changed since we built it.
build_app_once() {
  local configuration=$1 dll hash stamp
  dll=$(app_dll "$configuration")
  hash=$(sources_hash)
  stamp=$root/.build/app-$configuration.stamp
  if [ -f "$stamp" ] && [ -f "$dll" ] && libraries_are_here && [ "$(cat "$stamp")" = "$(build_stamp "$hash" "$dll")" ]; then
    return 0
  fi
  need_dotnet
  need_node
  mkdir -p "$root/.build"
  rm -f "$stamp"
  echo "Building Tongban (a minute or two the first time) …"
  # The analyzers' verdict is ./test's business; without them the first start takes half the time.
  if ! dotnet build "$root/src/Tongban/Tongban.csproj" --configuration "$configuration" --nologo --verbosity quiet -p:RunAnalyzers=false -p:Precompile=true > "$root/.build/build.log" 2>&1; then
    cat "$root/.build/build.log" >&2
    stop_with "The build failed; its messages are above."
  fi
  build_stamp "$hash" "$dll" > "$stamp"
}

# npm's libraries are restored by the build into wwwroot/lib; someone may have cleaned them away since.
libraries_are_here() {
  [ ! -f "$root/src/Tongban/package-lock.json" ] || [ -d "$root/src/Tongban/wwwroot/lib" ]
}
