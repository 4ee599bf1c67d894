#!/bin/sh
# Runs a command in a small desktop session: a display, a session bus, an open keyring, a notification daemon and a
# program that shows status icons. On Debian and Ubuntu: xvfb, dbus, gnome-keyring, dunst, ayatana-indicator-application.
exec xvfb-run --auto-servernum dbus-run-session -- sh -c '
  printf "a password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  dunst >/dev/null 2>&1 &
  /usr/libexec/ayatana-indicator-application/ayatana-indicator-application-service >/dev/null 2>&1 &
  gdbus wait --session --timeout 30 org.freedesktop.secrets
  gdbus wait --session --timeout 30 org.kde.StatusNotifierWatcher
  export XDG_CURRENT_DESKTOP=XFCE
  "$@"
  code=$?
  kill %1 %2 2>/dev/null
  exit $code' session "$@"
