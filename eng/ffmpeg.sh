# Sourced by ./test: ffmpeg, with which recordings that are not WAV are decoded. It is installed where that can be done; without it
# the tests that need it are skipped, saying so.
install_ffmpeg() {
    ! command -v ffmpeg >/dev/null || return 0
    command -v apt-get >/dev/null || return 0
    echo "ffmpeg is missing; installing it ..." >&2
    local sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
    { $sudo apt-get install -y --no-install-recommends ffmpeg || { $sudo apt-get update && $sudo apt-get install -y --no-install-recommends ffmpeg; }; } >/dev/null 2>&1 \
        || echo "ffmpeg could not be installed; the tests that need it are skipped." >&2
}
