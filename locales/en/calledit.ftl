### The ministry’s pages of the Call: preparing, previewing and publishing a version.

# The versions
calledit-next = The next version
calledit-in-force = In force
calledit-none = Nobody is preparing a new version.
calledit-first = The very first version is published on the server, with this command:
calledit-first-command = tilsagn call publish --first
calledit-state-draft = draft
calledit-state-proposed = waits for a second person
calledit-state-published = published
calledit-proposed-by = Proposed by
calledit-published-by = Published by
calledit-waits = An admin who did not propose it reads it and decides.
calledit-follows = follows the authentic text
calledit-stale = outdated
calledit-problems =
    { $count ->
        [one] one problem
       *[other] { $count } problems
    }
calledit-mend = Mend this before you propose the version:
calledit-write-on = Write on
calledit-preview = Preview the version

# The editor’s desk
calledit-desk = Prepare a version of the Call
calledit-begin = Begin a new version
calledit-begin-lead = The new version begins with the texts of version { $number }. Nothing is public until a second person publishes it.
calledit-begin-first = This will be the first version of the Call. It begins without any text.
calledit-kind = Kind of change
calledit-kind-ask = What has changed?
calledit-kind-editorial = The meaning is the same: spelling, links, a better translation
calledit-kind-substantive = What one signs has changed: whoever signed before has signed something else
calledit-kind-save = Save the kind of change
calledit-closed = The version has been proposed, so its texts stay as they are. Take it back to write on.
calledit-take-back = Take the version back
calledit-texts = Languages
calledit-no-texts = There is no text yet. The language that you add first is the authentic one.
calledit-edit = Edit the text: { $language }
calledit-preview-in = Preview: { $language }
calledit-remove = Remove the text: { $language }
calledit-remove-lead = The text leaves this version. Versions that are published keep theirs.
calledit-discard = Discard this version
calledit-discard-lead = Every text of this draft is thrown away. The version in force and the earlier ones stay as they are.
calledit-add-label = Another language
calledit-add-hint = Its code, for example da, uk or pt-BR
calledit-add = Add the language
calledit-look-first = Read the version as its readers will see it, and what changes.

# One text
calledit-add-title = Add a text: { $language }
calledit-prevails = This is the authentic text. If translations differ from it, this one prevails.
calledit-new-lead = Translate the authentic text below, and leave the ids as they are. It is kept once you save it.
calledit-stale-lead = The authentic text has changed since this translation was made. Readers are told so until the translation follows it again.
calledit-how = How the text is written
calledit-how-title = Begin with the title: “# Title”. What follows it is the introduction.
calledit-how-pillar = Begin each pillar with “## Heading {"{"}#pillar-name{"}"}”.
calledit-how-paragraph = Part paragraphs by an empty line, and end each with its id: “{"{"}#p-name{"}"}”. Ids stay the same in every version and language.
calledit-how-closing = A line “***” begins the closing words.
calledit-how-inside = *emphasis*, **strong**, lists that begin with “- ”, and [links](https://example.org) are shown. HTML and pictures are not.
calledit-overtaken = Somebody saved this text while you were writing. Compare it with theirs below. Your text takes its place if you save it again.
calledit-stored = The text that was saved meanwhile
calledit-original = The authentic text: { $language }
calledit-text = Text
calledit-text-hint = Markdown, with the ids of pillars and paragraphs
calledit-authority = Weight of this text
calledit-authority-hint = One text is authentic. If you choose this one, the other becomes an official translation
calledit-renewed = It follows the authentic text as that stands now
calledit-renewed-hint = Leave this empty if only part of the changes is translated
calledit-save = Save the text

# Preview and publication
calledit-preview-title = The next version
calledit-nothing-before = There was no text before: { $language }
calledit-removed = Taken out:
calledit-removed-cited =
    { $count ->
        [0] No commitment cites it.
        [one] One commitment cites it, and goes on citing the older version.
       *[other] { $count } commitments cite it, and go on citing the older version.
    }
calledit-whole = The whole text, as its readers will see it
calledit-go-on = What to do now
calledit-not-ready = Mend what is named above, and you can propose the version.
calledit-same = So far its texts are the same as those of version { $number }, so there is nothing to propose. Change a text, or discard this version.
calledit-propose-lead = Once you propose it, its texts stay as they are until an admin decides.
calledit-propose = Propose the version
calledit-being-written = An editor is still writing this version.
calledit-decide = Decide on the version
calledit-publish-title = Publish version { $number }
calledit-effects = What happens if you publish it
calledit-effect-read = Version { $number } is what everybody reads and signs from now on.
calledit-effect-stay =
    { $count ->
        [0] There are no signatories of earlier versions.
        [one] One signatory stays with the version that it signed.
       *[other] { $count } signatories stay with the version that they signed.
    }
calledit-effect-substantive = Their pages go on naming the earlier version, for nobody has agreed to the new one yet.
calledit-effect-forever = A published version can never be changed or removed. A correction is a new version.
calledit-changes = What changes
calledit-new-language = new language
calledit-gone-language = no longer in this language
calledit-read-changes = Read the changes paragraph by paragraph
calledit-not-you = You proposed this version, so another admin must publish it.
calledit-publish = Publish version { $number }
calledit-send-back = Send the version back

# What was done
staff-done-begun = A new version is begun.
staff-done-discarded-before = There is no draft: it was discarded or published before.
staff-done-discarded = The draft is discarded.
staff-done-kind = The kind of change is saved.
staff-done-text = The text is saved.
staff-done-text-removed = The text is removed.
staff-done-taken-back = The version is yours again. Write on.
staff-done-version-proposed = The version is proposed. The admins have a mail that asks them to read it.
staff-done-version-sent-back = The version is back with the editors. Tell them why.
staff-done-version-published = The version is published.
