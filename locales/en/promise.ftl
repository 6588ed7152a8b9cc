### The form of one commitment, where an organisation signs and where it adds one later.

promise-title = What do you commit to?
promise-title-hint = One line that people will find it by.
promise-action = What will you do?
promise-action-hint = Say who does what, so that somebody else can tell whether it was done.
promise-kind = What kind of commitment is it?
promise-kind-funding-hint = Fill in the amount below.
promise-due = When will it be done?
promise-start = When does it begin?
promise-measure = How will one know that it was done?
promise-measure-deliverable = It is there, or it is not
promise-measure-indicator = A number reaches a target
promise-indicator = The number
promise-indicator-hint = Only if a number reaches a target.
promise-unit = What is counted
promise-unit-hint = For example “journalists trained”.
promise-baseline = Where it stands today
promise-target = The target
promise-money = The money
promise-money-hint = Only for funding.
promise-amount = Amount
promise-amount-hint = In whole units, for example 2500000.
promise-currency = Currency
promise-stage = How far it has come
promise-paragraphs-open = Choose paragraphs of the Call that it serves (optional)
promise-paragraphs = Paragraphs of the Call
promise-countries-open = Choose countries in which it takes place (optional)
promise-countries = Countries and territories

stage-announced = announced
stage-committed = committed
stage-disbursed = paid out
