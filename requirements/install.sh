# Make .venv with a Python that is new enough, and install one lock file into it.
# Usage: sh requirements/install.sh requirements/run.txt
set -eu

for python in ${PYTHON:-python3.13 python3.12 python3.11 python3} ""; do
    if [ -n "$python" ] && "$python" -c \
        'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        break
    fi
done
if [ -z "$python" ]; then
    echo "Preceptor needs Python 3.11 or newer: ${PYTHON:-python3} is older or absent (PYTHON=/path/to/python names another)." >&2
    exit 1
fi

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Making .venv with $("$python" --version) ..."
    # Debian's Python may come without ensurepip; its own pip can then fill the folder.
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
        "$python" -m venv --clear --without-pip .venv
    fi
fi

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    set -- "$1" .venv/bin/python -m pip
elif "$python" -m pip --version >/dev/null 2>&1; then
    set -- "$1" "$python" -m pip --python .venv/bin/python
else
    echo "$python has no pip: install it (on Debian: apt install python3-venv), then run make again." >&2
    exit 1
fi

lock=$1
shift
echo "Installing $lock; this takes a minute the first time ..."
"$@" install --quiet --no-input --disable-pip-version-check --require-hashes -r "$lock"
