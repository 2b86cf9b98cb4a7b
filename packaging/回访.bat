@echo off
rem Opens a window with the menu. What is typed after it is handed on.
"%~dp0revisit.exe" %*
if "%~1"=="" pause
