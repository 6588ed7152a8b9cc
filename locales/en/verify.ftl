### How anybody can check the register.

verify-title = Check this register yourself
verify-lead = You need not trust us. Everything that happens in the register is written into a log that nobody can change unnoticed, not even we.
verify-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
verify-what = What is promised
verify-what-entries = Every public act, such as publishing or withdrawing a signature, writes one numbered entry. Entries are never changed and never removed.
verify-what-tree = At most a minute later, all entries together are summed up in one short code, the root, and signed. Change one letter of one old entry, and every root from then on is another.
verify-what-hidden = When an organisation must be hidden or erased, the words of its entries are taken away. Their fingerprints stay, and the sum still adds up. A later entry says which they are. What is entered about those who were never named has no words from the beginning, and carries a mark that nobody can add later. The checker finds any other entry without words wrong.
verify-what-not = The log shows that nothing was altered behind your back. It does not show that what an organisation says is true.
verify-one = Check one signatory or commitment
verify-one-text = The history on the page of each signatory and of each commitment names the number of each entry. “Proof” leads to the entry, its fingerprint, and the short list of codes that ties it to the signed root.
verify-receipt = “Receipt” beside it is a file that proves the entry without a network, whatever becomes of this site. Your browser checks it here, and so does the program. Entries whose words are withheld or erased have none.
verify-all = Check everything
verify-all-text = The program that runs this site can also check it, from any computer:
verify-all-does = It rebuilds the root from every entry, checks the signature, holds each text against its fingerprint, and compares the entries with the list of signatories. If something does not fit, it names the first entry that is wrong.
verify-all-again = Run it again later. It remembers what it saw, and notices if we ever show you another past.
verify-now = The newest checkpoint
verify-now-about = Signed after the last entry. The time of signing is our own note, which nothing proves; the dates of the entries are signed with them.
verify-none = Nothing has been signed yet. The first checkpoint comes within a minute of the start.
verify-size = Entries
verify-root = Root
verify-at = Signed
verify-key = Key
verify-note = The signed note, word for word
verify-key-keep = Write the key down, or keep a copy of this page. Whoever knows it needs nothing else from us to check the log.
verify-keys-earlier = The log was signed with other keys before. Receipts from then are checked with these:
verify-witnesses = Who keeps watch
verify-witnesses-about = Others sign each checkpoint too, as long as nothing that they saw before was taken back. Whoever trusts one of them need not fear that we show different people different registers. What each signed last, its signature shows; since when it keeps watch, is our own note.
verify-witnesses-command = The command above asks those that agree for their signature. A witness needs a moment after each entry: where the check says that one has not signed the checkpoint, run it again a minute later. Compare the keys with what each of them publishes itself.
verify-watch-none = Nobody outside keeps watch over this log yet.
verify-watch-why = Whoever keeps watch signs each checkpoint, and refuses one by which we would take something back or show others another register.
verify-watch-how = A newspaper, a university or a signatory begins with this command, behind a web server that the internet reaches and under a name of its own in place of witness.example.net, and sends us the key that it prints, with its address:
verify-witness-address = Address
verify-witness-agrees = agrees
verify-witness-behind = has not signed the newest checkpoint yet
verify-witness-since = Keeps watch since { $since }.
verify-witness-last = Last signed { $at }:
verify-witness-never = Has not signed anything yet.
verify-witness-elsewhere = Says that it has signed a tree of { $count } entries that is not here.
verify-others = With other people’s tools
verify-others-text = The log follows open specifications: RFC 6962, and C2SP tlog-tiles, tlog-checkpoint and signed-note. Programs that were written for other transparency logs can read it.
