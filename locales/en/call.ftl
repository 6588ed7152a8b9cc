### The Call: text, versions, comparison.

version-number = Version { $number }
call-none = The Call is not published yet
call-none-about = The text is being prepared. Once it is published, you can read and compare every version here.
call-none-then = The Call was not published yet
call-none-then-about = At the end of { $day } no version of the Call was published.
call-older = You are reading an older version. Version { $newest } is the one that is signed now.
call-read-newest = Read the current version
call-missing = There is no text in { $wanted }. This is the text in { $shown }.
call-stale-label = About this translation
call-stale = This translation is of version { $of }. The authentic text is at version { $newest }.
call-stale-wording = This translation is of an earlier wording. The authentic text is at version { $newest }.
call-stale-read = Read version { $newest } in { $language }
call-behind = This translation follows version { $of }. Where the two differ, the authentic text counts: version { $version } in { $language }.
call-behind-wording = This translation follows an earlier wording. Where the two differ, the authentic text counts: version { $version } in { $language }.
call-behind-read = Read the authentic text
call-published = Published
call-contents = Contents
call-languages = Other languages
call-versions = All versions
call-signed-by = Who has signed
call-who-signed = Signatories of version { $number }
call-fingerprint = Fingerprint of the text
call-fingerprint-about = SHA-256 of the exact bytes. Whoever signs, signs the text with this fingerprint. If a single character changed, the fingerprint would be another.
call-fingerprint-how = To check it yourself, download the text and compute its SHA-256, for example with this command. The result must be the same.
call-raw = Download the exact text (Markdown)
call-changes-since = What changed since version { $number }
call-changes-between = What changed from version { $older } to { $newer }
call-compare-about = Paragraph by paragraph. Words that were added are underlined, words that were removed are struck through.
call-preamble = Introduction: no change
call-closing = Closing words: no change
call-show-text = Show the text
call-was-number = was number { $number }
call-change-changed = changed
call-change-added = added
call-change-removed = removed
call-change-moved = moved
call-change-unchanged = no change
call-tally-title = Title: changed
call-tally-preamble = Introduction: changed
call-tally-closing = Closing words: changed
call-tally-source = It reads the same: only line breaks, spaces or marks of the file changed, and with them its fingerprint
call-tally-headings =
    { $count ->
        [one] { $count } heading changed
       *[other] { $count } headings changed
    }
call-tally-changed =
    { $count ->
        [one] { $count } paragraph changed
       *[other] { $count } paragraphs changed
    }
call-tally-added =
    { $count ->
        [one] { $count } paragraph added
       *[other] { $count } paragraphs added
    }
call-tally-removed =
    { $count ->
        [one] { $count } paragraph removed
       *[other] { $count } paragraphs removed
    }
call-tally-moved =
    { $count ->
        [one] { $count } paragraph moved
       *[other] { $count } paragraphs moved
    }
call-tally-unchanged =
    { $count ->
        [one] { $count } paragraph without change
       *[other] { $count } paragraphs without change
    }
call-can-announced = Not open yet
call-can-announced-about = You can read the Call now. Signing begins when the ministry opens it.
call-can-open = Open for signing
call-can-open-about = Any organisation can sign for itself. Each signature is checked before it is published.
call-can-closed = Closed for signing
call-can-closed-about = No new signatures are taken. Signatories go on reporting on their commitments.
call-can-archived = Archived
call-can-archived-about = The Call is kept to read. Nothing more is signed or reported.
language-en = English
language-da = Danish
language-sv = Swedish
language-nb = Norwegian
language-de = German
language-fr = French
language-es = Spanish
language-pt = Portuguese
language-it = Italian
language-pl = Polish
language-uk = Ukrainian
language-ar = Arabic
language-ar-xb = pseudo-language
