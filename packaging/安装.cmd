@echo off
rem Checks the Python that is here, and installs the bundle beside this script without a network.
rem Arguments: the folder to install to (default: %LOCALAPPDATA%\revisit\program).
setlocal
set "PLACE=%~1"
if "%PLACE%"=="" set "PLACE=%LOCALAPPDATA%\revisit\program"
set "PYTHON="
for %%P in ("py -3.14" "py -3.13" "py -3.12" "py -3.11" "python") do if not defined PYTHON (
    %%~P -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>nul && set "PYTHON=%%~P"
)
if not defined PYTHON (
    echo 没有找到 Python 3.11 至 3.14。请先装好 Python，或改用不需要 Python 的压缩包（解压即用）。
    exit /b 1
)
%PYTHON% -m venv "%PLACE%" || exit /b 1
"%PLACE%\Scripts\python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%~dp0wheels" --require-hashes --requirement "%~dp0requirements.txt" || exit /b 1
"%PLACE%\Scripts\revisit" --version || exit /b 1
echo 已装好。现在就用："%PLACE%\Scripts\revisit"
