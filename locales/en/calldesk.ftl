calldesk-title = The Call
calldesk-prepared = The next version
calldesk-nothing-prepared = Nothing is being prepared.
calldesk-begin = Prepare a new version from the texts in force
calldesk-edit = Edit the texts
calldesk-see-changes = See what changes, paragraph by paragraph
calldesk-effect = { $count ->
    [one] One signatory keeps the version it signed. Nobody is moved to the new one.
   *[other] { $count } signatories keep the version they signed. Nobody is moved to the new one.
}
calldesk-propose = Propose for publication
calldesk-publish = Publish this version
calldesk-take-back = Send back for editing
calldesk-proposed-by = Proposed by { $name }. An admin publishes it; it takes two people.
calldesk-state-draft = being edited
calldesk-state-proposed = waiting for a second person
calldesk-state-published = published
calldesk-published = Published versions
calldesk-none-published = No version has been published yet. The first one is published from the command line.
calldesk-stale = follows an older authentic text
calldesk-changes = What the next version changes
calldesk-texts = The texts of the next version
calldesk-texts-hint = One text for each language, as Markdown. Every numbered paragraph ends with its id in braces; keep the id when you change the words, so that commitments go on pointing to it. Every translation has the same ids in the same order as the authentic text.
calldesk-kind = Kind of change
calldesk-text-in = Text in { $language }
calldesk-add-language = Add a language
calldesk-tag = Language tag
calldesk-tag-hint = For example fr, es or uk
calldesk-new-text = Text in the new language
calldesk-save = Save the texts
calldesk-wrong = The texts are not saved yet
