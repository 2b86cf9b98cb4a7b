@echo off
rem Checks the Python that is here, and installs the bundle beside this script without a network.
rem Argument: the folder to install to (default: %LOCALAPPDATA%\revisit\program). Without one the
rem window waits for a key at the end, as it was opened by a double click.
setlocal
call :install "%~1"
set "ENDED=%ERRORLEVEL%"
if "%~1"=="" pause
exit /b %ENDED%

:install
set "PLACE=%~1"
if "%PLACE%"=="" set "PLACE=%LOCALAPPDATA%\revisit\program"
if not exist "%~dp0requirements.txt" (
    echo 旁边没有离线包的其他文件。请先把压缩包全部解压，再双击解压出来的 安装.cmd。
    exit /b 1
)
set "PYTHON="
call :try py -3.14
call :try py -3.13
call :try py -3.12
call :try py -3.11
call :try python
if not defined PYTHON (
    echo 没有找到 Python 3.11 至 3.14。请先装好 Python，或改用不需要 Python 的压缩包（解压即用）。
    exit /b 1
)
%PYTHON% -m venv "%PLACE%"
if not "%ERRORLEVEL%"=="0" exit /b 1
"%PLACE%\Scripts\python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --find-links "%~dp0wheels" --require-hashes --requirement "%~dp0requirements.txt"
if not "%ERRORLEVEL%"=="0" exit /b 1
"%PLACE%\Scripts\revisit" --version
if not "%ERRORLEVEL%"=="0" exit /b 1
rem Windows 10 and 11 look for programs in this folder of the user's.
copy /y "%PLACE%\Scripts\revisit.exe" "%LOCALAPPDATA%\Microsoft\WindowsApps\revisit.exe" >nul 2>nul
if "%ERRORLEVEL%"=="0" (
    echo 已装好。打开“命令提示符”，输入 revisit 开始。
) else (
    echo 已装好。打开“命令提示符”，输入："%PLACE%\Scripts\revisit"
)
exit /b 0

:try
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=%*"
exit /b 0
