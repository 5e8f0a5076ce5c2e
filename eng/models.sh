# Sourced by ./run, ./test, ./bench and ./qa: brings the model of voice activity to artifacts/models, once, and checks that it is
# the one that was measured. It comes from an npm package, with npm as it is set up here; nothing of it is committed.
voice_model_package=@ricky0123/vad-web@0.0.31
voice_model_entry=package/dist/silero_vad_v5.onnx
voice_model_sha256=2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f

# Prints where the model is looked for; `qa` gets it as QA_MODELS unless the operator has set that.
models_folder() { printf '%s\n' "${QA_MODELS:-$1/artifacts/models}"; }

fetch_voice_model() { # ROOT; prints only when it fails
    local folder file scratch log
    folder=$(models_folder "$1")
    file=$folder/silero_vad.onnx
    [ ! -f "$file" ] || return 0
    command -v npm >/dev/null || { echo "Recordings need the voice model, which comes by npm: install Node (Debian: apt-get install npm), or put silero_vad.onnx into $folder (see ./qa models list)." >&2; return 3; }
    scratch=$(mktemp -d)
    log=$scratch/log
    if ! (cd "$scratch" && npm pack --silent "$voice_model_package" && tar xzf ./*.tgz "$voice_model_entry") >"$log" 2>&1; then
        echo "The voice model could not be fetched ($voice_model_package):" >&2
        tail -3 "$log" >&2
        rm -rf "$scratch"
        return 3
    fi
    if ! echo "$voice_model_sha256  $scratch/$voice_model_entry" | sha256sum -c --status; then
        echo "$voice_model_entry of $voice_model_package is not the file that was measured: its SHA-256 is $(sha256sum "$scratch/$voice_model_entry" | cut -d' ' -f1), expected $voice_model_sha256." >&2
        rm -rf "$scratch"
        return 3
    fi
    mkdir -p "$folder"
    mv "$scratch/$voice_model_entry" "$file.$$" && mv "$file.$$" "$file"
    rm -rf "$scratch"
}
