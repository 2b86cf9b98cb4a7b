@echo off
rem Opens a window with the menu. What is typed after it is handed on.
if not exist "%~dp0revisit.exe" (
    echo 旁边没有程序的其他文件。请先把压缩包全部解压，再双击解压出来的 回访.bat。
    pause
    exit /b 1
)
"%~dp0revisit.exe" %*
if "%~1"=="" pause
