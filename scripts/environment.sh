# Sourced by the scripts: where things are, and what must be the same in every command.
export UV_VERSION=0.13.9 NODE_VERSION=24.19.0
export UV_PYTHON_INSTALL_DIR="$PWD/.tools/python" UV_PYTHON_INSTALL_BIN=0
# A machine that has certificates of its own (a company's proxy) means them to be used.
certificates=/etc/ssl/certs/ca-certificates.crt
[ -f "$certificates" ] && export UV_SYSTEM_CERTS=1 NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$certificates}"
# Pythons that pyenv keeps are found too, after everything else.
for bin in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin; do [ -d "$bin" ] && PATH="$PATH:$bin"; done
export PATH="$PWD/.tools/node/bin:$PWD/.tools/uv/bin:$PATH"
# The environments are named by their folders, whatever the calling shell has active.
unset VIRTUAL_ENV
# Without compiled modules every start of the engine takes 20 s longer.
unset PYTHONDONTWRITEBYTECODE
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 PYTHONUTF8=1
# Or matplotlib, which Rasa imports, would write into the home directory.
export MPLCONFIGDIR="$PWD/var/matplotlib"
export RASA_TRACKER_DB_URL="${RASA_TRACKER_DB_URL:-sqlite:///var/tracker.sqlite3}"
export ACTIONS_URL="${ACTIONS_URL:-http://127.0.0.1:5055}"
mkdir -p var models reports
