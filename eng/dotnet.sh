# Sourced by ./run, ./test, ./bench and ./qa: finds the .NET SDK, or says in one sentence how to get it.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
if ! command -v dotnet >/dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
fi
if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "CallCenter needs the .NET SDK 10: install it with your system's package manager (package dotnet-sdk-10.0) or from dot.net, and run this again." >&2
    exit 3
fi

# Publishes the qa program into artifacts/qa; prints only when it fails.
publish_qa() {
    local root=$1 log
    log=$(mktemp)
    if ! dotnet publish "$root/src/Qa.Portal/Qa.Portal.csproj" -c Release -o "$root/artifacts/qa" -v quiet --nologo >"$log" 2>&1; then
        cat "$log"
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
    touch "$root/artifacts/qa/qa.dll"
}
