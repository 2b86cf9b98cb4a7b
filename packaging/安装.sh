#!/bin/sh
# Checks the Python that is here, and installs the bundle beside this script without a network.
# 用法：sh 安装.sh [装到哪个文件夹]（默认 ~/.local/share/revisit/program，命令放在 ~/.local/bin）
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=${1:-"$HOME/.local/share/revisit/program"}
python=
for each in python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v $each >/dev/null && $each -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
        python=$each
        break
    fi
done
if [ -z "$python" ]; then
    echo '没有找到 Python 3.11 至 3.14。请先装好 Python，或改用不需要 Python 的压缩包（解压即用）。' >&2
    exit 1
fi
"$python" -m venv "$place"
# All that is needed is pinned there; what a processor has no wheel of is not asked for.
"$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
    --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt"
mkdir -p "$HOME/.local/bin"
ln -sf "$place/bin/revisit" "$HOME/.local/bin/revisit"
"$place/bin/revisit" --version
case ":$PATH:" in
    *":$HOME/.local/bin:"*) echo '已装好。输入 revisit 开始。' ;;
    *) echo "已装好。重新登录后输入 revisit 开始；现在就用：$HOME/.local/bin/revisit" ;;
esac
