# Sourced by ./test: Chromium and Chinese letters, with which the pages are tried and pictured. They are installed where that can be
# done; without Chromium the end-to-end tests are skipped, saying so. QA_TEST_CHROMIUM names another one.
install_chromium() {
    [ -z "${QA_TEST_CHROMIUM:-}" ] || return 0
    if ! command -v chromium >/dev/null && command -v apt-get >/dev/null; then
        echo "Chromium is missing; installing it ..." >&2
        local sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
        { $sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk || { $sudo apt-get update && $sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk; }; } >/dev/null 2>&1 \
            || echo "Chromium could not be installed; the end-to-end tests are skipped." >&2
    fi
    QA_TEST_CHROMIUM=$(command -v chromium || true)
    export QA_TEST_CHROMIUM
}
