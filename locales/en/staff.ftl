### The ministry's door and administration: signing in, colleagues, settings, reasons, audit trail, mail.

# The menu
staff-menu-cases = Queue
staff-menu-call = The Call
staff-menu-audit = Audit trail
staff-menu-mail = Mail
staff-menu-people = Colleagues
staff-menu-reasons = Reasons
staff-menu-settings = Settings
staff-menu-sessions = My sessions
staff-mail-unsent = Mail is not sent: it is written to files on the server. Ask whoever runs the server to set up a mail server.

# The door
staff-sign-in-title = Sign in to the register desk
staff-sign-in-lead = For the ministry’s colleagues. You need your password and the app that shows your codes.
staff-sign-in = Sign in
staff-sign-in-help = If you have lost the app and your recovery codes, ask an admin to reset your account.
staff-email = Mail address
staff-password = Password
staff-code = Code
staff-code-hint = The six digits that the app shows now
staff-code-or-recovery-hint = The six digits that your app shows now, or one of your recovery codes
staff-few-codes-title =
    { $left ->
        [0] You have no recovery codes left
        [one] You have one recovery code left
       *[other] You have { $left } recovery codes left
    }
staff-few-codes-next = You are signed in. Ask an admin to reset your account soon: you then set it up again and get ten new codes.
staff-go-on = Go on

# Setting up
staff-setup-title = Choose a password
staff-setup-step-password = Password
staff-setup-step-app = Authenticator app
staff-setup-step-codes = Recovery codes
staff-setup-lead = Welcome, { $name }. Setting up your account takes three minutes. Have your phone at hand.
staff-password-new = New password
staff-password-hint = { $shortest } characters or more. A sentence of your own works well, and spaces are fine.
staff-password-again = The same password again
staff-pair-title = Connect an authenticator app
staff-pair-lead = Open an authenticator app on your phone, add an account, and point the camera at this picture.
staff-pair-picture = Picture for the authenticator app
staff-pair-type = If you cannot use the camera, type this key into the app instead:
staff-pair-code = Code from the app
staff-pair-confirm = Confirm the code
staff-codes-title = Save your recovery codes
staff-codes-lead = Your account is ready and you are signed in. If you ever lose your phone, each of these codes lets you in once.
staff-codes-once = We cannot show them again. Print them, or keep them in a password manager, but not on the phone with the app.
staff-codes-saved = I have saved the codes

# A fresh proof of identity
staff-identity-title = Confirm that it is you
staff-identity-lead = What you are about to do is hard to undo. Your confirmation holds for { $minutes } minutes.
staff-identity-confirm = Confirm and go on

# Sessions
staff-sessions-title = Where you are signed in
staff-sessions-lead = A session ends after { $idle } minutes without use, and after { $hours } hours in any case.
staff-sessions-begun = Signed in
staff-sessions-seen = Last used
staff-sessions-until = Ends at the latest
staff-sessions-this = this browser
staff-sessions-end-others = Sign out everywhere else
