@echo off
rem The command fuelgauge of an installed app. The app's own program runs nothing but the app, so this takes your Node.
where /q node
if errorlevel 1 (
  echo The command fuelgauge needs Node 24 or newer, which is not on your PATH: https://nodejs.org 1>&2
  exit /b 2
)
node "%~dp0..\command\out\main\cli.js" %*
