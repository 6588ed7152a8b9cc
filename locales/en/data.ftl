### Open data: downloads, fields, errors.

data-title = Open data
data-lead = The whole public register as files and through an interface for programs. No key and no sign-in.
data-licence = Licence:
data-licence-why = Each signatory grants it when it signs. You may copy, change and use the data for anything, without asking.
data-files = Files
data-files-about = The same lists as on the pages, complete. Filters of the pages work here too.
data-file-signatories = Signatories
data-file-commitments = Commitments
data-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
data-size = { $count } KB
data-past = The register of a past day
data-past-about = For every day that is over there is a snapshot of both lists, told from the entries of the log. What is withheld or erased today is in none of them, so a file can change later.
data-past-newest = The newest, as the register stood at the end of { $day }:
data-past-all = All of them, as JSON:
data-past-pages = Pages and JSON take the same day: add as_of with year-month-day to the address of a list, a signatory or a commitment, for example /signatories?as_of=2026-10-01.
data-log = The log of every public act, and how to check it
data-csv = CSV by RFC 4180 in UTF-8, with a line of names. Where a cell would be run as a formula by a spreadsheet, it begins with an apostrophe. Instead of one field for checks and sums of money, the CSV has one column for each part.
data-api = Interface for programs
data-api-about = JSON over HTTPS, with GET alone. Times are RFC 3339 in UTC, days are ISO 8601, countries ISO 3166-1, currencies ISO 4217 in minor units, languages BCP 47.
data-api-pages = A list holds data, next, total and revision. Follow next until it is empty: it is the whole address of the next page. A page holds 100 items, or as many as limit says, from 1 to 500. The filters are those of the pages, and a filter can stand several times. A parameter that an address does not take, or a value that means nothing, is answered with 400.
data-api-kind = Answers carry a strong ETag: send it back and get 304 if nothing has changed. Pages of other sites may read the data.
data-revision = The revision is the number of entries in the register’s log, { $count } now.
data-signatory = Fields of a signatory
data-signatory-id = Random text that stands for the signatory and never changes.
data-signatory-slug = The readable end of its address. It can change when organisations are merged; the old one then leads on.
data-signatory-name = The name, as the organisation writes it.
data-signatory-names = The name, then former names and those in other languages and scripts: name, language (BCP 47), kind (official, former, translated, transliterated, short), from and until (a year or a day). In CSV the columns other_names and former_names, with semicolons between.
data-signatory-category = state, local_government, multilateral, company, civil_society, academia or media.
data-signatory-country = ISO 3166-1 alpha-2, or XK for Kosovo. Null for a body of no country.
data-signatory-website = A whole address, or null.
data-signatory-number = The public number. Never given twice.
data-signatory-signed-version = The version of the Call that was signed.
data-signatory-signed-language = The language in which it was read.
data-signatory-signed-at = When it was signed. Where the signature was taken over from an earlier list, when that was done; its entry in the log then says taken_over.
data-signatory-affirmations = Later agreements to newer versions. None so far.
data-signatory-identifiers = Numbers in other registers, as the organisation gave them: lei, ror (an address), wikidata. In CSV columns of these names.
data-signatory-state = published, suspended, withdrawn, lapsed, revoked or merged. Lists hold published ones only.
data-signatory-assurance = How we know who signed. level: none, mailbox, domain_mailbox, domain_control or official_letter. method: mailed_link, dns_record, well_known_file or letter. verified_at: when.
data-signatory-statement = What it says in public, in the language that it signed in, or null.
data-signatory-commitments = How many commitments it has published.
data-signatory-updated-at = When anything of this last changed.
data-signatory-url = Its page.
data-commitment = Fields of a commitment
data-commitment-id = Random text that stands for the commitment and never changes.
data-commitment-signatory = slug and name of the organisation that promised.
data-commitment-partners = Organisations that promised with it. None so far.
data-commitment-kind = action, funding or offer.
data-commitment-title = The title.
data-commitment-action = What will be done.
data-commitment-paragraphs = Ids of paragraphs of the Call. They stay the same in every version.
data-commitment-measure = type: deliverable, or indicator with unit, baseline and target. Figures are text, as they were written.
data-commitment-start = The first day, or null.
data-commitment-due = The day by which it is to be done.
data-commitment-status = planned, on_track, due_soon, overdue, silent, done_claimed, done_reviewed or dropped. Computed for the day in as_of.
data-commitment-stage = announced, committed or disbursed. Null where no money is promised.
data-commitment-amount = minor: whole minor units. currency: ISO 4217. Null where no money is promised.
data-commitment-countries = Where it will be done. Empty where the signatory did not say.
data-commitment-updates = The signatory’s own reports: date, claim, value, text, evidence.
data-commitment-reviews = Findings of reviewers: date, finding, reviewer, interests, text, reply.
data-commitment-version = Revisions count up from 1.
data-commitment-url = Its page.
data-problems = Errors
data-problems-about = Errors are problem details by RFC 9457. The type ends in one of these words, and detail says it in a sentence.
data-problem-invalid = The address does not take a parameter, or not with this value. errors names each, and detail says what would do.
data-problem-not-found = There is nothing public at this address.
data-problem-gone = It was erased for good. The entries about it stay in the log, without their words.
data-problem-too-many = Too many requests. Wait as long as Retry-After says.
data-problem-internal = Something went wrong on our side. Try again later; if you write to us, give the header X-Request-Id.
data-problem-away = The database does not answer just now, and nothing was changed. Wait as long as Retry-After says.
data-problem-conflict = Somebody else changed it meanwhile. Read it again.
# What is wrong with a parameter, in problem details.
data-takes-others = This address does not take { $name }. It takes { $allowed }.
data-takes-codes = { $name } takes { $allowed }, at most { $most } values.
data-takes-one = { $name } takes one of { $allowed }.
data-takes-number = { $name } takes a whole number from 1 to { $most }.
data-takes-country = { $name } takes country codes of two letters (ISO 3166-1 alpha-2), such as DK, at most { $most } values.
data-takes-version = { $name } takes numbers of versions of the Call, such as 1, at most { $most } values.
data-takes-year = { $name } takes years of four digits, such as 2027, at most { $most } values.
data-takes-paragraph = { $name } takes ids of paragraphs of the Call, as paragraphs of a commitment holds them, at most { $most } values.
data-takes-after = { $name } takes what next of the page before holds, and nothing else.
data-takes-entry = { $name } takes the number of an entry, which is a whole number from 0.
data-takes-size = { $name } takes the number of entries in a tree, which is a whole number from 0.
