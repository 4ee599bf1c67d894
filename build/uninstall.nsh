; Takes back what the app itself has written into the user's registry. The uninstaller also runs before an update: then
; everything stays, or start at login would be lost.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ; What Windows starts when a notification is clicked.
    DeleteRegKey HKCU "Software\Classes\CLSID\{65BDD4E2-ECE0-4363-8611-542029630E01}"
    ; Links that begin with fuelgauge://.
    DeleteRegKey HKCU "Software\Classes\fuelgauge"
    ; Start at login, under the name that Electron gives it: the app's id.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${endIf}
!macroend
