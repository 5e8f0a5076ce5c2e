# Sourced by eng/dotnet.sh: brings what the portal's pages need of npm into src/Qa.Portal/wwwroot/lib, once and when it changed.
# It comes with npm as it is set up here; nothing of it is committed.
build_client() { # ROOT; prints only when it fails
    local folder=$1/src/Qa.Portal.Client made=$1/src/Qa.Portal/wwwroot/lib/code-editor/code-editor.js log
    if [ -f "$made" ] && [ -z "$(find "$folder" -name node_modules -prune -o -type f -newer "$made" -print -quit)" ]; then return 0; fi
    command -v npm >/dev/null || { echo "The portal needs Node to be built: install it (Debian: apt-get install npm), and run this again." >&2; return 3; }
    log=$(mktemp)
    if ! (cd "$folder" && npm ci --silent && npm run --silent build) >"$log" 2>&1; then
        echo "What the pages need of npm could not be built:" >&2
        tail -20 "$log" >&2
        rm -f "$log"
        return 3
    fi
    rm -f "$log"
}
