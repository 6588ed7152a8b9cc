### How colleagues sign in, beside password and code: passkeys, the ministry’s identity provider; and where somebody is
### signed in.

# Passkeys
staff-sign-in-passkey = Sign in with a passkey
staff-passkey-get-title = Use your passkey
staff-passkey-get-waiting = Your browser is asking for your passkey. Follow what it says.
staff-passkey-get-failed = Nothing came back from your browser. Perhaps you closed its window, or there is no passkey for this site on this device.
staff-passkey-create-title = Add a passkey
staff-passkey-create-waiting = Your browser is asking where to keep the new passkey. Follow what it says.
staff-passkey-create-failed = No passkey was made. Perhaps you closed the window, this device has one for your account already, or it cannot make sure that it is you.
staff-passkey-no-script = This page needs JavaScript: only a script can ask your browser for a passkey. Everything else here works without.
staff-passkey-again = Try again
staff-passkey-other-way = Choose another way
staff-passkeys-title = Passkeys
staff-passkeys-lead = A passkey lets you in without password and code: your device or security key makes sure that it is you. Add one on each device that you work on.
staff-passkeys-number = This site has a number as its address, and passkeys belong to a name. Whoever runs the server gives it one: on this computer, localhost in place of 127.0.0.1.
staff-passkeys-name = Name of the new passkey
staff-passkeys-name-hint = So that you know it again, for example laptop at work
staff-passkeys-add = Add a passkey
staff-passkeys-added = Added { $at }
staff-passkeys-used = Last used { $at }
staff-passkeys-unused = Not used yet
staff-passkeys-remove = Remove
staff-identity-passkey = Confirm with a passkey
staff-done-passkey = The passkey is added. From now on you can sign in with it.
staff-done-passkey-removed = The passkey is removed. It lets nobody in any more.

# The ministry’s identity provider
staff-sign-in-provider = Sign in with your ministry account
staff-sign-in-provider-only = Sign in with your ministry account. Password and code are for admins, on days on which that does not work.
staff-identity-provider = Confirm with your ministry account
staff-setup-provider-lead = You can use the account with which you sign in everywhere at the ministry. Then you need no password here.
staff-setup-provider-title = Set up your account
staff-setup-provider-only = Welcome, { $name }. You come in with the account with which you sign in everywhere at the ministry, so there is no password to choose.
staff-setup-provider = Use my ministry account
staff-provider-title = Ministry account
staff-provider-lead = With it you sign in here as you do everywhere at the ministry. Your groups there say which of your roles you can use.
staff-provider-linked = Connected { $at }
staff-provider-link = Connect my ministry account
staff-provider-unlink = Disconnect it
staff-provider-go-title = To the ministry’s sign-in
staff-provider-go-lead = You are being taken to { $host }. If nothing happens, go there yourself.
staff-provider-go = Go to the ministry’s sign-in
staff-provider-back-title = You are back
staff-provider-back-lead = The ministry’s sign-in has sent you back here.
staff-provider-back = Go on
staff-done-provider = Your ministry account is connected.
staff-done-provider-unlinked = Your ministry account is disconnected.

# Where somebody is signed in
staff-sessions-where = Where you are signed in
staff-sessions-browser = Browser
staff-sessions-end = Sign out
staff-done-session-ended = The browser is signed out.
staff-people-sign-out-title = Sign your colleague out
staff-people-sign-out-lead = Ends every session of your colleague at once, for example when a computer was stolen. They can sign in again; to keep them out, disable the account.
staff-people-sign-out = Sign out everywhere
staff-done-signed-out = Your colleague is signed out everywhere.
session-means-link = with a mailed link
session-means-password = with password and code
session-means-recovery = with password and a recovery code
session-means-passkey = with a passkey
session-means-provider = with the ministry account
browser-on = { $program } on { $system }
browser-chrome = Chrome
browser-edge = Edge
browser-firefox = Firefox
browser-safari = Safari
browser-other = Another browser
system-android = Android
system-ios = iOS
system-linux = Linux
system-mac = macOS
system-windows = Windows
system-other = another system

# What the audit trail says
case-act-staff-passkey-added = added a passkey.
case-act-staff-passkey-removed = removed a passkey.
case-act-staff-provider-linked = connected their ministry account.
case-act-staff-provider-unlinked = disconnected their ministry account.
case-act-staff-signed-out-everywhere = signed a colleague out everywhere.
