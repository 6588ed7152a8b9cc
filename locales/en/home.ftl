### The front page.

home-title = A Call to Action is on its way
home-version = Version { $number } of the Call
home-lead = Governments, companies, universities and civil society sign one Call to Action and make commitments that anyone can follow and check.
home-lead-announced = The text of the Call will stand here once it is published. You can then read it, sign it and follow who has signed.
home-sign = Sign for your organisation
home-read = Read the Call
home-call = The Call
home-call-about = What every signatory has put its name to.
home-call-all =
    { $count ->
        [one] Read the whole text, one paragraph
       *[other] Read all { $count } paragraphs
    }
home-text = About this text
home-text-version = Version
home-how = How an organisation signs
home-how-open = It takes about ten minutes. You need a mail address at your organisation and the authority to sign for it.
home-how-announced = The Call is not open for signing yet. This is how it will work.
home-how-closed = The Call is closed for signing. This is how those in the register signed.
home-step-answer = Answer the questions
home-step-answer-about = Say which organisation you sign for, who you are and what you commit to. You can save your answers and go on later, or hand them to a colleague.
home-step-confirm = Confirm by mail
home-step-confirm-about = We send a link to your address. Open it and press the button: only then is anything sent to us.
home-step-publish = We check, then publish
home-step-publish-about =
    { $days ->
        [one] Staff check every signature and answer within { $days } day. Then your organisation gets its number and its page.
       *[other] Staff check every signature and answer within { $days } days. Then your organisation gets its number and its page.
    }
home-checked = How signatories are checked
home-map = Where signatories come from
home-map-about = Darker means more signatories. Choose a country to see who has signed.
home-by-category = Signatories by category
home-newest = Newest in the register
home-browse =
    { $count ->
        [one] See the one signatory
       *[other] Browse all { $count } signatories
    }
home-empty = Nobody has been published in the register yet.
home-empty-first = Be the first to sign
home-commitments = What they promised
home-commitments-about = Each commitment says who does what, by when and how it is measured. Its status is computed from dates and reports.
home-by-status =
    { $count ->
        [one] { $count } commitment by status
       *[other] { $count } commitments by status
    }
home-follow = Follow the commitments
home-seal-signatories =
    { $count ->
        [one] signatory
       *[other] signatories
    }
home-seal-countries =
    { $count ->
        [0] { "" }
        [one] in { $count } country
       *[other] in { $count } countries
    }
unnamed = And at least { $count } that cannot safely be named.
country-heading = Country or territory
signatories-heading = Signatories
