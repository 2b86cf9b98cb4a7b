#!/bin/sh
# Opens the menu, in a window of its own where it was not started from one.
here=$(cd "$(dirname "$0")" && pwd)
if [ -t 0 ] || [ $# -gt 0 ]; then
    exec "$here/revisit" "$@"
fi
for window in deepin-terminal mate-terminal gnome-terminal konsole xfce4-terminal x-terminal-emulator xterm; do
    if command -v "$window" >/dev/null; then
        case $window in
            gnome-terminal | mate-terminal) exec "$window" -- "$here/revisit" ;;
            *) exec "$window" -e "$here/revisit" ;;
        esac
    fi
done
echo "没有找到终端程序，请打开终端，运行：$here/revisit" >&2
exit 1
