# Sourced by ./run, ./test, ./bench and ./qa: finds the .NET SDK, or says in one sentence how to get it.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
if ! command -v dotnet >/dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
fi

# Looks for the SDK's folder instead of asking dotnet, which takes a tenth of a second at every start of ./qa.
require_dotnet() {
    local host folder
    if host=$(command -v dotnet); then
        while [ -L "$host" ]; do
            folder=${host%/*}
            host=$(readlink "$host")
            case $host in /*) ;; *) host=$folder/$host ;; esac
        done
        if compgen -G "${host%/*}/sdk/10.*" >/dev/null || dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
            return 0
        fi
    fi
    echo "CallCenter needs the .NET SDK 10: install it with your system's package manager (package dotnet-sdk-10.0) or from https://dot.net, and run this again." >&2
    exit 3
}

require_dotnet
source "$(dirname "${BASH_SOURCE[0]}")/client.sh"

# Whether the program is missing or older than something it is made of. ./qa asks at every start, so it is one find.
is_stale() {
    local root=$1 program=$2
    [ ! -s "$program" ] || [ -n "$(find "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" \
        \( -name obj -o -name bin -o -name node_modules \) -prune -o -type f -newer "$program" -print -quit)" ]
}

# Publishes the qa program into artifacts/qa; prints only when it fails. The new one takes the old one's place whole, so a
# run of ./qa beside it never starts half a program.
publish_qa() {
    local root=$1 made=$1/artifacts/qa.new.$$ log begun
    mkdir -p "$root/artifacts"
    find "$root/artifacts" -maxdepth 1 -name 'qa.new.*' -mmin +60 -exec rm -rf {} + # of builds that were ended
    build_client "$root" || return
    log=$(mktemp) begun=$(mktemp)
    # Compiled ahead where the package of that compiler can be had; else the same program, slower to start.
    if ! publish_into "$root" "$made" >"$log" 2>&1 \
        && ! { grep -qi 'crossgen\|NETSDK1094' "$log" && publish_into "$root" "$made" -p:PublishReadyToRun=false >"$log" 2>&1; }; then
        cat "$log"
        rm -rf "$log" "$begun" "$made"
        return 1
    fi
    # A build that was interrupted may say that all is well.
    if [ ! -s "$made/qa.dll" ] || [ ! -s "$made/qa.runtimeconfig.json" ]; then
        cat "$log"
        echo "The build did not come to its end; run this again." >&2
        rm -rf "$log" "$begun" "$made"
        return 1
    fi
    # As old as the build's beginning: what was saved while it ran is newer.
    touch -c -r "$begun" "$made/qa.dll"
    rm -f "$log" "$begun"
    rm -rf "$root/artifacts/qa"
    mv "$made" "$root/artifacts/qa"
}

publish_into() {
    local root=$1 folder=$2
    shift 2
    dotnet publish "$root/src/Qa.Portal/Qa.Portal.csproj" -c Release -o "$folder" -v quiet --nologo "$@"
}
