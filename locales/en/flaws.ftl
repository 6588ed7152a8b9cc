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
flaw-website-malformed = Enter a web address like https://example.org
flaw-website-too-long = Enter a web address of { NUMBER($limit) } characters or fewer
flaw-country-unknown = Choose a country or territory from the list
flaw-country-missing = Choose the country or territory of the organisation
flaw-day-malformed = Enter the date as day, month, year, for example 30 6 2027
flaw-number-malformed = Enter a number in digits, for example 1500
flaw-due-before-start = Enter a due date that is not before the start date
flaw-fingerprint-malformed = Enter the fingerprint as 64 characters, 0 to 9 and a to f
flaw-password-too-short = Use at least { $limit } characters. Four or five words in a row are easy to remember
flaw-password-too-long = Use at most { $limit } characters
flaw-password-too-common = Choose a password that is harder to guess
