#!/usr/bin/env bash
# A Windows CPython 3.11 under Wine, for tests on Debian.
#
#     packaging/windows/set_up.sh FOLDER
#
# makes FOLDER/python (python.exe, py.exe, the official python311.dll with all of its modules, the
# project's libraries), FOLDER/wheels (those libraries, for what installs them without a network) and
# FOLDER/prefix (what Wine calls a computer), on code page 936. What is finished there is kept. Exits 75 and says why, where a part of it cannot be had here.
# Its parts come from Debian's packages and from Python's package index alone: the DLLs from a
# wheel that carries them, the library's .py files from the Python 3.11 that runs here. Wine is not
# Windows: the rights of NTFS, the locks of Excel and WPS, shares, and input methods stay unseen.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
carrier='panda3d==1.10.16'
gcc=x86_64-w64-mingw32-gcc

missing() { echo "$*" >&2; exit 75; }

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    wanted=()
    for part in wine wine64 gcc-mingw-w64-x86-64 binutils-mingw-w64-x86-64 locales; do
        dpkg -s "$part" >/dev/null 2>&1 || wanted+=("$part")
    done
    if [ ${#wanted[@]} -gt 0 ]; then
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } \
            >/dev/null || missing "${wanted[*]} cannot be installed"
    fi
    locale -a | grep -i '^zh_CN.utf-\?8$' >/dev/null || localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
fi
command -v wine >/dev/null || missing 'Wine is not installed'
command -v $gcc >/dev/null || missing "$gcc is not installed"
locale -a | grep -i '^zh_CN.utf-\?8$' >/dev/null || missing 'the locale zh_CN.UTF-8 is not there'
python=$(command -v python3.11) || missing 'Python 3.11 is needed, whose library the Windows one shares'

# python.exe, what a virtual environment copies as its own, and py.exe, which finds the one there is.
add_programs() {
    local dll programs="$folder/python/Lib/venv/scripts/nt"
    dll=$(cd "$folder/python" && ls python3??.dll)
    mkdir -p "$programs"
    build() { $gcc -municode -O2 -s -DPYTHON_DLL="L\"$dll\"" "$@" "$here/python.c"; }
    build -o "$folder/python/python.exe"
    cp "$folder/python/python.exe" "$programs/python.exe"
    build -DLAUNCHER='L"-3.11"' -o "$folder/python/py.exe"
}

add_libraries() { exec "$python" "$here/libraries.py" "$folder"; }
if [ -e "$folder/ready" ]; then
    add_programs
    add_libraries
fi
rm -rf "$folder/python" "$folder/prefix"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m pip download -q --no-deps --retries 1 --timeout 30 --only-binary=:all: \
    --platform win_amd64 --python-version 3.11 -d "$work/wheels" "$carrier" ||
    missing "$carrier cannot be downloaded"
mkdir -p "$folder/python/DLLs" "$folder/python/Lib"
"$python" - "$work/wheels" "$folder/python" <<'PYTHON'
import sys, zipfile
from pathlib import Path, PurePosixPath

wheels, python = map(Path, sys.argv[1:])
with zipfile.ZipFile(next(wheels.glob("panda3d-*.whl"))) as carrier:
    for name in carrier.namelist():
        part = PurePosixPath(name)
        if part.parts[0] != "deploy_libs" or part.name.startswith("api-ms-"):
            continue
        beside = part.name.lower().startswith(("python3", "vcruntime"))
        (python / ("" if beside else "DLLs") / part.name).write_bytes(carrier.read(name))
PYTHON
library=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
(cd "$library" && tar cf - --exclude=site-packages --exclude=lib-dynload --exclude=test \
    --exclude=__pycache__ --exclude='config-*' .) | tar xf - -C "$folder/python/Lib"
mkdir -p "$folder/python/Lib/site-packages"

add_programs
dll=$(cd "$folder/python" && ls python3??.dll)
$gcc -shared -O2 -s -o "$folder/python/bcryptprimitives.dll" "$here/bcryptprimitives.c" -ladvapi32
# python3.dll, the stable interface, only passes on to the one that is there.
{
    echo 'LIBRARY python3'
    echo 'EXPORTS'
    x86_64-w64-mingw32-objdump -p "$folder/python/$dll" |
        sed -n '/^\[Ordinal\/Name Pointer\] Table/,/^$/s/.*\] \(_\?Py[A-Za-z0-9_]*\)$/\1/p' |
        sed "s/.*/    & = ${dll%.dll}.&/"
} >"$work/python3.def"
$gcc -shared -nostdlib -s -o "$folder/python/python3.dll" "$work/python3.def"

cat >"$folder/python.sh" <<'SCRIPT'
#!/usr/bin/env bash
# python.exe with the words given. Its streams are pipes: Wine gives Python no plain file as one.
folder=$(cd "$(dirname "$0")" && pwd)
export WINEPREFIX="$folder/prefix" WINEDEBUG=-all LC_ALL=zh_CN.UTF-8
set -o pipefail
{ cat | wine "${WINDOWS_PROGRAM:-$folder/python/python.exe}" "$@" 2>&1 1>&3 3>&- | cat >&2; } 3> >(cat)
SCRIPT
chmod +x "$folder/python.sh"
WINEPREFIX="$folder/prefix" WINEDEBUG=-all wine wineboot --init >/dev/null 2>&1 ||
    missing 'Wine could not be started'
told=$("$folder/python.sh" -c 'import locale, sqlite3, sys; print(sys.platform, locale.getencoding())' \
    </dev/null | tr -d '\r')
[ "$told" = 'win32 cp936' ] || { echo "Windows Python does not start: $told" >&2; exit 1; }
touch "$folder/ready"
rm -rf "$work"
add_libraries
