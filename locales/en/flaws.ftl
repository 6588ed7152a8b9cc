### What is wrong with a typed value, and what to do. A field may have its own words:
### `flaw-missing-email` is said before `flaw-missing`.

flaw-missing = Fill in this field
flaw-unknown-choice = Choose one of the answers offered
flaw-name-too-long = Shorten the name to { NUMBER($limit) } characters or fewer
flaw-name-no-letters = Enter a name that has letters in it
flaw-text-too-long = { $limit ->
    [0] Shorten the text
   *[other] Shorten the text to { NUMBER($limit) } characters or fewer
}
flaw-forbidden-character = Remove characters that cannot be seen or that change the direction of the text
flaw-email-malformed = Enter a mail address like name@example.org
flaw-email-too-long = Enter a mail address of { NUMBER($limit) } characters or fewer
flaw-email-taken = Another account has this mail address. Enter a different one
flaw-website-malformed = Enter a web address like https://example.org
flaw-website-too-long = Enter a web address of { NUMBER($limit) } characters or fewer
flaw-country-unknown = Choose a country or territory from the list
flaw-country-missing = Choose the country or territory of the organisation
flaw-day-malformed = Enter the date as day, month, year, for example 30 6 2027
flaw-number-malformed = Enter a number in digits, for example 1500
flaw-amount-zero = Enter an amount above 0
flaw-unchanged = Change something first: this is what the register says already
flaw-needs-mail = Choose “Save and write”: a question goes by mail
flaw-embargo-out-of-range = Enter a day after today and within a year
flaw-due-in-past = Enter a due date that is not in the past
flaw-day-in-future = Enter a day that is not in the future
flaw-number-ambiguous = Enter the number without a separator between thousands, for example 1500, or with one or two decimals
flaw-due-before-start = Enter a due date that is not before the start date
flaw-fingerprint-malformed = Enter the fingerprint as 64 characters, 0 to 9 and a to f
flaw-missing-until = Enter the day from which the name is shown, for example 30 6 2027
flaw-missing-visibility = Choose how your organisation should appear
flaw-missing-email = Enter the mail address
flaw-missing-ministry-name = Enter the name of the ministry. Every page and mail says it
flaw-missing-initiative-name = Enter the name of the initiative. Every page and mail says it
flaw-missing-contact-email = Enter the mail address that people write to. Every page and mail gives it
flaw-missing-reference = Enter the reference under which the letter is filed
flaw-missing-dated = Enter the date of the letter, for example 30 6 2027
flaw-missing-sha256 = Enter the fingerprint of the scan
flaw-missing-decision = Choose a decision
flaw-missing-reason-ask = Choose what is missing
flaw-missing-reason-decline = Choose a reason
flaw-missing-reason-suspend = Choose a reason
flaw-missing-reason-revoke = Choose a reason
flaw-missing-back = Say why it goes back
flaw-missing-sure = Tick the box to confirm
flaw-missing-reason = Say why
flaw-missing-reply = Write your answer
flaw-missing-title-en = Enter the title in English
flaw-missing-title-da = Enter the title in Danish
flaw-missing-text-en = Enter the text in English
flaw-missing-text-da = Enter the text in Danish
flaw-missing-password = Enter your password
flaw-missing-code = Enter the code
flaw-missing-roles = Choose one role or more
flaw-password-too-short = Choose a password of { NUMBER($limit) } characters or more. A few words that belong together only for you are easy to remember
flaw-password-too-long = Choose a password of { NUMBER($limit) } characters or fewer
flaw-password-too-common = Choose another password. This one is among the first that anybody would try
flaw-passwords-differ = Type the same password twice
flaw-code-wrong = Enter the code that your app shows now. Each code works once, so wait for the next one if you have just used it
flaw-network-malformed = Enter an IP address or a network, for example 192.0.2.7 or 192.0.2.0/24
flaw-network-beyond-prefix = Enter the first address of the network, for example 192.0.2.0/24
flaw-pattern-too-wide = Enter something that does not fit nearly everybody
flaw-code-malformed = Use small letters, digits and underscores only, for example no_authority
flaw-code-taken = Enter another code. This one is taken
flaw-unknown-choice-time-zone = Enter the IANA name of a time zone, for example Europe/Copenhagen
